"""A ledger was damaged or written by hand.

Every line carries the hash of the line before it, so that nothing can be taken out, changed or put in without a trace
(ISO 9001:2015, 7.5.3.2 c). A line that does not fit in proves nothing.

Flagged:
    approved: СМС-ДП-2.2-2024
    edit: ledger/СМС-ДП-2.2-2024.jsonl
    № 5 = № 6
    {"act" = { "act"

Flagged:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, on 2024-06-31, at 2024-06-30T09:00:00Z

Accepted:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, on 2024-06-30
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts, broken_days
from qms.rules.context import Context
from qms.rules.problems import finding
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the reader of ledgers found, and look at the days of acts."""
    for code, ledger in sorted(context.snapshot.ledgers.items()):
        for problem in ledger.problems:
            yield finding(problem, code)
    for problem in context.snapshot.problems:
        if problem.at.path.startswith("ledger/"):
            yield finding(problem, problem.at.path)
    for code, acts in all_acts(context):
        for act in acts:
            for name in broken_days(act):
                yield Finding(
                    act.location,
                    msg('The field "{name}" of the act has an impossible value', name=name),
                    msg("A ledger is written by qms alone; restore the line from git history"),
                    code,
                )


RULE = Rule("LG002", Severity.ERROR, check, View.ACTS, basic=True)
