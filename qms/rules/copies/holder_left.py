"""The holder of a copy that is out does not exist any more.

A unit was closed or renamed, a position abolished: nobody answers for its copies. They are taken back, or given to
those who follow under a number of their own.

Flagged:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder ЮБ, on 2024-06-02

Accepted:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder ЮБ, on 2024-06-02
    act: return СМС-ДП-2.2-2024, number 2, on 2024-06-10
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.ledger.copies import is_open
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts, issue_of
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the holders of all copies that are out up among units and positions."""
    if not context.names.units:
        return
    for code, acts in all_acts(context):
        for copy in context.copies(code):
            if is_open(copy) and copy.accounted and not context.is_holder(copy.holder):
                yield Finding(
                    issue_of(copy, acts).location,
                    msg(
                        'Copy {number} of "{code}" is with "{holder}", which is no unit or position any more',
                        number=copy.number,
                        code=code,
                        holder=copy.holder,
                    ),
                    msg('Record what became of it: "qms return", "qms destroy" or "qms lost"'),
                    code,
                )


RULE = Rule("CP005", Severity.WARNING, check, View.ACTS)
