"""A print without a number is still out: it was never exchanged for a numbered copy.

While the shared repository is away a provisional print helps out; it is on no list of copies that come back when the
text changes. The holder gets a numbered copy, and the print is destroyed (manual 5.4.3, stage I3).

Flagged:
    approved: СМС-ДП-2.2-2024
    act: provisional СМС-ДП-2.2-2024, mark ABCDEFGH, holder КБ, on 2024-06-02

Accepted:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: provisional СМС-ДП-2.2-2024, mark ABCDEFGH, holder КБ, on 2024-06-02
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-03
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.ledger.copies import to_exchange
from qms.model.act import Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for a numbered copy of the same holder."""
    for code, acts in all_acts(context):
        waiting = {item.mark for item in to_exchange(acts)}
        for act in acts:
            if act.deed is Deed.PROVISIONAL and act.text("mark") in waiting:
                yield Finding(
                    act.location,
                    msg(
                        'The provisional print {mark} of "{code}" was not exchanged by "{holder}"',
                        mark=act.text("mark"),
                        code=code,
                        holder=act.text("holder"),
                    ),
                    msg('Give the holder a numbered copy with "qms issue", and take the print back'),
                    code,
                )


RULE = Rule("CP009", Severity.WARNING, check, View.ACTS)
