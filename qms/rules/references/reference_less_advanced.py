"""A document in force refers to one that was never approved.

Whoever follows the document in force has to follow a draft.

Flagged:
    approved:

Accepted:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.status import State
from qms.rules.context import Context
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the states of both ends of every reference."""
    for reference in references(context):
        own = reference.document
        status = None if own.translation else context.statuses.get(own.code)
        advanced = status and status.state is State.IN_FORCE
        if advanced and context.outlook.is_draft(reference.code):
            yield Finding(
                reference.at,
                msg('"{code}" was never approved', code=reference.code),
                _help(context, reference.code),
                own.code,
            )


def _help(context: Context, code: str) -> Message:
    document = context.documents.get(code)
    if document and document.is_card:
        return msg('Register it with "qms external register {code} …", or delete the reference', code=code)
    return msg('Let it be approved and record that with "qms approve", or delete the reference')


RULE = Rule("RF003", Severity.WARNING, check, View.ACTS)
