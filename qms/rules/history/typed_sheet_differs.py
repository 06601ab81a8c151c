r"""The change sheet that is typed into the text says something else than the history.

The sheet is the evidence that a document is kept current (manual, introduction). One that is typed and forgotten, or
filled in by hand, contradicts what git and the ledger prove: a change without a line, a line without a change,
another day. Only tables are compared.

Flagged:
    fields:
    revision: 2
    edit: documents/2/СМС-ДП-2.1-2024.md
    сакталат. = сакталат.\n\n# Лист регистрации изменений\n\n| № | Дата | Изменение |\n|---|---|---|\n| 1 | | |
    commit: Revise

    Qms-Change: Барак кошулду

Accepted:
    today: 2024-09-01
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from qms.history.sheet import sheet
from qms.model.change import ChangeKind, ChangeRow
from qms.model.days import printed_day
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.reading import Kind, Line
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.typed_sheet import filled_rows, typed_sheets
from qms.rules.written_days import days


def check(context: Context) -> Iterator[Finding]:
    """Compare the rows of every typed sheet with those that follow from history; the first edition may be left out."""
    originals = (item for item in context.marked if not item.translation)
    for document in context.having(Sign.CHANGE_SHEET, originals):
        acts = context.snapshot.acts(document.code)
        for line, blocks in typed_sheets(context, document):
            rows = sheet(context.history.get(document.code, ()), acts, {})
            written = {day.line.number: day.day for day in days(context.reading(document)) if day.day}
            found = _difference(filled_rows(blocks), rows, written)
            if rows and found and any(block.kind is Kind.TABLE for block in blocks):
                at, message = found
                yield Finding(
                    place(document, at or line, 0),
                    message,
                    msg('Delete the typed sheet: "qms history CODE" shows the true one, and the print adds it'),
                    document.code,
                )


def _difference(
    typed: Sequence[Line], rows: Sequence[ChangeRow], written: Mapping[int, date]
) -> tuple[Line | None, Message] | None:
    """Return the row that differs (None: their number does) and what is wrong; a row without a day is believed."""
    later = [row for row in rows if row.kind is not ChangeKind.INTRODUCTION]
    known = later if len(typed) == len(later) else rows
    if len(typed) != len(known):
        return None, msg(
            "Rows of the typed sheet: {count}; changes in the history: {known}", count=len(typed), known=len(later)
        )
    for line, row in zip(typed, known, strict=True):
        true = {row.date, row.effective, row.approved_on} - {""}
        said = written[line.number].isoformat() if line.number in written else ""
        if said and said not in true:
            days = ", ".join(map(printed_day, sorted(true))) or "–"
            return line, msg("The typed sheet says {said}, the history {true}", said=printed_day(said), true=days)
    return None


RULE = Rule("HS008", Severity.ERROR, check, View.NEAR, history=True)
