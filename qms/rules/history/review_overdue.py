"""The review of a document in force is overdue.

Documents are reviewed at planned intervals, and the sheet shows it (manual, introduction; ISO 9001:2015, 7.5.2 c).
The interval stands in `qms.yaml`, by level or type.

Flagged:
    approved: СМС-ДП-2.2-2024
    today: 2027-06-02

Accepted:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, on 2027-05-20
    today: 2027-06-02
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.days import printed_day
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the day until which the last approval or review holds."""
    today = context.today.isoformat()
    for document in context.originals:
        due = context.statuses[document.code].review_due if document.code else ""
        if due and due < today and context.trusted(document.code):
            yield Finding(
                document.at("revision"),
                msg('The review of "{code}" was due on {day}', code=document.code, day=printed_day(due)),
                msg('Review it and record that with "qms review", or revise it'),
                document.code,
            )


RULE = Rule("HS004", Severity.WARNING, check, View.ACTS)
