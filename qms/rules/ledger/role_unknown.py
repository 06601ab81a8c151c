"""An act was done in a role that the organisation does not have.

Who reviewed, withdrew, corrected or put into effect is told by the role; one that `qms.yaml` does not name, nor named
in the commit that recorded the act, nobody can hold. Commands refuse it: such a line was not written by qms.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, by nobody, on 2024-06-10

Accepted:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, by quality-director, on 2024-06-10
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

BY_ROLE = frozenset({Deed.REVIEW, Deed.WITHDRAW, Deed.AMEND, Deed.EFFECT, Deed.ARCHIVE, Deed.KEEP, Deed.REJECT})
"""What is done in a role; steps and decisions are compared with the matrix, copies are held by units."""


def check(context: Context) -> Iterator[Finding]:
    """Look the role of every such act up."""
    for code, acts in all_acts(context):
        for act in acts:
            roles = context.settings_of(act).roles
            if act.deed in BY_ROLE and roles and act.by not in roles:
                message = msg('There is no role "{role}"', role=act.by)
                yield Finding(act.location, message, msg("Known are: {names}", names=", ".join(roles)), code)


RULE = Rule("LG021", Severity.ERROR, check, View.ACTS)
