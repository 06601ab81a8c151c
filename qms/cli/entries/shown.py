"""How entries are shown: as scripts read them, as a table, what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qms.actions.registers.commit import Kept
from qms.actions.session import Session
from qms.cli.language import current
from qms.cli.session import say
from qms.entries.computed import product
from qms.entries.display import display, heading
from qms.entries.lifecycle import due, is_overdue
from qms.entries.values import as_number
from qms.model.entry import Entry
from qms.model.field import Node, Scalar, Table, is_empty
from qms.model.message import msg
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.snapshot import Snapshot
from qms.report import json, text
from qms.report.table import Table as Shown

HEADS = {CODE: msg("Code"), STATE: msg("State"), "due": msg("Until")}


def as_json(here: Session, register: Register, entry: Entry) -> dict[str, object]:
    """Return an entry as scripts read it: every field of its register, None where it is empty."""
    day = due(register, entry)
    fields = {name: _json(item, entry) for name, item in register.fields.items()}
    more = {"deadline": day.isoformat() if day else None, "overdue": is_overdue(register, entry, here.today)}
    return {"code": entry.code, "state": entry.state or None, **fields, **more, "path": entry.path}


def _json(item: FieldOf, entry: Entry) -> object:
    if item.kind is Kind.PRODUCT:
        return as_number(product(item, entry))
    return _plain(item, entry.front.entries.get(item.id))


def _plain(item: FieldOf, node: Node | None) -> Any:  # Any: what JSON holds
    if node is None or is_empty(node):
        return [] if item.many or item.kind is Kind.ROWS else None
    if isinstance(node, Scalar):
        one = _scalar(item, node.text.strip())
        return [one] if item.many else one
    if isinstance(node, Table):
        columns = item.columns or {name: FieldOf(name) for name in node.entries}
        return {name: _plain(columns.get(name, FieldOf(name)), value) for name, value in node.entries.items()}
    return [_scalar(item, one.text.strip()) if isinstance(one, Scalar) else _plain(item, one) for one in node.items]


def _scalar(item: FieldOf, value: str) -> object:
    if item.kind in {Kind.NUMBER, Kind.YEAR}:
        number = as_number(value)
        return value if number is None else int(number) if number.is_integer() else number
    return value == "true" if item.kind is Kind.FLAG else value


def table(
    here: Session, snapshot: Snapshot, register: Register, entries: Sequence[Entry], columns: Sequence[str]
) -> Shown:
    """Return entries as a table; overdue ones are marked."""
    languages = (current().language, snapshot.settings.language)
    names = columns or (CODE, *(("state",) if register.states else ()), *register.columns)
    names = tuple(dict.fromkeys(names))
    late = current().text(msg("overdue"))

    def cell(entry: Entry, name: str) -> str:
        value = display(register, entry, name, snapshot, languages)
        return f"{value}, {late}" if name == STATE and is_overdue(register, entry, here.today) else value

    heads = tuple(heading(register, name, *languages) or current().text(HEADS[name]) for name in names)
    rows = tuple(tuple(cell(entry, name) for name in names) for entry in entries)
    narrow = frozenset(at for at, name in enumerate(names) if _narrow(register, name))
    return Shown("", heads, rows, narrow, frozenset(range(4, len(names))))


def _narrow(register: Register, name: str) -> bool:
    item = register.fields.get(name)
    return name == CODE or (
        item is not None and item.kind in {Kind.DATE, Kind.YEAR, Kind.NUMBER, Kind.PRODUCT, Kind.PROCESS, Kind.UNIT}
    )


def kept(found: Kept, *, in_json: bool) -> None:
    """Tell what was written."""
    if in_json:
        values = {"code": found.code, "register": found.register, "state": found.state or None, "path": found.path}
        text.write(json.render({**values, "commit": found.commit}))
        return
    text.line(found.code, "bold green")
    say(msg('Kept in "{path}"', path=found.path))
