"""A signed act was recorded for another repository.

People sign in a repository for practice with the same keys. Every signed act names the first trust file of its
repository, so that none can be carried into another one.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, root 0000, signer bolot
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
    for fault in of_kind(context, FaultKind.FOREIGN):
        yield finding(
            fault,
            msg("The signature was made for another repository (commit {commit})", **said(fault)),
            AGAIN,
        )


RULE = Rule("TR019", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
