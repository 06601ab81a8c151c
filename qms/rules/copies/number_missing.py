"""A number was skipped: copies with higher numbers were issued, this one never.

Nobody can say whether a paper with that number exists; a line of the ledger may be missing.

Flagged:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: issue СМС-ДП-2.2-2024, number 4, holder hr-head, on 2024-06-02

Accepted:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: issue СМС-ДП-2.2-2024, number 3, holder hr-head, on 2024-06-02
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.ledger.numbers import missing_numbers
from qms.model.act import Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

SHOWN = 8


def check(context: Context) -> Iterator[Finding]:
    """Look for gaps among the numbers of every ledger that could be read whole."""
    for code, acts in all_acts(context):
        missing = missing_numbers(acts)
        if missing:
            last = max((act for act in acts if act.deed is Deed.ISSUE), key=lambda act: act.number)
            numbers = ", ".join(map(str, missing[:SHOWN])) + (" …" if len(missing) > SHOWN else "")
            yield Finding(
                last.location,
                msg('These copy numbers of "{code}" were skipped: {numbers}', code=code, numbers=numbers),
                msg('Look for the missing lines in git history; "qms issue" gives out numbers without gaps'),
                code,
            )


RULE = Rule("CP007", Severity.WARNING, check, View.ACTS)
