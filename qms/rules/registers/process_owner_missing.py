"""A process of the register has no owner.

Every process has a head who answers for its results (ISO 9001:2015, 4.4.1 e; the process register has a column for
the position). Rows that head a group of processes have none by design.

Flagged:
    edit: registers/processes.yaml
    , owner: quality-director =

Accepted:
    edit: registers/processes.yaml
    , owner: quality-director = , group: true
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at every process that is no group."""
    for process in context.names.processes.values():
        if not process.group and not process.owner:
            yield Finding(
                process.location,
                msg('Process "{number}" has no owner', number=process.number),
                msg('Add "owner: POSITION" with an id of organisation/positions.yaml'),
                process.number,
            )


RULE = Rule("RG001", Severity.ERROR, check, View.HEADS)
