"""Read entries of a register from a spreadsheet: new ones get codes, known ones are changed, nothing is removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from qms.actions.registers.commit import Note, bytes_of, commit, world_of
from qms.actions.registers.move import unreachable
from qms.actions.registers.new import codes_after
from qms.actions.registers.overview import named
from qms.actions.registers.table import columns_of, values_of
from qms.actions.registers.values import World, meant, plain_value
from qms.actions.session import Session
from qms.adapters import csv_tables
from qms.adapters.files.entries import entry_path, key_of, read_entry
from qms.adapters.files.given import read_given
from qms.adapters.files.tables import read_table
from qms.adapters.yaml.edits import Value, appended, edited, written
from qms.entries.lifecycle import is_closed, missing, movers, reachable
from qms.entries.values import Fault, dangling, malformed, unknown, wrong_form
from qms.errors import UsageError
from qms.model.entry import Entry
from qms.model.message import Message, Words, msg
from qms.model.register import CODE, STATE, Kind, Register

MOST, LARGEST = 100_000, 20_000_000
"""Rows and bytes of a table; more is refused, not cut off."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a row of the spreadsheet (counted from 1, the heading is the first), and what to write."""

    row: int
    column: str
    message: Message
    help: Message


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import does: the codes that are new, those that change, how many stay as they are, what is wrong.

    `commit` is empty where nothing was written.
    """

    register: Register
    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    wrong: tuple[Wrong, ...] = ()
    commit: str = ""


def import_(session: Session, typed: str, path: str, *, write: bool, by: str = "") -> Imported:
    """Read a spreadsheet (CSV or XLSX); with `write`, and where nothing is wrong, commit all of it as one step."""
    world = world_of(session)
    register = named(world.registers, typed)
    heads, rows = _table(path)
    columns = [_column(register, name) for name in heads]
    _check_columns(world, register, columns)
    work = _Work(session, world, register, by)
    for number, cells in enumerate(rows, 2):
        if any(cell for name, cell in zip_longest(columns, cells, fillvalue="") if not name):
            work.wrong.append(_spilt(number))
        elif any(cells):
            work.row(number, dict(values_of(register, columns, cells)))
    done = Imported(register, tuple(work.new), tuple(work.changed), work.same, tuple(work.wrong))
    if not write or done.wrong or not work.files:
        return done
    note = Note(f"Import {register.id}: {len(done.new)} new, {len(done.changed)} changed", by)
    told = commit(session, work.files, register, ", ".join([*done.new, *done.changed][:20]), note)
    return Imported(register, done.new, done.changed, done.same, (), told)


def _spilt(number: int) -> Wrong:
    told = msg("A value stands in a column without a heading")
    return Wrong(number, "", told, msg("Write a heading above it; in CSV put a text with commas in quotation marks"))


def _table(path: str) -> tuple[list[str], list[list[str]]]:
    data = _read(Path(path))
    rows = _xlsx(data) if path.casefold().endswith(".xlsx") else csv_tables.rows_of(data, path)
    if not rows:
        raise UsageError(msg("The table is empty"), msg("The first row must hold the names of the fields"))
    if len(rows) > MOST:  # what is left out of a table is lost, and nobody sees it
        raise _too_large()
    return [name.strip() for name in rows[0]], rows[1:]


def _read(path: Path) -> bytes:
    if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe, a device: no end is known
        raise UsageError(msg('"{path}" is no file', path=str(path)), msg("Check the spelling of the path"))
    return read_given(path, LARGEST)


def _too_large() -> UsageError:
    return UsageError(msg("The table is too large"), msg("Divide it into several files"))


def _xlsx(data: bytes) -> list[list[str]]:
    from qms.adapters.apart import table

    return table(data)


def _column(register: Register, name: str) -> str:
    """Return the name of the field that a column is called by, or by whose label in any language."""
    labelled = {title.casefold(): item.id for item in register.fields.values() for title in item.title.values()}
    return name if name.partition(".")[0] in {CODE, STATE, *register.fields} else labelled.get(name.casefold(), name)


def _check_columns(world: World, register: Register, columns: Sequence[str]) -> None:
    known = {CODE, *columns_of(register, (*world.snapshot.settings.languages, "en")), *register.fields}
    for at, name in enumerate(columns):
        texts = [one for one in columns if one.partition(".")[0] == name]
        if name and (name in columns[:at] or len(texts) > 1):
            raise UsageError(msg('"{value}" stands here twice', value=name), msg("Keep one of the two"))
        if name and name not in known:
            told = msg('The register "{register}" has no field "{field}"', register=register.id, field=name)
            raise UsageError(told, msg("Known are: {names}", names=", ".join(sorted(known))))


class _Work:
    """What becomes of the rows, one after the other; nothing is written here."""

    def __init__(self, session: Session, world: World, register: Register, by: str) -> None:
        self.session, self.world, self.register, self.by = session, world, register, by
        self.files: dict[str, bytes] = {}
        self.new: list[str] = []
        self.changed: list[str] = []
        self.same = 0
        self.seen: set[str] = set()
        self.wrong: list[Wrong] = []
        self.fresh: Iterator[str] | None = None
        self.order = (CODE, STATE, *register.fields)
        self.rows = {entry.code: at for at, entry in enumerate(world.registers.of(register.id))}

    def row(self, number: int, values: dict[str, Value]) -> None:
        """Take one row: find out which entry it is, look at its values, keep what changes."""
        values = {name: self._understood(name, value) for name, value in values.items()}
        given = values.pop(CODE, "")
        code = given if isinstance(given, str) else ""
        code = self._key(values) if self.register.one_file else code
        before = self.world.registers.get(self.register.id, code) if code else None
        faults = list(self._faults(self._read(values, code, before), before))
        if code and code in self.seen:
            faults.append((CODE, msg('"{code}" stands here twice', code=code), msg("Keep one of the two rows")))
        self.seen.add(code)
        if code and before is None and not self.register.one_file:
            told = msg('There is no entry "{code}"', code=code)
            faults.append((CODE, told, msg("Leave the code empty: a new entry gets the next free one")))
        if faults:
            self.wrong += [Wrong(number, name, told, help_) for name, told, help_ in faults]
        elif before is None:
            self._add(values, code)
        else:
            self._change(number, values, before)

    def _understood(self, name: str, value: Value) -> Value:
        """Return a value as it stands in a file: what a spreadsheet program made of it, or a person wrote, is meant."""
        item = self.register.fields.get(name)
        if item is None or item.kind in {Kind.ROWS, Kind.TEXTS}:
            return value
        if isinstance(value, str):
            fine = wrong_form(item, value) is None and unknown(item, value, self.world.names) is None
            return value if fine else meant(self.world, item, value)
        return [self._understood(name, one) for one in value] if isinstance(value, Sequence) else value

    def _key(self, values: Mapping[str, Value]) -> str:
        return key_of(self.register, read_table(written(values), "row")[0])

    def _read(self, values: Mapping[str, Value], code: str, before: Entry | None) -> Entry:
        """Return the entry as it would be."""
        start = {STATE: self.register.first} if self.register.first and before is None else {}
        old = {name: plain_value(node) for name, node in before.front.entries.items()} if before else {}
        return read_entry(written({CODE: code, **start, **old, **values}), "row", self.register.id)

    def _faults(self, entry: Entry, before: Entry | None) -> Iterator[tuple[str, Message, Message]]:
        if entry.problems:  # what could not be read would not be read from the file, either
            yield from ((CODE, problem.message, problem.help) for problem in entry.problems)
            return
        register = self.register
        for item in register.fields.values():
            node = entry.front.entries.get(item.id)
            found: list[Fault] = [*malformed(item, node), *dangling(item, node, self.world.names)]
            yield from ((item.id, fault.message, fault.help) for fault in found)
        state = entry.state
        if register.states and state not in register.states:
            known = ", ".join(register.states)
            yield STATE, msg('There is no state "{state}"', state=state), msg("Known are: {names}", names=known)
        elif before and state != before.state and not reachable(register, before.state, state):
            yield STATE, *unreachable(register, before.state, state)
        elif before and state != before.state and (may := movers(register, before, state)) and self.by not in may:
            told = msg(
                'Into the state "{state}" only some may move an entry', state=Words(register.states[state].title)
            )
            yield STATE, told, msg("Write --by with one of: {names}", names=", ".join(may))
        for name in missing(register, entry, state):
            told = msg('The field "{field}" is empty', field=Words(register.fields[name].title))
            yield name, told, msg('Write a value into the column "{column}"', column=name)

    def _add(self, values: dict[str, Value], code: str) -> None:
        register = self.register
        ordered = {name: values[name] for name in register.fields if values.get(name)}
        if register.one_file:
            data = self.files.get(register.path) or bytes_of(self.session, register.path)
            fresh = appended(data, register.path, ordered) if data else written({"entries": [ordered]})
            self.files[register.path] = fresh
        else:
            self.fresh = self.fresh or codes_after(self.session, self.world, register)
            code = next(self.fresh)
            start = {STATE: values.get(STATE) or register.first} if register.first else {}
            self.files[entry_path(register.id, code)] = written({CODE: code, **start, **ordered})
        self.new.append(code)

    def _change(self, number: int, values: Mapping[str, Value], before: Entry) -> None:
        """Keep the values that differ; an empty cell leaves a field as it is."""
        old = {name: plain_value(node) for name, node in before.front.entries.items()}
        changes = {name: value for name, value in values.items() if old.get(name, "") != value}
        if not changes:
            self.same += 1
            return
        if is_closed(self.register, before.state):
            told = msg('"{code}" is finished', code=before.code)
            self.wrong.append(
                Wrong(number, CODE, told, msg("A finished entry is a record; take its row out of the table"))
            )
            return
        row = self.rows[before.code] if self.register.one_file else None
        data = self.files.get(before.path) or bytes_of(self.session, before.path) or b""
        self.files[before.path] = edited(data, before.path, changes, self.order, row)
        self.changed.append(before.code)
