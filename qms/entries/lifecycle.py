"""The life of an entry: which state may follow, what must be filled in it, until when it must be left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from qms.model.days import add_months, read_day
from qms.model.entry import Entry
from qms.model.field import Scalar, Sequence, Table, is_empty
from qms.model.register import Deadline, Register


def is_open(register: Register, entry: Entry) -> bool:
    """Tell whether something is still to be done about an entry: it is in a state that is not closed."""
    state = register.states.get(entry.state)
    return state is not None and not state.closed


def is_closed(register: Register, state: str) -> bool:
    """Tell whether an entry in `state` is finished and changes no more: nothing follows."""
    found = register.states.get(state)
    return found is not None and found.closed and not found.following


def needs(register: Register) -> Mapping[str, tuple[str, ...]]:
    """Return the fields that must be filled in each state: its own, and those of every state passed on all ways to it.

    The key ``""`` has those of a register without states.
    """
    always = [item.id for item in register.fields.values() if item.required]
    own = {name: {*always, *state.needs} for name, state in register.states.items()}
    everything = {item for fields in own.values() for item in fields}
    found = {name: own[name] if name == register.first else set(everything) for name in own}
    changed = True
    while changed:
        changed = False
        for name, required in own.items():
            before = [found[other] for other, state in register.states.items() if name in state.following]
            inherited = set.intersection(*before) if before else set()
            now = required | (set() if name == register.first else inherited)
            changed = changed or now != found[name]
            found[name] = now
    order = list(register.fields)
    return {"": tuple(always)} | {name: tuple(sorted(fields, key=order.index)) for name, fields in found.items()}


def is_unfilled(entry: Entry, name: str) -> bool:
    """Tell whether nothing was written in a field."""
    node = entry.front.entries.get(name)
    if isinstance(node, Sequence):
        return not node.items
    if isinstance(node, Table):
        return all(isinstance(item, Scalar) and item.empty for item in node.entries.values())
    return is_empty(node)


def missing(register: Register, entry: Entry, state: str) -> tuple[str, ...]:
    """Return the fields that must be filled in `state` and are empty."""
    return tuple(name for name in needs(register).get(state, ()) if is_unfilled(entry, name))


def reachable(register: Register, old: str, new: str) -> bool:
    """Tell whether `new` may come directly after `old`; the first state may come after nothing."""
    if not old or old not in register.states:
        return new == register.first
    return new in register.states[old].following


def due(register: Register, entry: Entry) -> date | None:
    """Return the day until which the entry must leave its state; None where it has none, or none that can be read."""
    state = register.states.get(entry.state)
    return day_of(entry, state.deadline) if state and state.deadline else None


def day_of(entry: Entry, deadline: Deadline) -> date | None:
    """Return the day of a deadline; None where its field has none that can be read."""
    day = read_day(entry.text(deadline.field))
    if day is None:
        return None
    later = add_months(day, deadline.months) if deadline.months else day
    return later + timedelta(days=min(deadline.days, (date.max - later).days))


def is_overdue(register: Register, entry: Entry, today: date) -> bool:
    """Tell whether an open entry should have left its state before today."""
    day = due(register, entry)
    return day is not None and day < today


def movers(register: Register, entry: Entry, state: str) -> tuple[str, ...]:
    """Return who may move an entry into `state` (positions and roles); none where everybody may."""
    found = register.states[state].by if state in register.states else ()
    named = (entry.texts(name[1:-1]) if name.startswith("{") else (name,) for name in found)
    return tuple(dict.fromkeys(position for names in named for position in names))
