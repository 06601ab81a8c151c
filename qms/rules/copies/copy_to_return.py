"""A copy is still out although its revision is no longer in force.

Obsolete documents must not be used by mistake (ISO 9001:2015, 7.5.3.2 d; manual 5.4.3): the holder gives the copy
back when the new revision comes. `qms recall` lists them unit by unit.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    edit: documents/2/СМС-ДП-2.2-2024.md
    revision: 1 = revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
    act: approve СМС-ДП-2.2-2024, on 2024-07-01

Accepted:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    edit: documents/2/СМС-ДП-2.2-2024.md
    revision: 1 = revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
    act: approve СМС-ДП-2.2-2024, on 2024-07-01
    act: return СМС-ДП-2.2-2024, number 2, revision 1, on 2024-07-05
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.status import CopyState
from qms.rules.acts import all_acts, issue_of
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the state of every copy that was ever issued."""
    for code, acts in all_acts(context):
        for copy in context.copies(code):
            if copy.state is CopyState.TO_RETURN and not context.withdrawn(code):
                yield Finding(
                    issue_of(copy, acts).location,
                    msg(
                        'Copy {number} of "{code}" revision {revision} must come back from "{holder}"',
                        number=copy.number,
                        code=code,
                        revision=copy.revision,
                        holder=copy.holder,
                    ),
                    msg('Take the copy back and record that with "qms return"'),
                    code,
                )


RULE = Rule("CP001", Severity.WARNING, check, View.ACTS)
