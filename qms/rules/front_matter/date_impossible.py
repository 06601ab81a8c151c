"""A date is impossible or written in another form.

Dates decide what is in force and what is overdue, so there is one form, year-month-day (ISO 8601): the manual itself
mixes four of them.

Flagged:
    effective: 2024-02-30

Flagged:
    effective: 26.05.2024

Flagged:
    note: 2024-13-01

Accepted:
    effective: 2024-02-29
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.days import read_day
from qms.model.diagnostic import Severity
from qms.model.field import Scalar
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.fields import DATES
from qms.rules.rule import Finding, Rule, View

_LOOKS_LIKE_A_DAY = pattern(r"\d{4}-\d{2}-\d{2}")


def check(context: Context) -> Iterator[Finding]:
    """Look at the fields that hold a date, and at every value that looks like one."""
    own = context.snapshot.settings.keys.own
    for document in context.readable:
        for name, value in document.front.named_scalars():
            if _is_date(name, value) and read_day(value.text.strip()) is None:
                yield Finding(
                    value.at,
                    msg('"{value}" after "{field}" is no day', value=value.text.strip(), field=own(name)),
                    msg('Write year, month, day: "2026-09-01"'),
                    document.code or document.path,
                )


def _is_date(name: str, value: Scalar) -> bool:
    return not value.empty and (name in DATES or bool(_LOOKS_LIKE_A_DAY.fullmatch(value.text.strip())))


RULE = Rule("FM009", Severity.ERROR, check, View.ALONE)
