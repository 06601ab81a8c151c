"""A copy of a withdrawn document is still out.

Who has it goes on working by rules that no longer hold (ISO 9001:2015, 7.5.3.2 d; manual 5.4.3).

Flagged:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10
    fields:
    -references
    body:
    # 1. Максаты

Accepted:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10
    act: destroy СМС-ДП-2.2-2024, number 2, on 2024-06-11
    fields:
    -references
    body:
    # 1. Максаты
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
    """Look at every copy of every withdrawn document."""
    for code, acts in all_acts(context):
        for copy in context.copies(code) if context.withdrawn(code) else ():
            if copy.state is CopyState.TO_RETURN:
                yield Finding(
                    issue_of(copy, acts).location,
                    msg(
                        '"{code}" is withdrawn, but "{holder}" still has its copy {number}',
                        number=copy.number,
                        code=code,
                        holder=copy.holder,
                    ),
                    msg('Take the copy back and record that with "qms return" or "qms destroy"'),
                    code,
                )


RULE = Rule("CP004", Severity.WARNING, check, View.ACTS)
