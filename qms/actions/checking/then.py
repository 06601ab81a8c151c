"""What must be looked up in history before rules judge: by what an act was allowed on its day, what came before it.

An organisation changes its approval matrix; what was decided by the old one stays right. Only where today's settings
find fault with an act are those of its own commit read: mostly nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qms.adapters.files.workspace import Workspace
from qms.adapters.past.then import before, recorded, settings_then
from qms.adapters.past.whole import Past
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


def looked_up(workspace: Workspace, context: Context, known: Past) -> Context:
    """Return the context with what the acts need about which there is a doubt."""
    withdrawn = [*_withdrawn(context), *_edited(context)]
    doubted = list(_doubted(context)) if known.resettled else []
    if not withdrawn and not doubted:
        return context
    commits = recorded(workspace, known.ledgers, [*withdrawn, *doubted])
    lines = {act.line_sha256 for act in doubted}
    return replace(
        context,
        matrices=settings_then(workspace, {line: commit for line, commit in commits.items() if line in lines}),
        earlier={act.line_sha256: before(workspace, commits.get(act.line_sha256) or "HEAD") for act in withdrawn},
    )


def is_doubtful(context: Context) -> bool:
    """Tell whether history would have to be asked about any act."""
    return any(True for found in (_withdrawn, _edited, _doubted) for _act in found(context))


def _withdrawn(context: Context) -> Iterator[Act]:
    """Yield the withdrawals of documents whose text is none that anything was recorded about."""
    for document in context.originals:
        act = context.statuses[document.code].withdrawn if document.code else None
        if act and document.sha256 not in {item.sha256 for item in context.snapshot.acts(document.code)}:
            yield act


def _edited(context: Context) -> Iterator[Act]:
    """Yield the approvals of texts that were other ones for a while: before the approval, or after it."""
    for code, versions in context.history.items():
        yield from (found.approval for found in undone(versions, context.snapshot.acts(code)))


def _doubted(context: Context) -> Iterator[Act]:
    """Yield the acts with which today's settings find fault, and the decisions about their documents."""
    found = [finding for module in BY_SETTINGS for finding in module.check(context)]
    places = {finding.at for finding in found}
    for code in sorted({finding.subject for finding in found} & context.statuses.keys()):
        status = context.statuses[code]
        yield from (act for act in context.snapshot.acts(code) if act.location in places)
        yield from (act for act in (status.approval, status.pending) if act)
