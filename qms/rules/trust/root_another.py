"""The repository has another root of trust than the one that was remembered.

Everything rests on the first trust file. Whoever exchanges the whole repository can sign everything anew, but not make
a root with the fingerprint that stands in the order on paper.

Flagged:
    signed: aigul registrar, bolot rector
    pin: 0000000000000000000000000000000000000000000000000000000000000000

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
    for fault in of_kind(context, FaultKind.ROOT_ANOTHER):
        yield finding(
            fault,
            msg("This is not the repository whose root of trust this computer remembers"),
            msg("Do not work with it; ask the quality department for the right one"),
        )


RULE = Rule("TR015", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
