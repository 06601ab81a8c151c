"""The text has a character that cannot be seen or printed.

Marks of direction and zero-width characters make a text read otherwise than it is stored; symbols of a private font
come out as boxes. Mostly they came along with a copy from Word or a web page.

Flagged:
    body:
    # 1. Мак<U+200B>саты

Flagged:
    body:
    # 1. Максаты

    <U+F0B7> биринчи

Accepted:
    -references
    body:
    # 1. Максаты

    - «биринчи» — ө, ү, ң
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

# Controls, zero-width characters, marks of direction, surrogates, private use, the sign of a lost character.
_HIDDEN = pattern(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff"
    "\ue000-\uf8ff\ufeff\ufff9-\ufffd\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def check(context: Context) -> Iterator[Finding]:
    """Look at every line, in code fences too; one finding a line."""
    for document in context.having(Sign.UNUSUAL):
        for line in context.reading(document).lines if _HIDDEN.search(document.body) else ():
            found = _HIDDEN.search(line.text)
            if found:
                yield Finding(
                    place(document, line, found.start()),
                    msg("A character that cannot be printed: {character}", character=_name(found[0])),
                    msg("Delete it, or type the character that was meant"),
                    document.code or document.path,
                )


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


RULE = Rule("TX004", Severity.ERROR, check, View.ALONE)
