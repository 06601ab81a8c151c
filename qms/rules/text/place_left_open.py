"""A place that somebody is to complete was left open.

`qms report … --as-document` writes figures and tables itself and marks with `[____]` what only the author can say.
Approved like that, a report is without its conclusions (ISO 9001:2015, 9.3.2, 7.5.2 c).

Flagged:
    body:
    # Аудиттердин жыйынтыктары

    [____] Толуктоо керек: автордун корутундусу

Accepted:
    body:
    # Аудиттердин жыйынтыктары

    Эки аудит тең өткөрүлдү.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, unspanned
from qms.rules.rule import Finding, Rule, View

_OPEN = pattern(r"\[_{4,}\]")


def check(context: Context) -> Iterator[Finding]:
    """Look for the mark outside of code."""
    for document in context.readable:
        for line in unspanned(context, document, _OPEN):
            yield Finding(
                place(document, line, line.text.find("[_")),
                msg("This place is still to be completed"),
                msg('Write the text in the place of "[____]" and of the words behind it'),
                document.code or document.path,
            )


RULE = Rule("TX022", Severity.WARNING, check, View.ALONE)
