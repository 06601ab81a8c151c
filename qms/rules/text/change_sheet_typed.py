"""A change-registration sheet is typed into the text.

The sheet is made from the history and printed as the last page. One that is typed stays empty or contradicts it, as in
the manual, whose sheet has no columns and no line.

Flagged:
    body:
    # 1. Максаты

    Аудиттин максаты.

    # Өзгөрүүлөрдү жана толуктоолорду каттоо барагы

Flagged:
    body:
    # 1. Назначение

    Цель аудита.

    # Лист внесения изменений в процедуру

Accepted:
    -references
    body:
    # 1. Жазуулар

    Текшерүү өзгөрүүлөрдү жана толуктоолорду каттоо барагында белгиленет.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.typed_sheet import typed_sheets


def check(context: Context) -> Iterator[Finding]:
    """Look for a heading, or a line of its own, that is the name of the sheet."""
    for document in context.having(Sign.CHANGE_SHEET, context.marked):
        for line, _blocks in typed_sheets(context, document):
            yield Finding(
                place(document, line, 0),
                msg("The change sheet is typed"),
                msg('Delete it: "qms history" and the print make it from the history'),
                document.code or document.path,
            )


RULE = Rule("TX016", Severity.WARNING, check, View.ALONE)
