"""Small tables of a repository: units, positions, processes, distribution lists, waivers. Bytes -> model values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qms.adapters import yaml
from qms.model.diagnostic import Waiver
from qms.model.document import Position, Process, Unit
from qms.model.field import Table
from qms.model.problem import Problem
from qms.model.snapshot import Holder

Reader = Callable[[str], bytes | None]


def entries(data: bytes | None, path: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return the rows under `entries:` of a table file; none where there is no file."""
    if data is None:
        return (), ()
    table, problems = yaml.read(data.decode("utf-8", "replace").removeprefix("\ufeff"), path, limits=yaml.TABLES)
    return table.tables("entries"), problems


def unit(row: Table) -> Unit:
    """Read a row of `organisation/units.yaml`."""
    return Unit(row.text("id"), row.texts("title"), row.text("head"), row.value_place("head"))


def position(row: Table) -> Position:
    """Read a row of `organisation/positions.yaml`."""
    return Position(row.text("id"), row.texts("title"), row.text("unit"))


def process(row: Table) -> Process:
    """Read a row of `registers/processes.yaml` (manual, appendix 1)."""
    return Process(
        number=row.text("number"),
        title=row.texts("title"),
        owner=row.text("owner"),
        group=row.text("group") == "true",
        location=row.value_place("number"),
        owner_place=row.value_place("owner"),
    )


def waiver(row: Table, language: str) -> Waiver:
    """Read a row of `registers/waivers.yaml`."""
    reasons = row.texts("reason")
    reason = reasons.get(language) or reasons.get("") or next(iter(reasons.values()), "")
    return Waiver(
        rule=row.text("rule"),
        subject=row.text("subject"),
        path=row.text("path"),
        by=row.text("by"),
        reason=reason,
        until=row.text("until"),
        location=row.at,
    )


def distribution(data: bytes, path: str) -> tuple[str, tuple[Holder, ...], tuple[Problem, ...]]:
    """Read a distribution list: the code of the document, who must hold a copy, what could not be read."""
    table, problems = yaml.read(data.decode("utf-8", "replace").removeprefix("\ufeff"), path, limits=yaml.TABLES)
    return table.text("code"), tuple(_holders(table)), problems


def _holders(table: Table) -> Iterator[Holder]:
    for row in table.tables("holders"):
        if row.text("unit"):
            yield Holder(
                unit=row.text("unit"),
                medium=row.text("medium", "paper"),
                control=row.text("copy") == "control",
                location=row.value_place("unit"),
            )
