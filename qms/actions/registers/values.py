"""What a person types for a field -> the value as it stands in the file; UsageError says what may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qms.actions.session import day
from qms.adapters.files.tables import read_table
from qms.adapters.yaml.edits import Value, written
from qms.codes.scheme import resolve
from qms.entries.values import Names, names_of, unknown, wrong_form
from qms.errors import UsageError
from qms.model.entry import Entry, Registers
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.message import msg
from qms.model.register import FieldOf, Kind, Register
from qms.model.settings import Named
from qms.model.snapshot import Snapshot

PARTED_BY_COMMA = {Kind.CLAUSE, Kind.DOCUMENT, Kind.ENTRY, Kind.POSITION, Kind.PROCESS, Kind.UNIT}
"""Kinds whose values hold no comma: several of them may be written as people write lists."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a typed value may name."""

    snapshot: Snapshot
    registers: Registers
    names: Names

    @classmethod
    def of(cls, snapshot: Snapshot, registers: Registers) -> World:
        """Gather the names of a repository."""
        return cls(snapshot, registers, names_of(snapshot, registers))


def typed_values(
    world: World, register: Register, sets: Iterable[str], adds: Iterable[str] = (), entry: Entry | None = None
) -> dict[str, Value]:
    """Read `NAME=VALUE` pairs (`NAME.ky=VALUE` for one language), and those that are added to a list."""
    found: dict[str, Value] = {}
    for word in sets:
        name, text = pair(word, "--set")
        plain, _, language = name.partition(".")
        item = field_named(register, plain)
        if language:
            if item.kind is not Kind.TEXTS or item.many:
                raise _no_field(register, name)
            before = found.get(plain, plain_value(entry.front.entries.get(plain) if entry else None))
            texts = before if isinstance(before, Mapping) else {world.snapshot.settings.language: before}
            found[plain] = {one: words for one, words in {**texts, language: text}.items() if words} or ""
            _check_held(item, found[plain])
        else:
            found[plain] = read_value(world, item, text)
    for word in adds:
        name, text = pair(word, "--add")
        item = field_named(register, name)
        before_ = found[name] if name in found else plain_value(entry.front.entries.get(name) if entry else None)
        several = [before_] if isinstance(before_, str) and before_ else before_
        new = read_value(world, item, text)
        there = list(several) if isinstance(several, list) else []
        added = [one for one in (new if isinstance(new, list) else [new]) if one not in there]
        if not added:
            told = msg('"{value}" stands in "{field}" already', value=text, field=item.id)
            raise UsageError(told, msg("Leave it out"))
        found[name] = [*there, *added]
    return found


def pair(word: str, option: str) -> tuple[str, str]:
    """Split `NAME=VALUE`."""
    name, sign, text = word.partition("=")
    if not sign or not name.strip():
        told = msg('"{word}" after {option} is no pair', word=word, option=option)
        raise UsageError(told, msg('Write a field and its value: "due=2026-09-01"'))
    return name.strip(), text.strip()


def field_named(register: Register, name: str) -> FieldOf:
    """Return a field by its name or by its label in any language."""
    wanted = name.casefold()
    found = register.fields.get(name) or next(
        (item for item in register.fields.values() if wanted in (text.casefold() for text in item.title.values())), None
    )
    if found is None:
        raise _no_field(register, name)
    return found


def _no_field(register: Register, name: str) -> UsageError:
    told = msg('The register "{register}" has no field "{field}"', register=register.id, field=name)
    return UsageError(told, msg("Known are: {names}", names=", ".join(register.fields)))


def read_value(world: World, item: FieldOf, text: str) -> Value:
    """Return a typed value; an empty one empties the field."""
    if not text.strip():
        return ""
    if item.kind is Kind.PRODUCT:
        raise UsageError(msg('The field "{field}" is computed', field=item.id), msg("Leave it out"))
    if item.kind is Kind.ROWS:
        return [_row(world, item, text)]
    _check_held(item, text)
    if item.many:
        parts = re.split("[;,]" if item.kind in PARTED_BY_COMMA else ";", text)
        return [single(world, item, part.strip()) for part in parts if part.strip()]
    return single(world, item, text.strip())


def _check_held(item: FieldOf, value: Value) -> None:
    """Refuse what nobody could read from the file of an entry again: it is too long, or holds what cannot be seen."""
    for problem in read_table(written({item.id: value}), item.id)[1]:
        told = msg('The field "{field}" cannot hold this: {reason}', field=item.id, reason=problem.message)
        raise UsageError(told, problem.help)


def _row(world: World, item: FieldOf, text: str) -> dict[str, Value]:
    """Read a row of a small table, written `year=2026, value=81`; only the names of its columns part it."""
    found: dict[str, Value] = {}
    last = ""
    for part in text.split(","):
        name, sign, value = part.partition("=")
        if sign and name.strip() in item.columns:
            last = name.strip()
            found[last] = value.strip()
        elif last:
            found[last] = f"{found[last]},{part}"
        else:
            known = ", ".join(f"{name}=…" for name in item.columns)
            told = msg('"{value}" is no row of "{field}"', value=text, field=item.id)
            raise UsageError(told, msg("Write: {example}", example=known))
    return {name: single(world, item.columns[name], str(value).strip()) for name, value in found.items() if value}


def single(world: World, item: FieldOf, text: str) -> str:
    """Return one value: days in any order, choices by their label, codes by a clear part of them."""
    found = meant(world, item, text)
    told = wrong_form(item, found) or unknown(item, found, world.names)
    if told:
        raise UsageError(*told)
    return found


def meant(world: World, item: FieldOf, text: str) -> str:
    """Return the value that is meant: a choice by its label, a day in any order, a code by a clear part of it."""
    if item.kind in {Kind.DOCUMENT, Kind.ENTRY}:
        return _coded(world, item, text)
    if item.kind in {Kind.CHOICE, Kind.POSITION, Kind.UNIT}:
        return _titled(_titles(world, item), text)
    if item.kind is Kind.DATE:
        return _day(text)
    if item.kind is Kind.NUMBER:
        return text.replace(",", ".")
    if item.kind is Kind.FLAG:
        return {"yes": "true", "no": "false", "ооба": "true", "жок": "false", "да": "true", "нет": "false"}.get(
            text.casefold(), text
        )
    return text


def _day(text: str) -> str:
    """Return a day as ISO 8601, in whichever order it was typed; what is none stays as it was."""
    try:
        return day(text, "")
    except UsageError:
        return text


def _titles(world: World, item: FieldOf) -> Iterable[Named]:
    if item.kind is Kind.CHOICE:
        return item.choices.values()
    known = world.snapshot.positions if item.kind is Kind.POSITION else world.snapshot.units
    return [Named(name, one.title) for name, one in known.items()]


def _coded(world: World, item: FieldOf, text: str) -> str:
    """Return the code of the document or entry that is meant by a clear part of it."""
    if item.kind is Kind.DOCUMENT:
        found = resolve(text, world.snapshot.documents)
    else:
        found = resolve(text, [code for name in item.registers for code in world.names.entries.get(name, ())])
    return found[0] if len(found) == 1 else text


def _titled(known: Iterable[Named], text: str) -> str:
    """Return the id that is meant by an id or by a title in any language."""
    there = tuple(known)
    if any(item.id == text for item in there):
        return text
    wanted = text.casefold()
    found = [item.id for item in there if wanted in (title.casefold() for title in item.title.values())]
    return found[0] if len(found) == 1 else text


def plain_value(node: Node | None) -> Value:
    """Return what stands in a file as a plain value."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return "" if node.empty else node.text
    if isinstance(node, Table):
        return {name: plain_value(item) for name, item in node.entries.items()}
    return [plain_value(item) for item in node.items] if isinstance(node, Sequence) else ""
