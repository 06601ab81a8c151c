"""What may stand in the fields of an entry: the form of a value, and the names that it may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from qms.model.days import read_day
from qms.model.entry import Registers
from qms.model.field import Node, Scalar, Sequence, Table, is_empty
from qms.model.location import Location
from qms.model.message import Message, Words, msg
from qms.model.names import known
from qms.model.pattern import pattern
from qms.model.register import FieldOf, Kind
from qms.model.snapshot import Snapshot

_CLAUSE = pattern(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}")
_NUMBER = pattern(r"-?[0-9]{1,12}(?:[.,][0-9]{1,9})?")
_YEAR = pattern(r"(?:19|20|21)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, where it stands, and what to write instead."""

    at: Location
    message: Message
    help: Message


@dataclass(frozen=True, slots=True)
class Names:
    """The names that fields may hold, by kind; `entries` are the codes of the entries by register."""

    by_kind: Mapping[Kind, Collection[str]] = field(default_factory=dict)
    entries: Mapping[str, Collection[str]] = field(default_factory=dict)


def names_of(snapshot: Snapshot, registers: Registers) -> Names:
    """Return all names of a repository; a position may be a role, too. A kind without names is not looked up."""
    settings = snapshot.settings
    return Names(
        {
            Kind.POSITION: {**snapshot.positions, **settings.roles} if snapshot.positions else {},
            Kind.UNIT: snapshot.units,
            Kind.PROCESS: snapshot.processes,
            Kind.DOCUMENT: {**snapshot.documents, **snapshot.aliases, **snapshot.ledgers},
        },
        registers.codes,
    )


def malformed(item: FieldOf, node: Node | None) -> Iterator[Fault]:
    """Yield what is wrong with the form of what stands in a field; an empty one has no form."""
    if node is None or is_empty(node):
        return
    if item.kind is Kind.PRODUCT:
        told = msg('The field "{field}" is computed', field=item.id)
        yield Fault(node.at, told, msg("Delete it"))
    elif item.kind is Kind.ROWS:
        yield from _rows(item, node)
    elif item.kind is Kind.TEXTS:
        for one in node.items if item.many and isinstance(node, Sequence) else (node,):
            yield from _texts(one)
    elif isinstance(node, Sequence) and not item.many:
        yield Fault(node.at, msg("A single value is expected here"), msg('Write "key: value"'))
    else:
        for value in node.items if isinstance(node, Sequence) else (node,):
            yield from _single(item, value)


def _single(item: FieldOf, node: Node) -> Iterator[Fault]:
    if not isinstance(node, Scalar):
        yield Fault(node.at, msg("A single value is expected here"), msg('Write "key: value"'))
        return
    told = wrong_form(item, node.text.strip())
    if told and not node.empty:
        yield Fault(node.at, *told)


def _texts(node: Node) -> Iterator[Fault]:
    plain = isinstance(node, Scalar) or (
        isinstance(node, Table) and all(isinstance(item, Scalar) for item in node.entries.values())
    )
    if not plain:
        yield Fault(node.at, msg("A text is expected here"), msg("Write it in each language: {example}", example=_BOTH))


_BOTH = "{ky: …, ru: …}"


def _rows(item: FieldOf, node: Node) -> Iterator[Fault]:
    if not isinstance(node, Sequence):
        yield Fault(node.at, msg("A list is expected here"), msg('Begin each entry with "- "'))
        return
    for row in node.items:
        if not isinstance(row, Table):
            yield Fault(row.at, msg("Keys with values are expected here"), msg('Begin each entry with "- "'))
            continue
        for name, value in row.entries.items():
            if name not in item.columns:
                known = ", ".join(item.columns)
                told = msg('There is no field "{field}" here', field=name)
                yield Fault(row.place(name), told, msg("Known are: {names}", names=known))
            else:
                yield from malformed(item.columns[name], value)
        for column in item.columns.values():
            if column.required and column.id not in row.entries:
                told = msg('The field "{field}" is empty', field=Words(column.title))
                yield Fault(row.at, told, msg('Write "{name}: …"', name=column.id))


def wrong_form(item: FieldOf, text: str) -> tuple[Message, Message] | None:
    """Return what is wrong with one value of a field, and what to write; None where its form is right."""
    check = _FORMS.get(item.kind)
    return check(item, text) if check else None


def _date(_item: FieldOf, text: str) -> tuple[Message, Message] | None:
    if read_day(text):
        return None
    return msg('"{value}" is no day', value=text), msg('Write year, month, day: "2026-09-01"')


def _year(_item: FieldOf, text: str) -> tuple[Message, Message] | None:
    return None if _YEAR.fullmatch(text) else (msg('"{value}" is no year', value=text), msg("Write four digits"))


def _flag(_item: FieldOf, text: str) -> tuple[Message, Message] | None:
    fine = text in {"true", "false"}
    return None if fine else (msg('"{value}" is neither true nor false', value=text), msg('Write "true" or "false"'))


def _clause(_item: FieldOf, text: str) -> tuple[Message, Message] | None:
    fine = _CLAUSE.fullmatch(text)
    return None if fine else (msg('"{value}" is no clause', value=text), msg('Write its number: "9.2"'))


def _number(item: FieldOf, text: str) -> tuple[Message, Message] | None:
    if not _NUMBER.fullmatch(text):
        return msg('"{value}" is no number', value=text), msg("Write digits, with a point before the decimals")
    value = float(text.replace(",", "."))
    low = item.low if item.low is not None else value
    high = item.high if item.high is not None else value
    if low <= value <= high:
        return None
    told = msg('"{value}" is too large or too small', value=text)
    return told, msg("Write a number from {low} to {high}", low=shown(item.low), high=shown(item.high))


def as_number(text: str) -> float | None:
    """Return a number as people write it, `12`, `-3.5` or `3,5`; None for anything else."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def shown(value: float | None, language: str = "en") -> str:
    """Return a number as people write it; `…` where there is none."""
    return "…" if value is None else str(int(value)) if value.is_integer() else decimal(str(value), language)


def decimal(text: str, language: str) -> str:
    """Return a number as it is written in a language: a comma before the decimals, in English a point."""
    return text.replace(",", ".") if language == "en" else text.replace(".", ",")


def _choice(item: FieldOf, text: str) -> tuple[Message, Message] | None:
    if text in item.choices:
        return None
    return msg('"{value}" cannot be chosen here', value=text), known(sorted(item.choices), text)


_FORMS = {
    Kind.DATE: _date,
    Kind.YEAR: _year,
    Kind.FLAG: _flag,
    Kind.CLAUSE: _clause,
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
}


def dangling(item: FieldOf, node: Node | None, names: Names) -> Iterator[Fault]:
    """Yield the values of a field that name nothing that there is: a process, a position, an entry, a document."""
    if item.kind is Kind.ROWS and isinstance(node, Sequence):
        for row in node.items:
            for column in item.columns.values():
                yield from dangling(column, row.entries.get(column.id) if isinstance(row, Table) else None, names)
        return
    for value in _scalars(node):
        text = value.text.strip()
        told = None if value.empty or wrong_form(item, text) else unknown(item, text, names)
        if told:
            yield Fault(value.at, *told)


def unknown(item: FieldOf, text: str, names: Names) -> tuple[Message, Message] | None:
    """Return what to say of a value that names nothing; None where it names something, or nothing can be looked up."""
    if item.kind is Kind.ENTRY:
        if any(text in names.entries.get(register, ()) for register in item.registers):
            return None
        there = [code for register in item.registers for code in names.entries.get(register, ())]
        return msg('There is no entry "{value}"', value=text), known(sorted(there), text)
    there_are = names.by_kind.get(item.kind, ())
    if not there_are or text in there_are:
        return None
    return Message(_UNKNOWN[item.kind].text, {"value": text}), known(sorted(there_are), text)


_UNKNOWN = {
    Kind.POSITION: msg('There is no position "{value}"'),
    Kind.UNIT: msg('There is no unit "{value}"'),
    Kind.PROCESS: msg('There is no process "{value}"'),
    Kind.DOCUMENT: msg('There is no document "{value}"'),
    Kind.CLAUSE: msg('There is no clause "{value}"'),
}


def _scalars(node: Node | None) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))
