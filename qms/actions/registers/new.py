"""Begin an entry of a register with the next free code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import PurePosixPath

from qms.actions.registers.commit import Kept, Note, Typed, bytes_of, check_filled, commit, world_of
from qms.actions.registers.overview import named
from qms.actions.registers.values import World, typed_values
from qms.actions.session import Session, words
from qms.adapters.files.entries import entry_path
from qms.adapters.yaml.edits import Value, appended, written
from qms.codes.grammar import Grammar, PatternError, read_pattern
from qms.codes.scheme import dictionaries
from qms.entries.lifecycle import needs
from qms.errors import UsageError
from qms.ledger.lines import file_name
from qms.model.message import msg
from qms.model.register import CODE, STATE, FieldOf, Register


def wanted(session: Session, typed: str, given: Sequence[str]) -> tuple[World, Register, tuple[FieldOf, ...]]:
    """Return the fields that a new entry must have and that were not given."""
    world = world_of(session)
    register = named(world.registers, typed)
    names = {word.partition("=")[0].partition(".")[0] for word in given}
    return world, register, tuple(register.fields[name] for name in _first(register) if name not in names)


def _first(register: Register) -> tuple[str, ...]:
    return needs(register).get(register.first, ())


def new(session: Session, typed: str, given: Typed, slots: Mapping[str, str] | None = None) -> Kept:
    """Begin an entry with the next free code of its register and commit it; UsageError names what is missing."""
    world = world_of(session)
    register = named(world.registers, typed)
    values = typed_values(world, register, given.sets, given.adds)
    check_filled(register, [name for name in _first(register) if not values.get(name)])
    if register.one_file:
        return _new_row(session, register, values, given.by)
    code = next(codes_after(session, world, register, {**_slot_values(values), **(slots or {})}))
    whole: dict[str, Value] = {CODE: code}
    whole |= {STATE: register.first} if register.first else {}
    whole |= {name: values[name] for name in register.fields if values.get(name)}
    path = entry_path(register.id, code)
    note = Note(f"Add {code}{_subject(values)}", given.by, register.first)
    done = commit(session, {path: written(whole)}, register, code, note)
    return Kept(register.id, code, path, done, register.first, values)


def _slot_values(values: Mapping[str, Value]) -> dict[str, str]:
    return {name: text for name, text in values.items() if isinstance(text, str) and name in {"process", "unit"}}


def _subject(values: Mapping[str, Value]) -> str:
    title = values.get("title")
    text = next(iter(title.values()), "") if isinstance(title, Mapping) else title
    return f": {words(text)[:80]}" if isinstance(text, str) and text else ""


def _new_row(session: Session, register: Register, values: dict[str, Value], by: str) -> Kept:
    """Add a row to a small table; its key may not be there already."""
    key = register.key.split("+")
    code = " ".join(str(values.get(name, "")) for name in key)
    if session.workspace.registers().get(register.id, code):
        told = msg('"{code}" is already in the register "{register}"', code=code, register=register.id)
        raise UsageError(told, msg('Change it with "qms entry set"'))
    ordered = {name: values[name] for name in register.fields if values.get(name)}
    data = bytes_of(session, register.path)
    fresh = appended(data, register.path, ordered) if data else written({"entries": [ordered]})
    done = commit(session, {register.path: fresh}, register, code, Note(f"Add {code}{_subject(values)}", by))
    return Kept(register.id, code, register.path, done, "", values)


def codes_after(
    session: Session, world: World, register: Register, values: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the codes of a register that nobody has or had, on any branch; numbers begin anew each year."""
    grammar = grammar_of(world, register)
    slots = {"year": str(session.today.year), **(values or {})}
    for segment in grammar.segments:
        if segment.name and segment.name not in {"number", *slots} and not segment.optional:
            told = msg('The code of the register "{register}" needs "{name}"', register=register.id, name=segment.name)
            raise UsageError(told, msg("Write --set {name}=…", name=segment.name))
    ever, used = _ever(session, world, register), {0}
    for code in ever:
        found = grammar.match(code)
        if found and all(found.get(name, text) == text for name, text in slots.items()):
            used.add(int(found.get("number", "0")))
    codes = (grammar.compose({**slots, "number": str(number)}) for number in count(max(used) + 1))
    one = "number" not in grammar.slots  # then there is no next one
    yield from (code for code in codes if one or file_name(code) not in ever)


def grammar_of(world: World, register: Register) -> Grammar:
    """Return the grammar of the codes of a register; UsageError where its pattern cannot be used."""
    try:
        return read_pattern(register.id, register.code, dictionaries(world.snapshot))
    except PatternError:
        told = msg('The code pattern of the register "{register}" cannot be used', register=register.id)
        raise UsageError(told, msg('"qms check" says why')) from None


def _ever(session: Session, world: World, register: Register) -> set[str]:
    """Return every code of a register that any branch known here has or ever had, by the names of their files, too."""
    workspace = session.workspace
    workspace.git.require_history()
    folder = workspace.in_git(f"registers/{register.id}/")
    listing = workspace.git.read("rev-list", "--objects", "--missing=allow-any", "--all").decode("utf-8", "replace")
    paths = (text.partition(" ")[2] for text in listing.splitlines())
    names = {PurePosixPath(path).stem for path in paths if path.startswith(folder)}
    return names | {entry.code for entry in world.registers.of(register.id)}
