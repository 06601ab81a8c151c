"""A document came into force before it was approved.

Nobody can follow what has not been decided; an effective date before the decision is mostly a slip of the year.

Flagged:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, effective 2023-06-01
    commit: Approve

Accepted:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, effective 2024-06-01
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.days import printed_day
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts, approvals, broken_days
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare both days of every approval that has both."""
    for code, acts in all_acts(context):
        for act in approvals(acts):
            on, effective = act.text("on"), act.text("effective")
            if on and effective and effective < on and not broken_days(act):
                yield Finding(
                    act.location,
                    msg(
                        "The effective date {effective} lies before the decision of {on}",
                        effective=printed_day(effective),
                        on=printed_day(on),
                    ),
                    msg("A document comes into force on the day of its approval or later"),
                    code,
                )


RULE = Rule("LG007", Severity.ERROR, check, View.ACTS)
