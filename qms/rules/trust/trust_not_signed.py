"""Too few people of the root have signed a version of the trust file.

Who may sign is decided by people of the version before, as many as it asks for; each person and each key is counted
once.

Flagged:
    signed: aigul registrar, bolot rector
    edit: organisation/trust.sigs
    "aigul": "U1NIU0lH = "aigul": "U1NIU0lI
    commit: Edit

Accepted:
    signed: aigul registrar, bolot rector
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
    for fault in of_kind(context, FaultKind.TRUST_UNSIGNED):
        yield finding(
            fault,
            msg(
                "Signed by {names}; {count} people of the root must sign this version (commit {commit})", **said(fault)
            ),
        )


RULE = Rule("TR011", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
