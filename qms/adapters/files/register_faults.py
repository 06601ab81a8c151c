"""What is wrong in the definition of a register: each fault with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qms.adapters.files.faults import REGISTER, undefined
from qms.adapters.files.register_forms import SHAPE as FORMS
from qms.adapters.files.shape import ANY, DAYS, FLAG, LIST, MONTHS, NUMBER, TEXT, TEXTS, Shape, wrong_shape
from qms.model.days import is_day_of_year
from qms.model.field import Scalar, Table
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.pattern import pattern
from qms.model.problem import Problem
from qms.model.register import CODE, STATE, Demand, Kind, Register

_COLUMN: Mapping[str, Shape] = {
    "label": TEXTS,
    "kind": TEXT,
    "required": FLAG,
    "many": FLAG,
    "choices": {ANY: TEXTS},
    "register": LIST,
    "of": LIST,
    "measure": TEXT,
    "min": NUMBER,
    "max": NUMBER,
    "after": TEXT,
    "back": TEXTS,
    "help": TEXTS,
}
_STATE: Mapping[str, Shape] = {
    "label": TEXTS,
    "next": LIST,
    "needs": LIST,
    "by": LIST,
    "due": TEXT,
    "due_days": DAYS,
    "due_months": MONTHS,
    "date": TEXT,
    "closed": FLAG,
}
_DEMAND: Mapping[str, Shape] = {
    "text": TEXTS,
    "help": TEXTS,
    "register": TEXT,
    "field": TEXT,
    "states": LIST,
    "linked": LIST,
    "when": {ANY: LIST},
    "year": TEXT,
    "since": TEXT,
    "by": TEXT,
    "after": TEXT,
    "after_days": DAYS,
    "after_months": MONTHS,
    "severity": TEXT,
}
SEVERITIES = ("warning", "error")
EXTENDS = "extends"
"""The key that names the built-in register whose definition is taken over, but for what the file says otherwise."""
SHAPE: Mapping[str, Shape] = {
    EXTENDS: TEXT,
    "title": TEXTS,
    "about": TEXTS,
    "code": TEXT,
    "key": TEXT,
    "file": TEXT,
    "keeper": TEXT,
    "independent": {"people": LIST, "of": LIST},
    "competent": {"people": LIST, "competence": TEXT},
    "clauses": LIST,
    "columns": LIST,
    "fields": {ANY: {**_COLUMN, "columns": {ANY: _COLUMN}}},
    "states": {ANY: _STATE},
    "demands": {ANY: _DEMAND},
    "entries": [{}],
    "forms": FORMS,
}
_NAME = pattern(r"[a-z][a-z0-9_]{0,39}")


def faults(table: Table) -> Iterator[Problem]:
    """Yield what is wrong in one definition by itself."""
    if "title" not in table.entries:
        yield _problem(table.at, msg("The register has no title"), msg('Write "title: …" in each language'))
    if not table.text("code") and not table.text("key"):
        yield _problem(
            table.at, msg("The register does not say what its entries are called"), msg('Write "code: …" or "key: …"')
        )
    fields, states = table.table("fields"), table.table("states")
    for name in fields.entries:
        yield from _field(fields.table(name), name, fields)
    for name in states.entries:
        yield from _state(states.table(name), states, fields)
    known = {*fields.entries, CODE, STATE}
    yield from _known(table, "columns", known)
    for part in table.text("key").split("+") if table.text("key") else ():
        if part not in fields.entries:
            yield undefined(table.value_place("key"), part, fields.entries, REGISTER)
    for name in table.table("demands").entries:
        yield from _demand(table.table("demands").table(name), fields.entries, states.entries)
    for key, names in (("independent", ("people", "of")), ("competent", ("people",))):
        for name in names:
            yield from _known(table.table(key), name, fields.entries)


def crossing(own: Iterable[Register], definitions: Mapping[str, Register]) -> list[Problem]:
    """Return what is wrong between definitions: links to registers that there are not, or to fields they lack."""
    found = []
    for register in own:
        loose = (one for demand in register.demands.values() for one in _loose(register, demand, definitions))
        found += [undefined(register.location, value, names, REGISTER) for value, names in loose]
        for item in register.fields.values():
            unknown = [name for name in item.registers if name not in definitions]
            if unknown or (item.kind is Kind.ENTRY and not item.registers):
                told = msg('The field "{field}" names no register that there is', field=item.id)
                help_ = msg("Known are: {names}", names=", ".join(sorted(definitions)))
                found.append(_problem(register.location, told, help_))
    return found


def _loose(
    register: Register, demand: Demand, definitions: Mapping[str, Register]
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield what a demand names and there is not, with what there is: registers, their fields and states, choices."""
    for name, values in demand.when.items():
        item = register.fields.get(name)
        choices = () if item is None else ("true", "false") if item.kind is Kind.FLAG else tuple(item.choices)
        yield from ((value, choices) for value in values if choices and value and value not in choices)
    other = definitions.get(demand.register) if demand.register else register
    if other is None:
        yield demand.register, sorted(definitions)
    elif demand.link in other.fields:
        years = other.fields if demand.register else other.fields[demand.link].columns
        yield from ((name, years) for name in filter(None, [demand.year]) if name not in years)
        yield from ((state, other.states) for state in demand.linked if state not in other.states)
    elif demand.register:
        yield demand.link, other.fields


def _field(row: Table, name: str, fields: Table) -> Iterator[Problem]:
    if not _NAME.fullmatch(name) or name in {CODE, STATE}:
        yield _problem(
            fields.place(name),
            msg('"{name}" cannot be the name of a field', name=name),
            msg("Write small Latin letters, digits and _"),
        )
    kind = row.text("kind", "text")
    if kind not in set(Kind):
        yield undefined(row.value_place("kind"), kind, [item.value for item in Kind], REGISTER)
    for key, wanted in (("choices", Kind.CHOICE), ("columns", Kind.ROWS), ("of", Kind.PRODUCT)):
        if kind == wanted and key not in row.entries:
            yield _problem(
                fields.place(name),
                msg('The field "{field}" does not say its "{key}"', field=name, key=key),
                msg('Write "{key}:" below it', key=key),
            )
    for key in ("of", "after"):
        yield from _known(row, key, fields.entries)
    columns = row.table("columns")
    for column in columns.entries:
        yield from _field(columns.table(column), column, columns)


def _state(row: Table, states: Table, fields: Table) -> Iterator[Problem]:
    yield from _known(row, "next", states.entries)
    yield from _known(row, "needs", fields.entries)
    for key in ("due", "date"):
        name = row.text(key)
        if name and fields.table(name).text("kind") != Kind.DATE:
            dates = [item for item in fields.entries if fields.table(item).text("kind") == Kind.DATE]
            yield undefined(row.value_place(key), name, dates, REGISTER)


def _demand(row: Table, fields: Iterable[str], states: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong in a demand; with a register of its own its `field` is one of that register (`crossing`)."""
    yield from _known(row, "states", states)
    for key in ("since", "after") if row.text("register") else ("field", "since", "after"):
        yield from _known(row, key, fields)
    for name in row.table("when").entries:
        if name not in {*fields, STATE}:
            yield undefined(row.table("when").place(name), name, fields, REGISTER)
    if row.text("severity", "warning") not in SEVERITIES:
        yield undefined(row.value_place("severity"), row.text("severity"), SEVERITIES, REGISTER)
    if not is_day_of_year(row.text("by", "12-31")):
        told = msg('"{day}" is no day', day=row.text("by"))
        yield _problem(row.value_place("by"), told, msg('Write month and day in quotation marks: "03-20"'))


def _known(row: Table, key: str, known: Iterable[str]) -> Iterator[Problem]:
    names = tuple(known)
    for item in row.scalars(key):
        if isinstance(item, Scalar) and item.text not in names:
            yield undefined(item.at, item.text, names, REGISTER)


def _problem(at: Location, message: Message, help_: Message) -> Problem:
    return Problem(REGISTER, at, message, help_)


def shape_faults(table: Table) -> Iterator[Problem]:
    """Yield what in a definition is of another kind than expected."""
    yield from wrong_shape(table, SHAPE, closed=True)
