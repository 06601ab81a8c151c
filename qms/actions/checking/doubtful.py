"""The acts about which history must be asked before rules judge them; mostly there is none."""

from __future__ import annotations

from collections.abc import Iterator

from qms.history.edits import undone
from qms.model.act import Act
from qms.rules.context import Context
from qms.rules.ledger import (
    approver_without_role,
    attested_without_role,
    role_unknown,
    same_person,
    step_missing,
    step_out_of_order,
)

BY_SETTINGS = (approver_without_role, attested_without_role, role_unknown, same_person, step_missing, step_out_of_order)
"""The rules that judge acts by the approval matrix, the flow and the roles."""


def is_doubtful(context: Context) -> bool:
    """Tell whether history would have to be asked about any act."""
    return any(True for found in (withdrawn, edited, doubted) for _act in found(context))


def withdrawn(context: Context) -> Iterator[Act]:
    """Yield the withdrawals of documents whose text is none that anything was recorded about."""
    for document in context.originals:
        act = context.statuses[document.code].withdrawn if document.code else None
        if act and document.sha256 not in {item.sha256 for item in context.snapshot.acts(document.code)}:
            yield act


def edited(context: Context) -> Iterator[Act]:
    """Yield the approvals of texts that were other ones for a while: before the approval, or after it."""
    for code, versions in context.history.items():
        yield from (found.approval for found in undone(versions, context.snapshot.acts(code)))


def doubted(context: Context) -> Iterator[Act]:
    """Yield the acts with which today's settings find fault, and the decisions about their documents."""
    found = [finding for module in BY_SETTINGS for finding in module.check(context)]
    places = {finding.at for finding in found}
    for code in sorted({finding.subject for finding in found} & context.statuses.keys()):
        status = context.statuses[code]
        yield from (act for act in context.snapshot.acts(code) if act.location in places)
        yield from (act for act in (status.approval, status.pending) if act)
