"""Values of entries as people read them: labels instead of ids, days as they are written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qms.entries.computed import product
from qms.entries.values import as_number, decimal
from qms.model.days import printed_day
from qms.model.entry import Entry
from qms.model.field import Node, Scalar, Table, choose, is_empty
from qms.model.field import Sequence as Items
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.snapshot import Snapshot


def heading(register: Register, name: str, *languages: str) -> str:
    """Return the label of a field; empty for code and state, which the caller names."""
    return register.fields[name].name(*languages) if name in register.fields else ""


def display(register: Register, entry: Entry, name: str, snapshot: Snapshot, languages: Sequence[str]) -> str:
    """Return a value of an entry as a person reads it in the first of `languages` that there is."""
    if name == CODE:
        return entry.code
    if name == STATE:
        state = register.states.get(entry.state)
        return state.name(*languages) if state else entry.state
    item = register.fields[name]
    if item.kind is Kind.PRODUCT:
        return product(item, entry, languages[0])
    return shown_node(item, entry.front.entries.get(name), snapshot, languages)


def shown_node(item: FieldOf, node: Node | None, snapshot: Snapshot, languages: Sequence[str]) -> str:
    """Return what stands in a field as one text."""
    if node is None or is_empty(node):
        return ""
    if isinstance(node, Scalar):
        return shown_text(item, node.text.strip(), snapshot, languages)
    if isinstance(node, Table):
        return choose({name: value.text for name, value in node.named_scalars()}, *languages)
    if item.kind is Kind.ROWS:
        return "; ".join(row(item, one, snapshot, languages) for one in node.items if isinstance(one, Table))
    return "; ".join(filter(None, (shown_node(item, one, snapshot, languages) for one in _items(node))))


def row(item: FieldOf, table: Table, snapshot: Snapshot, languages: Sequence[str]) -> str:
    """Return a row of a small table as one line."""
    cells = cells_of(item, table, snapshot, languages)
    return " · ".join(cell for cell in cells if cell)


def cells_of(item: FieldOf, table: Table, snapshot: Snapshot, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row of a small table."""
    return tuple(
        shown_node(column, table.entries.get(name), snapshot, languages) for name, column in item.columns.items()
    )


def _items(node: Node) -> Sequence[Node]:
    return node.items if isinstance(node, Items) else ()


def shown_text(item: FieldOf, text: str, snapshot: Snapshot, languages: Sequence[str]) -> str:
    """Return one value of a field as people read it: the label of a choice, the name of a position, a day."""
    if item.kind is Kind.CHOICE and text in item.choices:
        return item.choices[text].name(*languages)
    if item.kind is Kind.POSITION:
        return _titled(snapshot.positions, text, languages) or _titled(snapshot.settings.roles, text, languages) or text
    if item.kind is Kind.DATE:
        return printed_day(text)
    if item.kind is Kind.FLAG:
        return {"true": "✓", "false": "–"}.get(text, text)
    if item.kind is Kind.NUMBER and as_number(text) is not None:
        text = decimal(text, languages[0])
    return f"{text} {item.measure}" if item.measure else text


def _titled(known: Mapping[str, object], name: str, languages: Sequence[str]) -> str:
    found = getattr(known.get(name), "title", {})
    return choose(found, *languages)
