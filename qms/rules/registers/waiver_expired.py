"""A waiver has expired.

A deviation is allowed for a time (ISO 9001:2015, 8.7.1 d); after its last day the finding that it covered counts
again.

Flagged:
    edit: registers/processes.yaml
    , owner: quality-director =
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, reason: Буйрук чыга элек, until: 2024-08-31}

Accepted:
    edit: registers/processes.yaml
    , owner: quality-director =
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, reason: Буйрук чыга элек, until: 2024-09-01}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.days import printed_day, read_day
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.waivers import missing


def check(context: Context) -> Iterator[Finding]:
    """Compare the last day of every complete waiver with today."""
    for waiver in context.snapshot.waivers:
        until = read_day(waiver.until)
        if until and until < context.today and not missing(waiver):
            yield Finding(
                waiver.location,
                msg(
                    'The waiver of {rule} for "{subject}" has expired on {day}',
                    rule=waiver.rule,
                    subject=waiver.subject,
                    day=printed_day(waiver.until),
                ),
                msg("Mend what it is about, or decide anew and write a later day"),
                waiver.subject,
            )


RULE = Rule("RG002", Severity.ERROR, check, View.HEADS)
