"""An act is signed with a key that nobody in the trust file holds.

Who acted is told by the key alone, never by a name: a good signature of a stranger is the signature of a stranger.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, person bolot, signer mallory
    commit: Approve

Accepted:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
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
    for fault in of_kind(context, FaultKind.UNKNOWN):
        yield finding(
            fault,
            msg("Nobody in the trust file of commit {commit} holds the key of this signature", **said(fault)),
            AGAIN,
        )


RULE = Rule("TR003", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
