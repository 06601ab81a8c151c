"""A commit changes the trust file and a ledger at once.

Acts are judged by the trust file of their own commit. It is changed by a commit of its own, so that nobody trusts
himself and acts in one breath.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    ended: mallory

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
from qms.rules.faults import finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.TRUST_MIXED):
        yield finding(
            fault,
            msg("Commit {commit} changes the trust file and a ledger at once", **said(fault)),
        )


RULE = Rule("TR013", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
