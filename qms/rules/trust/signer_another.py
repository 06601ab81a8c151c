"""An act names another person than the one who signed it.

People are told apart by the person that the act names, so it must be the holder of the key.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, person aigul, signer bolot
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
    for fault in of_kind(context, FaultKind.ANOTHER):
        yield finding(
            fault,
            msg('Signed by {name}, but the act names "{person}" (commit {commit})', **said(fault)),
            AGAIN,
        )


RULE = Rule("TR007", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
