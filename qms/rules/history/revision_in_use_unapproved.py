"""A revision is used that was never approved.

It was reviewed or put into effect as if it held, but no approval of this revision stands before that in the ledger.
Documents are approved before use (manual 5.4.3, stage I1; ISO 9001:2015, 7.5.2 c).

Flagged:
    act: review СМС-ДП-2.2-2024, on 2024-05-20, basis № 3
    commit: Review

Accepted:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, on 2024-06-20, basis № 3
    commit: Review
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule

USES = frozenset({Deed.EFFECT, Deed.REVIEW, Deed.KEEP, Deed.ACQUAINT})


def check(context: Context) -> Iterator[Finding]:
    """Follow each ledger: what uses a revision comes after what approves it; each revision is reported once."""
    for code, acts in all_acts(context):
        known: set[int] = set()
        for act in acts:
            if act.deed in USES and act.revision not in known:
                yield Finding(
                    act.location,
                    msg(
                        'Revision {revision} of "{code}" is used but was never approved',
                        revision=act.revision,
                        code=code,
                    ),
                    msg('Have it approved: "qms approve CODE --by ROLE --decision …"'),
                    code,
                )
            if act.decides or act.deed in USES:
                known.add(act.revision)


RULE = Rule("HS008", Severity.ERROR, check)
