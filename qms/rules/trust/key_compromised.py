"""An act or a trust file is signed with a key that was stolen by then.

Nothing counts that such a key has signed after the last good commit: the act must be done again.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
    stolen: bolot HEAD~1

Accepted:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
    stolen: bolot HEAD
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.trail import FaultKind
from qms.rules.context import Context
from qms.rules.faults import AGAIN, finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.COMPROMISED):
        yield finding(
            fault,
            msg("Signed with a key that was stolen by then: {name}, commit {commit}", **said(fault)),
            AGAIN,
        )


RULE = Rule("TR005", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
