"""A document in force replaces another one that is still in force.

Two documents about one matter are in force: people follow the one that they know (ISO 9001:2015, 7.5.3.1, unintended
use of obsolete documents). The old one ends by an act of its own, "qms supersede" or "qms withdraw".

Flagged:
    replaces: [СМС-ДП-2.2-2024]
    approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024

Accepted:
    references: []
    replaces: [СМС-ДП-2.2-2024]
    approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10, replaced_by СМС-ДП-2.1-2024
    commit: Withdraw

Accepted:
    approved: СМС-ДП-2.2-2024
    replaces: [СМС-ДП-2.2-2024]
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.status import State
from qms.rules.context import Context
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the state of what every text in force replaces; an end that is decided for a later day is one."""
    for item in references(context, "replaces"):
        if item.code != item.document.code and _in_force(context, item.document) and context.outlook.goes_on(item.code):
            message = msg('"{code}" replaces "{old}", and both are in force', code=item.document.code, old=item.code)
            help_ = msg('Next: qms supersede {old} {code} --basis "…"', old=item.code, code=item.document.code)
            yield Finding(item.at, message, help_, item.document.code)


def _in_force(context: Context, document: Document) -> bool:
    """Tell whether this very text is the one in force."""
    status = context.statuses.get(document.code)
    approval = status.approval if status and status.state is State.IN_FORCE else None
    return approval is not None and approval.sha256 == document.sha256


RULE = Rule("RF016", Severity.WARNING, check, View.NEAR)
