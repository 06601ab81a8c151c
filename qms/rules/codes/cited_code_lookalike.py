"""The text cites a code with a character that looks like the right one and is another.

A reader sees no difference; a search for the code, and everything that is derived from references, passes it by.
`qms fix` writes what was meant in a text that is not approved.

Flagged:
    body:
    # Аудит

    Жазуулар CMC-ДП-2.2-2024 боюнча жүргүзүлөт.

Flagged:
    body:
    # Аудит

    Жазуулар СМС–ДП–2.2–2024 боюнча жүргүзүлөт.

Accepted:
    body:
    # Аудит

    Жазуулар СМС-ДП-2.2-2024 боюнча жүргүзүлөт, 2023–2024-жылдарда.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.citation import may_be_in, meant_in
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at everything in the prose that has the look of a code that there is."""
    looks = context.outlook.looks
    for document in context.readable if looks else ():
        for line in context.reading(document).prose if may_be_in(document.body, looks) else ():
            for found in meant_in(line.text, looks):
                yield Finding(
                    place(document, line, found.start),
                    msg('"{text}" only looks like "{code}"', text=found.text, code=found.code),
                    msg('Write "{suggestion}"; "qms fix" does it', suggestion=found.code),
                    document.code or document.path,
                )


RULE = Rule("CD011", Severity.ERROR, check, View.NEAR)
