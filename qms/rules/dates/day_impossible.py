"""The text names a day that the calendar does not have.

A slip of one digit makes 31.02.2026; nobody can tell which day was meant once the document is in force.

Flagged:
    -references
    body:
    # 1. Негиз

    Буйрук 31.02.2023 чыккан.

Accepted:
    -references
    body:
    # 1. Негиз

    Буйрук 29.02.2024 чыккан; 1.2.3-бөлүк, 10.15 саат.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.written_days import days


def check(context: Context) -> Iterator[Finding]:
    """Look at every day of every text."""
    for document in context.having(Sign.YEARS):
        for written in days(context.reading(document)):
            if written.day is None:
                yield Finding(
                    place(document, written.line, written.begin),
                    msg('There is no day "{day}"', day=written.text),
                    msg("Write the day that was meant"),
                    document.code or document.path,
                )


RULE = Rule("DT004", Severity.ERROR, check, View.ALONE)
