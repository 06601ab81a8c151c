"""A waiver covers nothing.

What it was about has been mended, or its rule, subject or path is mistyped: then the finding that was meant still
counts.

Flagged:
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, reason: Буйрук чыга элек, until: 2024-12-31}

Accepted:
    edit: registers/processes.yaml
    , owner: quality-director =
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, reason: Буйрук чыга элек, until: 2024-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.waivers import covers, holds


def check(context: Context) -> Iterator[Finding]:
    """Look for a finding of every waiver that holds today."""
    for waiver in context.snapshot.waivers:
        if holds(waiver, context.today) and not any(covers(waiver, found) for found in context.findings):
            yield Finding(
                waiver.location,
                msg('The waiver of {rule} for "{subject}" covers nothing', rule=waiver.rule, subject=waiver.subject),
                msg("Delete it, or write the rule, subject and path as the finding has them"),
                waiver.subject,
            )


RULE = Rule("RG003", Severity.WARNING, check, View.LAST)
