"""The moment of an act is not that of its commit.

Dates are written by people and order is proof: an act cannot be older than it says, and one that says it is older was
dated back, recorded late, or the clock was wrong.

Flagged:
    signed: aigul registrar, bolot rector
    now: 2024-05-10T09:00:00+06:00
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-02, at 2024-05-02T09:00:00Z, signer bolot
    commit: Approve

Accepted:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.trail import Fault, FaultKind
from qms.rules.context import Context
from qms.rules.faults import finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.EARLY, FaultKind.LATE, FaultKind.BACKWARDS):
        found = finding(fault, _told(fault), msg("Set the clock of the computer right, and record acts on their day"))
        yield found._replace(severity=None if fault.kind is FaultKind.EARLY else Severity.WARNING)


def _told(fault: Fault) -> Message:
    if fault.kind is FaultKind.EARLY:
        return msg("The act says {at}, but commit {commit} was made before, on {when}", **said(fault))
    if fault.kind is FaultKind.LATE:
        return msg("The act says {at}, but it was recorded on {when} (commit {commit})", **said(fault))
    return msg("Commit {commit} of {when} follows one of {before}", **said(fault))


RULE = Rule("TR008", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
