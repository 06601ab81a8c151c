"""A correction names no act above it, or corrects nothing.

A recorded act is corrected by a further act, which says by its hash which line it means. A correction that reaches
nothing leaves the wrong entry standing.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: amend СМС-ДП-2.2-2024, by registrar, amends ffff, basis № 6, reason Ката

Accepted:
    approved: СМС-ДП-2.2-2024
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import AMENDABLE, Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the line of every correction up among those above it."""
    for code, acts in all_acts(context):
        above: set[str] = set()
        for act in acts:
            if act.deed is Deed.AMEND:
                if act.text("amends") not in above:
                    wrong = msg("The correction names no act above it")
                    yield Finding(act.location, wrong, msg('Correct an act with "qms amend"'), code)
                elif not (AMENDABLE - {"reason"}) & act.fields.keys():
                    wrong = msg("The correction does not say what holds instead")
                    yield Finding(act.location, wrong, msg('Correct an act with "qms amend"'), code)
            above.add(act.line_sha256)


RULE = Rule("LG019", Severity.ERROR, check, View.ACTS)
