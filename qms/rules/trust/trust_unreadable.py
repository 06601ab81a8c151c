"""The trust file is not as qms wrote it.

It has one spelling, so that nobody can hide anything in it; a change by hand has no signature of the root.

Flagged:
    signed: aigul registrar, bolot rector
    edit: organisation/trust.json
    "format": 1 = "format": 01
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
    for fault in of_kind(context, FaultKind.TRUST_UNREADABLE):
        yield finding(
            fault,
            msg("The trust file cannot be read as commit {commit} left it", **said(fault)),
        )


RULE = Rule("TR009", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
