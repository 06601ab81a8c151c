"""An act is signed with a key that had ended.

A former approver keeps the key and can write any date; what counts is the trust file of the commit that brings the act.

Flagged:
    signed: aigul registrar, bolot rector
    ended: bolot
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve

Accepted:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
    ended: bolot
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
    for fault in of_kind(context, FaultKind.ENDED):
        yield finding(
            fault,
            msg("The key of {name} had ended when commit {commit} brought this act", **said(fault)),
            AGAIN,
        )


RULE = Rule("TR004", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
