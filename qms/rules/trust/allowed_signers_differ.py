"""The list of keys for plain git is not that of the trust file.

`organisation/allowed_signers` is made from the trust file for people who verify without qms; it must say the same.

Flagged:
    signed: aigul registrar, bolot rector
    delete: organisation/allowed_signers

Accepted:
    signed: aigul registrar, bolot rector
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
    for fault in of_kind(context, FaultKind.SIGNERS_DIFFER):
        yield finding(
            fault,
            msg("The list does not say what the trust file says"),
            msg('Restore it with "git restore organisation/allowed_signers"'),
        )


RULE = Rule("TR014", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
