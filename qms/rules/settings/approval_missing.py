"""A document type has no row of the approval matrix.

Then every role may approve its documents (manual 6.1; ISO 9001:2015, 7.5.2 c).

Flagged:
    edit: qms.yaml
    "СМС-{type}-1.{number}-{year}"\\n    approval: management = "СМС-{type}-1.{number}-{year}"

Accepted:
    edit: qms.yaml
    "СМС-{type}-1.{number}-{year}"\\n    approval: management = "СМС-{type}-1.{number}-{year}"\\n    approval: quality
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for the row of every type, in an organisation that has a matrix at all."""
    settings = context.snapshot.settings
    for kind in settings.types.values():
        if settings.approvals and not kind.approval:
            yield Finding(
                kind.location,
                msg('The type "{type}" has no row of the approval matrix', type=kind.id),
                msg('Write one of these after "approval:": {names}', names=", ".join(settings.approvals)),
                kind.id,
            )


RULE = Rule("ST003", Severity.WARNING, check, View.HEADS)
