"""A document was approved by a role that may not approve its type.

The approval matrix in `qms.yaml` says who approves what (manual 6.1; ISO 9001:2015, 7.5.2 c). The approval in force, or
coming into force, is compared with the matrix as it stood before the commit that recorded it: what was decided by the
matrix of its day stays right when the organisation changes it, and nobody changes it with the decision.

Flagged:
    act: approve СМС-ДП-2.2-2024, by registrar, on 2024-05-20
    commit: Approve

Accepted:
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20
    commit: Approve
    edit: qms.yaml
    approve: [rector] = approve: [registrar]
    commit: Change the matrix
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Act
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the role of every approval up in the row of the document's type."""
    for document in context.originals:
        for act in _current(context, document.code):
            settings = context.settings_of(act)
            row = settings.approval(document.type)
            allowed = row.approve if row else tuple(settings.roles)
            if allowed and act.by not in allowed:
                yield Finding(
                    act.location,
                    msg('"{role}" may not approve documents of the type "{type}"', role=act.by, type=document.type),
                    msg("By qms.yaml these may: {roles}", roles=", ".join(allowed)),
                    document.code,
                )


def _current(context: Context, code: str) -> tuple[Act, ...]:
    status = context.statuses.get(code)
    if not status or status.withdrawn:
        return ()
    return tuple(act for act in (status.approval, status.pending) if act)


RULE = Rule("LG005", Severity.ERROR, check, View.ACTS)
