"""Entries as the rows of a table, for a spreadsheet: every value exactly, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qms.actions.registers.values import plain_value
from qms.adapters.files.tables import read_table
from qms.adapters.yaml.edits import Value, flow
from qms.errors import UsageError
from qms.model.entry import Entry
from qms.model.field import Node
from qms.model.message import msg
from qms.model.register import CODE, STATE, Kind, Register

SEPARATOR = "; "


def columns_of(register: Register, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns: code, state, every field that is written, texts once for each language."""
    found = [] if register.one_file else [CODE]
    found += [STATE] if register.states else []
    for item in register.fields.values():
        if item.kind is Kind.TEXTS and not item.many:
            found += [f"{item.id}.{language}" for language in languages]
        elif item.kind is not Kind.PRODUCT:
            found.append(item.id)
    return tuple(found)


def row_of(entry: Entry, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of an entry; lists with semicolons between, everything nested as one line of YAML."""
    return tuple(_cell(entry, name, columns) for name in columns)


def _cell(entry: Entry, column: str, columns: Sequence[str]) -> str:
    name, _, language = column.partition(".")
    if name == CODE:
        return entry.code
    value = plain_value(entry.front.entries.get(name))
    if language:
        first = next(one for one in columns if one.startswith(f"{name}."))
        texts = value if isinstance(value, dict) else {first.partition(".")[2]: value}
        return str(texts.get(language, ""))
    if isinstance(value, str):
        return value
    plain = isinstance(value, list) and all(_is_plain(item) for item in value)
    return SEPARATOR.join(map(str, value)) if plain else flow(value)


def _is_plain(item: object) -> bool:
    return isinstance(item, str) and bool(item) and ";" not in item and item == item.strip() and item[0] not in "[{"


def values_of(register: Register, columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, Value]:
    """Return the values of a row as they stand in a file; an empty cell is an empty field."""
    found: dict[str, Value] = {}
    for column, cell in zip(columns, cells, strict=False):
        name, _, language = column.partition(".")
        item = register.fields.get(name)
        if language:
            if cell:
                before = found.get(name)
                found[name] = {**(before if isinstance(before, Mapping) else {}), language: cell}
        elif item is None or not (item.many or item.kind is Kind.ROWS):
            found[name] = cell
        elif cell.lstrip()[:1] in {"[", "{"}:
            found[name] = _nested(cell, column)
        else:
            found[name] = [part.strip() for part in cell.split(";") if part.strip()]
    return {name: value for name, value in found.items() if value}


def _nested(cell: str, column: str) -> Value:
    table, problems = read_table(f"value: {cell}\n".encode(), column)
    node: Node | None = table.entries.get("value")
    if problems or node is None:
        told = msg('The cell of "{column}" cannot be read: "{value}"', column=column, value=cell[:60])
        raise UsageError(told, msg("Write: [one, two], or rows in braces"))
    return plain_value(node)
