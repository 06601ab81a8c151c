"""A waiver does not say everything that a decision needs.

Which rule and what it is about, who decided, why, and until when (ISO 9001:2015, 8.7.2): a waiver that lacks one of
these covers nothing.

Flagged:
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, until: 2024-12-31}

Flagged:
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, reason: Буйрук чыга элек, until: 31.12.2024}

Accepted:
    edit: registers/processes.yaml
    , owner: quality-director =
    file: registers/waivers.yaml
    entries:
      - {rule: RG001, subject: "4.1", by: rector, reason: Буйрук чыга элек, until: 2024-12-31}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.days import read_day
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.waivers import missing


def check(context: Context) -> Iterator[Finding]:
    """Look at the fields of every waiver."""
    for waiver in context.snapshot.waivers:
        subject = waiver.subject or waiver.rule or waiver.location.path
        for name in missing(waiver):
            message = msg('The field "{field}" is missing', field=name)
            yield Finding(waiver.location, message, msg('Add a line "{field}: …" to the waiver', field=name), subject)
        if waiver.until and read_day(waiver.until) is None:
            message = msg('"{value}" after "{field}" is no day', value=waiver.until, field="until")
            yield Finding(waiver.location, message, msg('Write year, month, day: "2026-09-01"'), subject)


RULE = Rule("RG006", Severity.ERROR, check, View.HEADS)
