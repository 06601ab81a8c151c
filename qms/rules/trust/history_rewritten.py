"""History has lost a commit that this computer has seen.

A branch only grows. What was taken back with force, or cut off at the end, a newcomer cannot see; who has seen it can.

Flagged:
    approved: СМС-ДП-2.2-2024
    verify:
    git: reset -q --hard HEAD~1

Accepted:
    approved: СМС-ДП-2.2-2024
    verify:
    act: review СМС-ДП-2.2-2024, on 2024-06-30
    commit: Review
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.trail import FaultKind
from qms.rules.context import Context
from qms.rules.faults import finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.HEAD_GONE):
        yield finding(
            fault,
            msg('The branch "{branch}" has lost commit {commit}, which was there on {at}', **said(fault)),
            msg('Ask who rewrote it and why; if it was right: "qms anchor accept --reason …"'),
        )


RULE = Rule("TR017", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
