"""A version of the trust file does not follow the one before.

Versions have no gap and never go back: else an old list with people who have left could be put in its place.

Flagged:
    signed: aigul registrar, bolot rector
    git: checkout -q HEAD~1 -- organisation
    commit: Go back

Accepted:
    signed: aigul registrar, bolot rector
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
    for fault in of_kind(context, FaultKind.TRUST_VERSION):
        yield finding(
            fault,
            msg(
                "Version {version} of the trust file does not follow version {before} (commit {commit})", **said(fault)
            ),
        )


RULE = Rule("TR010", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
