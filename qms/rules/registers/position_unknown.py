"""A process, a unit or a waiver names a position that nobody can have.

Whoever answers for a process or heads a unit is a position of `organisation/positions.yaml` or a role of `qms.yaml`
(ISO 9001:2015, 5.3). A mistyped one answers for nothing.

Flagged:
    edit: registers/processes.yaml
    owner: rector = owner: rectorr

Flagged:
    edit: organisation/units.yaml
    head: hr-head = head: hr-boss

Accepted:
    edit: registers/processes.yaml
    owner: rector = owner: hr-head
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look every position up; without any position there is nothing to compare with."""
    positions = {**context.names.positions, **context.snapshot.settings.roles}
    for name, at, subject in _named(context) if context.names.positions else ():
        if name and name not in positions:
            yield Finding(at, msg('There is no position "{value}"', value=name), known(positions, name), subject)


def _named(context: Context) -> Iterator[tuple[str, Location, str]]:
    snapshot = context.names
    for process in snapshot.processes.values():
        yield process.owner, process.owner_place, process.number
    for unit in snapshot.units.values():
        yield unit.head, unit.location, unit.id
    for employee in snapshot.people.values():
        for post in employee.posts:
            yield post.position, post.location, employee.id
    for waiver in snapshot.waivers:
        yield waiver.by, waiver.location, waiver.subject


RULE = Rule("RG005", Severity.ERROR, check, View.HEADS)
