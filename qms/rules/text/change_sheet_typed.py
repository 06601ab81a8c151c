"""A change-registration sheet is typed into the text.

The sheet is made from the history and printed as the last page. One that is typed stays empty or contradicts it, as in
the manual, whose sheet has no columns and no line.

Flagged:
    body:
    # 1. Максаты

    Аудиттин максаты.

    # Өзгөрүүлөрдү жана толуктоолорду каттоо барагы

Accepted:
    -references
    body:
    # 1. Жазуулар

    Текшерүү өзгөрүүлөрдү жана толуктоолорду каттоо барагында белгиленет.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.folding import fold
from qms.rules.prose import place
from qms.rules.reading import Kind
from qms.rules.rule import Finding, Rule

_SHEET = re.compile(
    r"[#*_\s\d.]*(?:(?:\d+-тиркеме|приложение \d+|appendix \d+)\W+)?(?:"
    r"озг[оеу]р\w+\s(?:жана толукто\w+ )?(?:катто\w*|кийир\w+|киргиз\w+) (?:барагы|журналы)"
    r"|(?:лист|журнал) (?:регистрации|учета) изменений(?: и дополнений)?"
    r"|(?:change|revision) (?:registration|record) sheet|sheet of changes|(?:change|revision) (?:history|log)"
    r")[*_.:\s]*\Z"
)
_PARTS = ("барагы", "журнал", "лист ", "sheet", " history", " log")


def check(context: Context) -> Iterator[Finding]:
    """Look for a heading, or a line of its own, that is the name of the sheet."""
    for document in context.marked:
        reading = context.reading(document)
        for block in reading.blocks if reading.speaks_of(*_PARTS) else ():
            if block.kind in {Kind.HEADING, Kind.PARAGRAPH} and _SHEET.match(fold(block.lines[0].text)):
                yield Finding(
                    place(document, block.lines[0], 0),
                    msg("The change sheet is typed"),
                    msg('Delete it: "qms history" and the print make it from the history'),
                    document.code or document.path,
                )


RULE = Rule("TX016", Severity.WARNING, check)
