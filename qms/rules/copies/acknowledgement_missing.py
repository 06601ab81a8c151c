"""A copy was issued two weeks ago, and its holder has not acknowledged it.

Only who has read a document can work by it (ISO 9001:2015, 7.3; the acknowledgement sheet of the document). A change
that is only editorial keeps the acknowledgement of the revision before.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02

Accepted:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: acknowledge СМС-ДП-2.2-2024, number 2, on 2024-06-05

Accepted:
    today: 2024-06-10
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from qms.ledger.copies import waits_for_acknowledgement
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts, issue_of
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

DAYS = 14


def check(context: Context) -> Iterator[Finding]:
    """Look at the copies that were issued more than two weeks ago; those that must come back are not read any more."""
    limit = (context.today - timedelta(days=DAYS)).isoformat()
    for code, acts in all_acts(context):
        for copy in context.copies(code):
            if waits_for_acknowledgement(copy) and copy.issued < limit:
                yield Finding(
                    issue_of(copy, acts).location,
                    msg(
                        '"{holder}" has not acknowledged copy {number} of "{code}" revision {revision}',
                        number=copy.number,
                        code=code,
                        holder=copy.holder,
                        revision=copy.revision,
                    ),
                    msg(
                        'It was issued more than {days} days ago; then "qms acknowledge {code} --copy {number}"',
                        code=code,
                        number=copy.number,
                        days=DAYS,
                    ),
                    code,
                )


RULE = Rule("CP006", Severity.WARNING, check, View.ACTS)
