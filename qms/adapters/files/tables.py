"""Small tables of a repository: units, positions, processes, waivers. Bytes -> model values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path

from qms.adapters.files.shape import LIST, TEXT, Shape, unknown_fields, wrong_shape
from qms.adapters.files.text import decode
from qms.adapters.languages import catalog
from qms.adapters.yaml import kept
from qms.adapters.yaml import reading as yaml
from qms.model.diagnostic import Waiver
from qms.model.document import Employee, Position, Post, Process, Unit
from qms.model.field import Scalar, Table, choose
from qms.model.problem import Problem
from qms.model.terms import Abbreviation, Term

EMPLOYEE: Mapping[str, Shape] = {
    "id": TEXT,
    "name": TEXT,
    "email": LIST,
    "positions": [{"position": TEXT, "from": TEXT, "until": TEXT}],
}


def entries(
    data: bytes | None, path: str, row: Mapping[str, Shape] | None = None
) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return the rows under `entries:` of a table file; none where there is no file.

    With `row`, each is of this shape and has no other field.
    """
    if data is None:
        return (), ()
    table, problems = settled(data, path)
    shape: Mapping[str, Shape] = {"entries": [row or {}]}
    found = () if problems else tuple(wrong_shape(table, shape)) or (unknown_fields(table, shape) if row else ())
    return table.tables("entries"), (*problems, *found)


def read_table(data: bytes, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """Read the bytes of a YAML file; a byte order mark does no harm in a table."""
    return _read(data, path, partial(yaml.read, limits=yaml.TABLES))


def settled(data: bytes, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """Read a file that seldom changes, as settings do: what it was read as is kept, also for the next command."""
    return _read(data, path, _kept)


@lru_cache(maxsize=128)
def _kept(text: str, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """Read a text; a command reads the same ones before it asks and when it acts."""
    return kept.read(text, path)


def _read(
    data: bytes, path: str, read: Callable[[str, str], tuple[Table, tuple[Problem, ...]]]
) -> tuple[Table, tuple[Problem, ...]]:
    text, problem = decode(data, path)
    return (Table(at=problem.at), (problem,)) if problem else read(text.removeprefix("\ufeff"), path)


def packaged(path: Path, *checks: Callable[[Table], Iterable[Problem]]) -> Table:
    """Return a table that comes with qms; ValueError tells whoever wrote it what is wrong in which line."""
    table, problems = settled(path.read_bytes(), path.name)
    faults = [*problems, *(problem for check in checks for problem in (() if problems else check(table)))]
    if faults:
        raise ValueError("\n".join(map(_told, faults)))
    return table


def _told(problem: Problem) -> str:
    """Write a problem in English: it is for who changes the program."""
    sentences = (catalog("en").text(one) for one in (problem.message, problem.help))
    return f"{problem.at.path}, line {problem.at.line}: {'. '.join(sentences)}"


def unit(row: Table) -> Unit:
    """Read a row of `organisation/units.yaml`."""
    return Unit(row.text("id"), row.texts("title"), row.text("head"), row.value_place("head"))


def position(row: Table) -> Position:
    """Read a row of `organisation/positions.yaml`."""
    return Position(row.text("id"), row.texts("title"), row.text("unit"))


def employee(row: Table) -> Employee:
    """Read a row of `organisation/people.yaml`."""
    posts = tuple(
        Post(item.text("position"), item.text("from"), item.text("until"), item.value_place("position"))
        for item in row.tables("positions")
        if item.text("position")
    )
    emails = tuple(item.text.strip().casefold() for item in row.scalars("email") if item.text.strip())
    return Employee(row.text("id"), row.text("name"), emails, posts)


def process(row: Table) -> Process:
    """Read a row of `registers/processes.yaml` (manual, appendix 1)."""
    return Process(
        number=row.text("number"),
        title=row.texts("title"),
        owner=row.text("owner"),
        group=row.flag("group"),
        location=row.value_place("number"),
        owner_place=row.value_place("owner"),
    )


def abbreviation(row: Table) -> Abbreviation:
    """Read a row of `registers/abbreviations.yaml`."""
    return Abbreviation(row.text("abbreviation"), row.texts("meaning"), row.value_place("abbreviation"))


def term(row: Table, language: str) -> Term:
    """Read a row of `registers/glossary.yaml`; synonyms without a language are of the main one."""
    return Term(
        term=row.texts("term"),
        definition=row.texts("definition"),
        location=row.value_place("term"),
        synonyms=_by_language(row, "synonyms", language),
    )


def _by_language(row: Table, key: str, language: str) -> dict[str, tuple[str, ...]]:
    """Read a list of texts, each in its languages; one that is written plainly is of the main language."""
    items = row.items(key)
    pairs = [(language, item) for item in items if isinstance(item, Scalar)]
    pairs += [pair for item in items if isinstance(item, Table) for pair in item.named_scalars()]
    return {name: tuple(item.text.strip() for own, item in pairs if own == name) for name, _ in pairs}


def waiver(row: Table, language: str) -> Waiver:
    """Read a row of `registers/waivers.yaml`."""
    return Waiver(
        rule=row.text("rule"),
        subject=row.text("subject"),
        path=row.text("path"),
        by=row.text("by"),
        reason=choose(row.texts("reason"), language),
        until=row.text("until"),
        location=row.at,
    )
