"""Change fields of an entry, or let it name another one."""

from __future__ import annotations

from qms.actions.registers.commit import Kept, Note, Typed, check_filled, rewrite, world_of
from qms.actions.registers.overview import find
from qms.actions.registers.values import World, single, typed_values
from qms.actions.session import Session
from qms.entries.lifecycle import is_closed, needs
from qms.errors import RefusedError, UsageError
from qms.model.message import Words, msg
from qms.model.register import FieldOf, Kind, Register


def change(session: Session, typed: str, given: Typed) -> Kept:
    """Change fields of an entry; a finished one is refused."""
    world = world_of(session)
    register, entry = find(world.registers, typed)
    if is_closed(register, entry.state):
        raise RefusedError(
            msg('"{code}" is finished: {state}', code=entry.code, state=Words(register.states[entry.state].title)),
            msg("A finished entry is a record; begin a new one that refers to it"),
        )
    values = typed_values(world, register, given.sets, given.adds, entry)
    if not values:
        raise UsageError(msg("Nothing is to be changed"), msg('Write --set NAME=VALUE: "--set due=2026-09-01"'))
    emptied = [name for name, value in values.items() if not value and name in needs(register).get(entry.state, ())]
    check_filled(register, emptied)
    names = ", ".join(values)
    return rewrite(session, register, entry, values, Note(f"Change {entry.code}: {names}", given.by))


def link(session: Session, typed: str, other: str, name: str, by: str) -> Kept:
    """Name another entry, a document or a process in the field of an entry that may hold it."""
    world = world_of(session)
    register, entry = find(world.registers, typed)
    item = register.fields[name] if name in register.fields else _link_field(world, register, other)
    option = Typed(adds=[f"{item.id}={other}"], by=by) if item.many else Typed(sets=[f"{item.id}={other}"], by=by)
    return change(session, f"{register.id}/{entry.code}", option)


def _link_field(world: World, register: Register, other: str) -> FieldOf:
    """Return the one field that can hold what a person names."""
    fits = []
    for item in register.fields.values():
        if item.kind in {Kind.ENTRY, Kind.DOCUMENT}:
            try:
                single(world, item, other)
            except UsageError:
                continue
            fits.append(item)
    if len(fits) == 1:
        return fits[0]
    links = [item.id for item in register.fields.values() if item.kind in {Kind.ENTRY, Kind.DOCUMENT}]
    names = ", ".join([item.id for item in fits] or links) or "–"
    told = msg('It is not clear which field is to name "{code}"', code=other)
    raise UsageError(told, msg("Write --as with one of: {names}", names=names))
