"""The acts of all ledgers, and what a rule asks of them."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Act, Deed
from qms.model.days import read_day
from qms.model.status import Copy
from qms.rules.context import Context

DAYS = ("on", "effective")


def all_acts(context: Context) -> Iterator[tuple[str, tuple[Act, ...]]]:
    """Yield the acts of every ledger that could be read whole, by code."""
    yield from context.trusted_acts


def approvals(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return the approvals among acts, in the order of the ledger."""
    return tuple(act for act in acts if act.decides)


def broken_days(act: Act) -> tuple[str, ...]:
    """Return the fields of an act that should hold a day and do not."""
    return tuple(name for name in DAYS if (day := act.text(name)) and read_day(day) is None)


def issue_of(copy: Copy, acts: tuple[Act, ...]) -> Act:
    """Return the act that issued a copy."""
    same = (act for act in acts if (act.number, act.revision) == (copy.number, copy.revision))
    return next(act for act in same if act.deed is Deed.ISSUE)
