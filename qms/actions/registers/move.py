"""Move an entry into another state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qms.actions.registers.commit import Kept, Note, Typed, check_filled, rewrite, world_of
from qms.actions.registers.overview import find
from qms.actions.registers.values import World, plain_value, typed_values
from qms.actions.session import Session
from qms.adapters.files.entries import read_entry
from qms.adapters.yaml.edits import Value, written
from qms.entries.demands import unmet
from qms.entries.lifecycle import missing, movers, needs, reachable
from qms.errors import RefusedError, UsageError
from qms.model.entry import Entry
from qms.model.message import Message, Words, msg
from qms.model.register import STATE, FieldOf, Register
from qms.rules.registers.entry_demand_unmet import help_of, told


def wanted_for(session: Session, typed: str, state: str, given: Sequence[str]) -> tuple[World, tuple[FieldOf, ...]]:
    """Return the fields that an entry must have in a state and that are neither filled nor given."""
    world = world_of(session)
    register, entry = find(world.registers, typed)
    _check_move(register, entry, state)
    names = {word.partition("=")[0].partition(".")[0] for word in given} | {register.states[state].date}
    return world, tuple(register.fields[name] for name in missing(register, entry, state) if name not in names)


def move(session: Session, typed: str, state: str, given: Typed) -> Kept:
    """Move an entry into another state; UsageError names what is missing, RefusedError what may not be."""
    world = world_of(session)
    register, entry = find(world.registers, typed)
    _check_move(register, entry, state)
    _check_mover(world, register, entry, state, given.by)
    values = typed_values(world, register, given.sets, given.adds, entry)
    date = register.states[state].date
    if date and date not in values:
        values[date] = session.today.isoformat()
    check_filled(register, [name for name in missing(register, entry, state) if not values.get(name)])
    check_filled(register, [name for name in needs(register)[state] if name in values and not values[name]])
    values = {STATE: state, **values}
    _check_demands(session, world, register, entry, values)
    return rewrite(session, register, entry, values, Note(f"Move {entry.code} to {state}", given.by, state))


def _check_move(register: Register, entry: Entry, state: str) -> None:
    if not register.states:
        told = msg('Entries of the register "{register}" have no states', register=register.id)
        raise UsageError(told, msg('Change their fields with "qms entry set"'))
    if state not in register.states:
        raise UsageError(msg('There is no state "{state}"', state=state), following(register, entry.state))
    if not reachable(register, entry.state, state):
        raise RefusedError(*unreachable(register, entry.state, state))


def unreachable(register: Register, old: str, new: str) -> tuple[Message, Message]:
    """Return what to say of a state that may not come after another, and which may."""
    before = Words(register.states[old].title) if old in register.states else old or "–"
    after = Words(register.states[new].title)
    return msg('After "{old}" the state "{new}" cannot follow', old=before, new=after), following(register, old)


def following(register: Register, state: str) -> Message:
    """Return which states may come after one; after one that there is not, the first."""
    names = register.states[state].following if state in register.states else (register.first,)
    return msg("Here may follow: {names}", names=", ".join(names) or "–")


def _check_demands(
    session: Session, world: World, register: Register, entry: Entry, values: Mapping[str, Value]
) -> None:
    """Refuse a state in which `check` would call it an error that something is missing beside the entry."""
    old = {name: plain_value(node) for name, node in entry.front.entries.items()}
    future = read_entry(written({**old, **values}), entry.path, register.id)
    for demand in register.demands.values():
        hard = demand.severity == "error" and future.state in demand.states
        if hard and any(True for _year in unmet(world.registers, register, future, demand, session.today)):
            raise RefusedError(told(demand), help_of(demand, entry))


def _check_mover(world: World, register: Register, entry: Entry, state: str, by: str) -> None:
    may = movers(register, entry, state)
    if may and by not in may:
        who = ", ".join(may)
        told = msg('Into the state "{state}" only some may move an entry', state=Words(register.states[state].title))
        raise RefusedError(told, msg("Write --by with one of: {names}", names=who))
    known = {**world.snapshot.positions, **world.snapshot.settings.roles}
    if by and known and by not in known:
        told = msg('There is no position "{value}"', value=by)
        raise UsageError(told, msg("Known are: {names}", names=", ".join(sorted(known)[:12])))
