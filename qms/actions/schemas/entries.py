"""JSON Schemas of the files of entries, made from the definitions of the registers, an organisation's own included.

They never forbid what `qms check` allows: an empty value stands for one that is not known yet, names of positions,
units and processes are examples, because those change without the schema.
"""

from __future__ import annotations

from collections.abc import Mapping

from qms.actions.schemas.schema import DAY, DIALECT, PLAIN
from qms.adapters.files.shape import FLAG, TEXTS
from qms.model.entry import Registers
from qms.model.field import choose
from qms.model.message import Catalog, msg
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.snapshot import Snapshot

FOLDER = "entries"
_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_YEAR = {"type": ["integer", "string", "null"], "pattern": "^((19|20|21)[0-9]{2})?$"}


def entry_files(catalog: Catalog, registers: Registers, snapshot: Snapshot) -> Mapping[str, Mapping[str, object]]:
    """Return the schema of the entries of each register whose entries are files, by the name of its file."""
    return {
        f"{FOLDER}/{name}.json": entry_schema(register, catalog, snapshot)
        for name, register in sorted(registers.definitions.items())
        if not register.one_file
    }


def entry_patterns(registers: Registers) -> Mapping[str, tuple[str, ...]]:
    """Return which files each of these schemas is for."""
    names = (name for name, register in sorted(registers.definitions.items()) if not register.one_file)
    return {f"{FOLDER}/{name}.json": (f"registers/{name}/*.yaml",) for name in names}


def entry_schema(register: Register, catalog: Catalog, snapshot: Snapshot) -> dict[str, object]:
    """Return the schema of one entry of a register."""
    languages = (catalog.language, snapshot.settings.language)
    fields = {name: _field(item, languages, snapshot) for name, item in register.fields.items()}
    computed = {name for name, item in register.fields.items() if item.kind is Kind.PRODUCT}
    code = {"description": catalog.text(msg("The code of the entry: {pattern}", pattern=register.code)), **_SCALAR}
    states = {name: state.title for name, state in register.states.items()}
    state = {STATE: _choice(catalog.text(msg("State")), states, languages)} if states else {}
    return {
        "$schema": DIALECT,
        "title": register.name(*languages),
        "type": "object",
        "properties": {CODE: code, **state, **{name: found for name, found in fields.items() if name not in computed}},
        "required": [CODE, *state, *(name for name, item in register.fields.items() if item.required)],
        "additionalProperties": False,
    }


def _field(item: FieldOf, languages: tuple[str, ...], snapshot: Snapshot) -> dict[str, object]:
    label = item.name(*languages)
    if item.kind is Kind.ROWS:
        columns = {name: _field(column, languages, snapshot) for name, column in item.columns.items()}
        needed = [name for name, column in item.columns.items() if column.required]
        row = {"type": "object", "properties": columns, "required": needed, "additionalProperties": False}
        return {"description": label, "type": ["array", "null"], "items": row}
    one = _one(item, label, languages, snapshot)
    if not item.many:
        return one
    return {"description": one.pop("description"), "anyOf": [one, {"type": "array", "items": one}]}


def _one(item: FieldOf, label: str, languages: tuple[str, ...], snapshot: Snapshot) -> dict[str, object]:
    if item.kind is Kind.CHOICE:
        return _choice(label, {name: choice.title for name, choice in item.choices.items()}, languages)
    if item.kind is Kind.NUMBER:
        limits = {key: value for key, value in (("minimum", item.low), ("maximum", item.high)) if value is not None}
        return {"description": label, "type": ["number", "string", "null"], **limits}
    plain = {Kind.DATE: PLAIN[DAY], Kind.YEAR: _YEAR, Kind.FLAG: PLAIN[FLAG], Kind.TEXTS: PLAIN[TEXTS]}
    known = _known(item.kind, snapshot)
    return {"description": label, **plain.get(item.kind, _SCALAR), **({"examples": known} if known else {})}


def _known(kind: Kind, snapshot: Snapshot) -> list[str]:
    if kind is Kind.PROCESS:
        return [number for number, process in snapshot.processes.items() if not process.group]
    names = {Kind.POSITION: snapshot.positions, Kind.UNIT: snapshot.units}.get(kind, {})
    return list(names)


def _choice(label: str, choices: Mapping[str, Mapping[str, str]], languages: tuple[str, ...]) -> dict[str, object]:
    """Return a choice; what each word means stands in the description, which editors show."""
    told = "; ".join(f"{name}: {choose(title, *languages)}" for name, title in choices.items())
    return {"description": f"{label} ({told})", "enum": [*choices, "", None]}
