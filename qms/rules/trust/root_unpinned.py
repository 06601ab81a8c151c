"""Nobody has compared the root of trust on this computer with the one on paper.

Until then everything rests on the first trust file that came with the clone; `qms trail verify` says so.

Flagged:
    signed: aigul registrar, bolot rector
    verify:

Accepted:
    signed: aigul registrar, bolot rector
    pin: root
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.trail import FaultKind
from qms.rules.context import Context
from qms.rules.faults import finding, of_kind
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.ROOT_UNPINNED):
        yield finding(
            fault,
            msg("The root of trust was never compared with the one on paper"),
            msg('"qms trust show" shows the fingerprint, "qms trust pin FINGERPRINT" remembers it'),
        )


RULE = Rule("TR016", Severity.WARNING, check, View.HEADS, basic=True, fixed=True)
