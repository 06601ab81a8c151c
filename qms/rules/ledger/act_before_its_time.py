"""An act was recorded in the future, or before the act above it.

A ledger tells what happened in the order in which it happened. A clock that runs wrong, or a line made up later,
shows here.

Flagged:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, at 2031-05-20T09:00:00Z
    commit: Approve

Flagged:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, on 2024-05-20, at 2024-05-19T09:00:00Z

Flagged:
    act: approve СМС-ДП-2.2-2024, on 2024-06-20, at 2024-05-20T09:00:00Z
    commit: Approve

Accepted:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, at 2024-06-20T09:00:00Z
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from qms.model.act import Act, Deed
from qms.model.days import read_day
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

# Acts carry the day in Greenwich, people write the day where they are.
ZONES = timedelta(days=1)


def check(context: Context) -> Iterator[Finding]:
    """Compare the moment of every act with today, with its own day, and with the act above it."""
    for code, acts in all_acts(context):
        for before, act in pairwise((None, *acts)):
            wrong = _wrong(act, before, context.today) if act else None
            if act and wrong:
                help_ = msg("Set the clock of the computer right; a ledger is written by qms alone")
                yield Finding(act.location, wrong, help_, code)


def _wrong(act: Act, before: Act | None, today: date) -> Message | None:
    recorded, happened = read_day(act.at[:10]), read_day(act.text("on"))
    if recorded and recorded > today + ZONES:
        return msg("This act was recorded in the future: {at}", at=act.at)
    if before and act.at < before.at:
        return msg("This act was recorded before the act above it: {at}", at=act.at)
    if act.deed is not Deed.WITHDRAW and recorded and happened and happened > recorded + ZONES:
        return msg("This act was recorded before its day: {on}", on=act.text("on"))
    return None


RULE = Rule("LG010", Severity.ERROR, check, View.ACTS)
