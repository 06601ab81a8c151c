"""The text tells of something that happened after its approval.

Such a sentence was added without a new revision, or its date is mistyped: the manual of May 2021 tells of
accreditations of 2022, and its change sheet is empty. Sentences about plans are left alone.

Flagged:
    edit: documents/2/СМС-ДП-2.2-2024.md
    Жазууларды сактоо тартиби. = Программалар 2022-2025-жылдары аккредитациядан өттү.
    approved: СМС-ДП-2.2-2024

Accepted:
    edit: documents/2/СМС-ДП-2.2-2024.md
    Жазууларды сактоо тартиби. = Программалар 2022-2024-жылдары аккредитациядан өттү; план 2026-жылга чейин.
    approved: СМС-ДП-2.2-2024
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qms.model.days import printed_day, read_day
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.reading import Line
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.written_days import PLANS, days, periods


def check(context: Context) -> Iterator[Finding]:
    """Compare the days and periods of approved texts with the day of the approval."""
    for document in context.having(Sign.YEARS):
        approved = _approved(context, document)
        if approved is None:
            continue
        reading = context.reading(document)
        for written in days(reading):
            if written.day and written.day > approved and not PLANS.search(written.around):
                yield _finding(document, written.line, written.begin, written.text, approved)
        for period in periods(reading):
            if period.last > approved.year and not PLANS.search(period.around):
                yield _finding(document, period.line, period.begin, period.text, approved)


def _approved(context: Context, document: Document) -> date | None:
    """Return the day on which the revision of a text was approved; None where it is not."""
    status = context.statuses.get(document.code)
    if status is None or status.approval is None or status.approval.revision != document.revision:
        return None
    return read_day(status.approval.day)


def _finding(document: Document, line: Line, begin: int, text: str, approved: date) -> Finding:
    return Finding(
        place(document, line, begin),
        msg('"{date}" lies after the approval of {day}', date=text, day=printed_day(approved.isoformat())),
        msg("Correct the date, or take it out until the next revision"),
        document.code or document.path,
    )


RULE = Rule("DT001", Severity.WARNING, check, View.NEAR)
