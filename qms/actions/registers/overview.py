"""The registers at a glance: how many entries each has, the entries of one, one entry in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qms.actions.session import Session, natural
from qms.codes.scheme import resolve
from qms.entries.lifecycle import due, is_open, is_overdue
from qms.errors import UsageError
from qms.model.entry import Entry, Registers
from qms.model.message import msg
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.snapshot import Snapshot

DUE = "due"


@dataclass(frozen=True, slots=True)
class Count:
    """A register and how many entries it has: all, those that are open, those of them that are overdue."""

    register: Register
    entries: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry in full: its register, until when it must leave its state, who names it and in which field."""

    register: Register
    entry: Entry
    due: date | None
    overdue: bool
    referring: tuple[tuple[Entry, FieldOf], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are listed, and how: values that fields must have, states, only open or overdue ones, the order."""

    where: Mapping[str, str]
    states: Sequence[str] = ()
    only_open: bool = False
    only_overdue: bool = False
    sort: str = ""


def counts(session: Session) -> tuple[Count, ...]:
    """Return every register with the number of its entries, by name."""
    today = session.today
    return tuple(
        Count(
            register,
            len(entries),
            sum(is_open(register, entry) for entry in entries),
            sum(is_overdue(register, entry, today) for entry in entries),
        )
        for register, entries in session.workspace.registers()
    )


def named(registers: Registers, typed: str) -> Register:
    """Return the register that a person names; a part of the name is enough where it is clear."""
    known = registers.definitions
    wanted = typed.strip().casefold()
    alike = [known[typed]] if typed in known else [item for name, item in known.items() if wanted and wanted in name]
    if not alike:
        alike = [item for item in known.values() if wanted in (title.casefold() for title in item.title.values())]
    if len(alike) == 1:
        return alike[0]
    names = ", ".join(sorted(item.id for item in alike) or sorted(known))
    told = msg('There is no register "{register}"', register=typed)
    raise UsageError(told, msg("Known are: {names}", names=names))


def find(registers: Registers, typed: str) -> tuple[Register, Entry]:
    """Return the entry that a person names by its code, by `register/code`, or by a part that is clear.

    UsageError where there is none, or where there are several.
    """
    name, slash, code = typed.partition("/")
    if slash and name in registers.definitions:
        found = [(name, one) for one in resolve(code, registers.codes.get(name, {}))]
    else:
        pairs = [(name, code) for name in registers.entries for code in registers.codes[name]]
        exact = [pair for pair in pairs if pair[1] == typed]
        own = [pair for pair in pairs if not registers.definitions[pair[0]].one_file]
        meant = set(resolve(typed, [code for _name, code in own]))
        found = exact or [pair for pair in own if pair[1] in meant]
    if len(found) == 1:
        name, code = found[0]
        return registers.definitions[name], registers.codes[name][code]
    if found:
        names = ", ".join(f"{name}/{code}" for name, code in sorted(found)[:8])
        told = msg('"{typed}" may be several entries: {codes}', typed=typed, codes=names)
        raise UsageError(told, msg("Type more of the code"))
    told = msg('There is no entry "{typed}"', typed=typed)
    raise UsageError(told, msg('"qms entry list REGISTER" shows the codes of its entries'))


def listing(session: Session, typed: str, wanted: Filter) -> tuple[Snapshot, Registers, Register, tuple[Entry, ...]]:
    """Return the entries of a register that a filter lets through; UsageError where it names an unknown field."""
    registers = session.workspace.registers()
    register = named(registers, typed)
    for name in (*wanted.where, wanted.sort):
        _check_field(register, name)
    for state in wanted.states:
        if state not in register.states:
            known = ", ".join(register.states) or "–"
            told = msg('There is no state "{state}"', state=state)
            raise UsageError(told, msg("Known are: {names}", names=known))
    kept = [entry for entry in registers.of(register.id) if _kept(session, register, entry, wanted)]
    return session.workspace.snapshot(), registers, register, _sorted(register, kept, wanted.sort)


def _check_field(register: Register, name: str) -> None:
    if name and name.removeprefix("-") not in {*register.fields, CODE, STATE, DUE}:
        told = msg('The register "{register}" has no field "{field}"', register=register.id, field=name)
        raise UsageError(told, msg("Known are: {names}", names=", ".join((CODE, STATE, *register.fields))))


def _kept(session: Session, register: Register, entry: Entry, wanted: Filter) -> bool:
    if (wanted.states and entry.state not in wanted.states) or (wanted.only_open and not is_open(register, entry)):
        return False
    if wanted.only_overdue and not is_overdue(register, entry, session.today):
        return False
    return all(_has(register, entry, name, value) for name, value in wanted.where.items())


def _has(register: Register, entry: Entry, name: str, value: str) -> bool:
    if name == CODE:
        return value in entry.code
    field = register.fields.get(name)
    texts = (*entry.texts(name), *entry.front.texts(name).values())
    if field and field.choices:
        return value in texts or any(
            value in field.choices[text].title.values() for text in texts if text in field.choices
        )
    return any(value.casefold() in text.casefold() for text in texts) if _free(field) else value in texts


def _free(field: FieldOf | None) -> bool:
    return field is not None and field.kind in {Kind.TEXT, Kind.TEXTS, Kind.PERSON}


def _sorted(register: Register, entries: Iterable[Entry], sort: str) -> tuple[Entry, ...]:
    """Sort entries by a value; those without one come last, whichever way round."""
    name = sort.removeprefix("-") or CODE
    texts = [(entry.code if name == CODE else value_text(register, entry, name), entry) for entry in entries]
    found = sorted(texts, key=lambda one: (natural(one[0]), natural(one[1].code)), reverse=sort.startswith("-"))
    return tuple(entry for text, entry in sorted(found, key=lambda one: not one[0]))


def value_text(register: Register, entry: Entry, name: str) -> str:
    """Return a value as one text, also of a computed field or of the deadline."""
    from qms.entries.computed import product

    if name == DUE and name not in register.fields:
        day = due(register, entry)
        return day.isoformat() if day else ""
    field = register.fields.get(name)
    if field and field.factors:
        return product(field, entry)
    return "; ".join(entry.texts(name)) or next(iter(entry.front.texts(name).values()), "")


def show(session: Session, typed: str) -> tuple[Snapshot, Registers, Shown]:
    """Return one entry in full."""
    registers = session.workspace.registers()
    register, entry = find(registers, typed)
    referring = registers.referring.get((register.id, entry.code), ())
    return (
        session.workspace.snapshot(),
        registers,
        Shown(
            register,
            entry,
            due(register, entry),
            is_overdue(register, entry, session.today),
            tuple((other, registers.definitions[other.register].fields[name]) for other, name in referring),
        ),
    )
