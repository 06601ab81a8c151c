"""The signature of an act is not one over this act.

A signature binds the document, the revision, the bytes of its text and the line before: one that was copied from
another act, or over a line that was changed, is worth nothing.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer forged
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
    for fault in of_kind(context, FaultKind.WRONG):
        yield finding(
            fault,
            msg("The signature does not belong to this act (commit {commit})", **said(fault)),
            AGAIN,
        )


RULE = Rule("TR002", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
