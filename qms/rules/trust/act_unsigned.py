"""An act was recorded without a signature after signing had begun.

From the first trust file on, every act is signed by the person who acts: an act without a signature may be anybody's.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer nobody
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
    for fault in of_kind(context, FaultKind.UNSIGNED):
        yield finding(
            fault,
            msg('The act "{act}" has no signature (commit {commit})', **said(fault)),
            AGAIN,
        )


RULE = Rule("TR001", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
