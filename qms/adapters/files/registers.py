"""Registers of a repository: the definitions (built in, or its own) and their entries, a problem for every fault.

A definition is a YAML file with `fields:`, below `qms/registers` or `registers/` of the repository; one of its own
takes the place of a built-in one of the same name, or (`extends: NAME`) says only what is otherwise. Entries are files
`registers/<register>/<code>.yaml`, or the rows under `entries:` of one file.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from qms.adapters.files.entries import files_of, rows_of
from qms.adapters.files.faults import REGISTER
from qms.adapters.files.register_faults import EXTENDS, SHAPE, crossing, faults, shape_faults
from qms.adapters.files.register_forms import faults as form_faults
from qms.adapters.files.shape import MOST_DAYS, months, whole, wrong_shape
from qms.adapters.files.sources import Source
from qms.adapters.files.tables import packaged, settled
from qms.entries.values import as_number
from qms.model.entry import Entry, Registers
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.register import (
    CODE,
    STATE,
    Competence,
    Deadline,
    Demand,
    FieldOf,
    Independence,
    Kind,
    Register,
    StateOf,
)
from qms.model.register_form import FORMS
from qms.model.settings import REGISTERS, Named

BUILT_IN = Path(__file__).parent.parent.parent / "registers"
STRANGER = "stranger"
"""The kind of a problem with a file below `registers/` that belongs to no register."""
_ENDINGS = (".yaml", ".yml")


def read_registers(source: Source) -> Registers:
    """Read all registers of a repository with all their entries; what cannot be read becomes problems."""
    paths = tuple(path for path in source.files(REGISTERS) if path.endswith(_ENDINGS))
    problems: list[Problem] = []
    own, tables = _own(source, paths, problems)
    definitions = {**built_in(), **{item.id: item for item in own}}
    problems += crossing(own, definitions)
    entries: dict[str, tuple[Entry, ...]] = {}
    for name, register in definitions.items():
        if register.one_file:
            found = rows_of(register, tables.get(register.path) or _table(source, register.path, problems))
        else:
            found = files_of(source, name, paths)
        if found:
            entries[name] = found
    problems += _strangers(paths, definitions)
    return Registers(definitions, entries, tuple(problems))


@cache
def built_in() -> Mapping[str, Register]:
    """Return the built-in registers by name."""
    paths = sorted(BUILT_IN.glob("*.yaml"))
    return {path.stem: read_register(packaged(path, shape_faults, faults), path.stem) for path in paths}


def _own(source: Source, paths: tuple[str, ...], problems: list[Problem]) -> tuple[list[Register], dict[str, Table]]:
    """Return the repository's own definitions, and the files directly below the folder that were read for them."""
    found: list[Register] = []
    tables: dict[str, Table] = {}
    for path in paths:
        if path.count("/") != 1:
            continue
        tables[path] = table = _table(source, path, problems, known=path in _known_files())
        if "fields" in table.entries or EXTENDS in table.entries:
            whole = _extended(table, problems)
            register = read_register(whole, PurePosixPath(path).stem, path)
            problems += [*faults(whole), *form_faults(table.table(FORMS), register)]
            found.append(register)
    return found, tables


def _extended(table: Table, problems: list[Problem]) -> Table:
    """Return a definition with what it takes over from the built-in register that it names."""
    name = table.text(EXTENDS)
    if not name:
        return table
    if name not in built_in():
        told = msg('There is no register "{register}"', register=name)
        help_ = msg("Known are: {names}", names=", ".join(sorted(built_in())))
        problems.append(Problem(REGISTER, table.value_place(EXTENDS), told, help_))
        return table
    base, _problems = settled((BUILT_IN / f"{name}.yaml").read_bytes(), table.at.path)
    return merged(base, table)


def merged(base: Table, own: Table) -> Table:
    """Return a table with all keys of both: what `own` says counts, tables are joined key by key."""
    entries = dict(base.entries)
    for name, node in own.entries.items():
        before = entries.get(name)
        entries[name] = merged(before, node) if isinstance(before, Table) and isinstance(node, Table) else node
    return Table(entries, {**base.keys, **own.keys}, own.at)


@cache
def _known_files() -> frozenset[str]:
    return frozenset(register.path for register in built_in().values() if register.path)


def _table(source: Source, path: str, problems: list[Problem], *, known: bool = True) -> Table:
    """Read one file; the faults of small tables that every command reads are reported there."""
    data = source.read(path)
    if not isinstance(data, bytes):
        return Table()
    table, wrong = settled(data, path)
    if not known:
        problems += wrong or wrong_shape(table, {**SHAPE, "entries": [{}]}, closed=True)
    return table


def _strangers(paths: tuple[str, ...], definitions: Mapping[str, Register]) -> list[Problem]:
    """Report folders of entries, and files, that belong to no register."""
    found: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        name = parts[1].rpartition(".")[0] if len(parts) == 2 else parts[1]
        if name not in definitions or (len(parts) > 2 and definitions[name].one_file):
            found.setdefault(name, path)
    known = ", ".join(sorted(name for name, item in definitions.items() if not item.one_file))
    help_ = msg("Known are: {names}", names=known)
    return [
        Problem(STRANGER, Location(path), msg('There is no register "{register}"', register=name), help_)
        for name, path in found.items()
    ]


def read_register(table: Table, name: str, path: str = "") -> Register:
    """Read a definition; `path` is the file of the repository that holds it, empty for a built-in one.

    Names of fields and states that the definition does not have are left out: `faults` tells them.
    """
    key, apart, able = table.text("key"), table.table("independent"), table.table("competent")
    fields = _fields(table.table("fields"))
    states = table.table("states")
    return Register(
        id=name,
        title=table.texts("title"),
        code=table.text("code"),
        key=key,
        path=(table.text("file") or path or f"{REGISTERS}/{name}.yaml") if key else "",
        about=table.texts("about"),
        fields=fields,
        states={name: _state(name, row, fields, states.entries) for name, row in _tables(states)},
        demands={name: _demand(name, row) for name, row in _tables(table.table("demands"))},
        columns=_known(table.words("columns"), {*fields, CODE, STATE}) or _telling(fields),
        clauses=table.words("clauses"),
        keeper=table.text("keeper"),
        independent=Independence(apart.words("people"), apart.words("of")),
        competent=Competence(able.words("people"), able.text("competence")),
        location=table.at,
        code_place=table.value_place("code"),
    )


def _tables(table: Table) -> list[tuple[str, Table]]:
    return [(name, node if isinstance(node, Table) else Table()) for name, node in table.entries.items()]


def _telling(fields: Mapping[str, FieldOf]) -> tuple[str, ...]:
    """Return the fields that a list shows where the definition does not say it: those that every entry has."""
    plain = tuple(item for item in fields.values() if item.kind is not Kind.ROWS)
    return tuple(item.id for item in plain if item.required) or tuple(item.id for item in plain[:3])


def _or_nothing(node: Node) -> tuple[str, ...]:
    """Return the values of a condition; an empty one counts too: it stands for a field with nothing in it."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item.text.strip() for item in items if isinstance(item, Scalar))


def _fields(table: Table) -> Mapping[str, FieldOf]:
    return {name: _field(name, row, table.entries) for name, row in _tables(table)}


def _field(name: str, row: Table, names: Container[str]) -> FieldOf:
    kind = row.text("kind", "text")
    choices = row.table("choices")
    return FieldOf(
        id=name,
        title=row.texts("label"),
        kind=Kind(kind) if kind in set(Kind) else Kind.TEXT,
        required=row.flag("required"),
        many=row.flag("many"),
        choices={item: Named(item, choices.texts(item)) for item in choices.entries},
        registers=row.words("register"),
        columns=_fields(row.table("columns")),
        factors=_known(row.words("of"), names),
        measure=row.text("measure"),
        low=as_number(row.text("min")),
        high=as_number(row.text("max")),
        after=next(iter(_known([row.text("after")], names)), ""),
        back=row.texts("back"),
        help=row.texts("help"),
    )


def _state(name: str, row: Table, fields: Container[str], states: Container[str]) -> StateOf:
    return StateOf(
        id=name,
        title=row.texts("label"),
        following=_known(row.words("next"), states),
        needs=_known(row.words("needs"), fields),
        by=row.words("by"),
        deadline=_deadline(row, "due"),
        date=next(iter(_known([row.text("date")], fields)), ""),
        closed=row.flag("closed"),
    )


def _known(names: Iterable[str], there: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in there)


def _deadline(row: Table, key: str) -> Deadline | None:
    name = row.text(key)
    days, later = whole(row.text(f"{key}_days"), MOST_DAYS), months(row.text(f"{key}_months"))
    return Deadline(name, days or 0, later or 0) if name else None


def _demand(name: str, row: Table) -> Demand:
    when = row.table("when")
    return Demand(
        id=name,
        title=row.texts("text"),
        register=row.text("register"),
        link=row.text("field"),
        states=row.words("states"),
        linked=row.words("linked"),
        when={key: _or_nothing(node) for key, node in when.entries.items()},
        year=row.text("year"),
        since=row.text("since"),
        month_day=row.text("by", "12-31"),
        after=_deadline(row, "after"),
        severity=row.text("severity", "warning"),
        help=row.texts("help"),
    )
