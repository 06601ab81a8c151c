"""The organisation lets one person do two duties of a revision.

In a small organisation that may be all there is. It stays visible, and is decided for a time: in
`registers/waivers.yaml`, with the reason and the day until which it holds.

Flagged:
    edit: qms.yaml
    mode: unsigned = mode: unsigned\\nflow: {waive: [check-approve]}

Accepted:
    edit: qms.yaml
    mode: unsigned = mode: unsigned\\nflow: {waive: []}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Show every separation that `flow` in `qms.yaml` waives."""
    for name, at in context.snapshot.settings.flow.waive.items():
        yield Finding(
            at,
            msg("One person may do both duties: {separation}", separation=name),
            msg("Write into registers/waivers.yaml why, who decided, and until when"),
            name,
        )


RULE = Rule("LG016", Severity.WARNING, check, View.HEADS)
