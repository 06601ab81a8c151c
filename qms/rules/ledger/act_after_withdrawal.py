"""Something was done about a document after its withdrawal.

A withdrawn document is not approved, reviewed or issued any more; only its copies still come back, its original goes
into the archive, and what was recorded wrongly is corrected.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10
    act: review СМС-ДП-2.2-2024, on 2024-06-12
    fields:
    -references
    body:
    # 1. Максаты

Accepted:
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 1, holder АББСД, on 2024-06-02
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10
    act: return СМС-ДП-2.2-2024, number 1, on 2024-06-12
    fields:
    -references
    body:
    # 1. Максаты
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import CLOSING_DEEDS, Act, Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

STILL_ALLOWED = CLOSING_DEEDS | {Deed.ACKNOWLEDGE, Deed.ARCHIVE, Deed.AMEND, Deed.PROVISIONAL}


def check(context: Context) -> Iterator[Finding]:
    """Follow every ledger from its withdrawal on; one that is announced for a later day changes nothing before it."""
    for code, acts in all_acts(context):
        withdrawn: Act | None = None
        for act in acts:
            if withdrawn and act.deed not in STILL_ALLOWED and act.at[:10] >= withdrawn.effective:
                yield Finding(
                    act.location,
                    msg('An act after the withdrawal of "{code}": "{act}"', code=code, act=act.deed.value),
                    msg("Make a new document with a new code"),
                    code,
                )
            if act.deed is Deed.WITHDRAW:
                withdrawn = withdrawn or act


RULE = Rule("LG008", Severity.ERROR, check, View.ACTS)
