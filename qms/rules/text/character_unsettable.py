"""No font of the print has a character of the text.

Emoji and rare signs look well on a screen; a PDF for the archive cannot be made with them (PDF/A-3, 6.2.11).

Flagged:
    body:
    # 1. Максаты

    Аудит өткөрүлдү 👍

Flagged:
    title: {ky: Аудит 👍, ru: Аудит}

Accepted:
    -references
    body:
    # 1. Максаты

    Аткарылды ✓ ✅, t ≤ 5 °C, 5 × 4, № 7, «а» – б — … → §
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.glyphs import UNPRINTED
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign


def check(context: Context) -> Iterator[Finding]:
    """Look at every title and line, in code fences too; what cannot be seen at all is left to the rule about that."""
    for document in context.marked:
        for text in document.title.values():
            found = _unprinted(text)
            if found:
                yield _finding(document, document.at("title"), text[found - 1])
    for document in context.having(Sign.UNUSUAL, context.marked):
        for line in context.reading(document).lines if _unprinted(document.body) else ():
            found = _unprinted(line.text)
            if found:
                yield _finding(document, place(document, line, found - 1), line.text[found - 1])


def _finding(document: Document, at: Location, character: str) -> Finding:
    return Finding(
        at,
        msg(
            'No font can print "{character}": {name}',
            character=character,
            name=f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip(),
        ),
        msg("Write it in words, or use another character"),
        document.code or document.path,
    )


def _unprinted(text: str) -> int:
    """Return the place of the first character without a shape in any font, counted from 1; 0 where there is none."""
    for found in UNPRINTED.finditer(unicodedata.normalize("NFC", text)):
        if unicodedata.category(found[0]) not in {"Cc", "Cf", "Co", "Cn", "Cs"}:
            return text.find(found[0]) + 1
    return 0


RULE = Rule("TX018", Severity.ERROR, check, View.ALONE)
