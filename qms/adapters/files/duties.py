"""The duties of every year: those of `duties.yaml` in the repository, else those that come with qms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from qms.adapters.files.faults import refuse
from qms.adapters.files.shape import ANY, FLAG, LIST, TEXT, TEXTS, Shape, wrong_shape
from qms.adapters.files.sources import Source
from qms.adapters.files.tables import settled
from qms.errors import RepositoryError
from qms.model.calendar import Duty
from qms.model.days import is_day_of_year
from qms.model.field import Table
from qms.model.message import msg
from qms.model.problem import Problem

FILE = "duties.yaml"
BUILT_IN = Path(__file__).parent.parent.parent / "duties" / "yearly.yaml"
SHAPE: Mapping[str, Shape] = {
    "duties": [
        {
            "title": TEXTS,
            "on": LIST,
            "states": LIST,
            "when": {ANY: LIST},
            "every": FLAG,
            **dict.fromkeys(("id", "who", "basis", "register", "date", "demand", "review", "command"), TEXT),
        }
    ]
}


def duties(source: Source) -> tuple[Duty, ...]:
    """Return the duties; RepositoryError names the file and line of the first that cannot be used."""
    own = source.read(FILE)
    if isinstance(own, Problem):
        raise RepositoryError(own.message, own.help)
    table, problems = settled(BUILT_IN.read_bytes() if own is None else own, FILE)
    refuse(problems or (*_wrong(table), *wrong_shape(table, SHAPE, closed=True)), RepositoryError)
    return tuple(_duty(row) for row in table.tables("duties"))


def _duty(row: Table) -> Duty:
    return Duty(
        id=row.text("id"),
        title=row.texts("title"),
        on=row.words("on"),
        who=row.text("who"),
        basis=row.text("basis"),
        register=row.text("register"),
        states=row.words("states"),
        when={name: row.table("when").words(name) for name in row.table("when").entries},
        date=row.text("date"),
        every=row.flag("every"),
        demand=row.text("demand"),
        review=row.text("review"),
        command=row.text("command"),
        location=row.at,
    )


def _wrong(table: Table) -> Iterator[Problem]:
    for row in table.tables("duties"):
        for name in ("id", "title", "on"):
            if name not in row.entries:
                wrong = msg('The field "{field}" is missing', field=name)
                yield Problem("shape", row.at, wrong, msg('Write "{name}: …"', name=name))
        for day in row.scalars("on"):
            if not is_day_of_year(day.text):
                wrong = msg('"{day}" is no day', day=day.text)
                yield Problem("shape", day.at, wrong, msg('Write month and day in quotation marks: "03-20"'))
