"""What entries demand of each other: an action for a risk, a measurement for every year, a trained auditor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from qms.entries.lifecycle import day_of, is_open, is_unfilled
from qms.model.days import read_day
from qms.model.entry import Entry, Registers
from qms.model.register import Demand, Register
from qms.model.snapshot import Snapshot


def concerns(register: Register, entry: Entry, demand: Demand) -> bool:
    """Tell whether a demand is made of an entry: by its state, and by the values of its fields."""
    stated = entry.state in demand.states if demand.states else not register.states or is_open(register, entry)
    return stated and all(matches(entry, name, values) for name, values in demand.when.items())


def matches(entry: Entry, name: str, values: tuple[str, ...]) -> bool:
    """Tell whether a field of an entry has one of the values; an empty one stands for nothing written."""
    return bool({*entry.texts(name)} & {*values}) or (is_unfilled(entry, name) and "" in values)


def unmet(registers: Registers, register: Register, entry: Entry, demand: Demand, today: date) -> Iterator[str]:
    """Yield a year for every one that lacks what is demanded; an empty text where no year plays a part.

    What an entry itself must hold is asked of all as soon as one has it; years are counted from the first in which the
    register was kept: a repository that does not use it is asked for nothing.
    """
    if not concerns(register, entry, demand) or not _is_time(entry, demand, today):
        return
    if demand.year:
        there = set(years(registers, register, entry, demand))
        first = _first_year(registers, register, entry, demand)
        yield from (str(year) for year in range(first, _last_year(demand, today) + 1) if year not in there)
    elif demand.register:
        if not any(_answers(demand, other) for other in _referring(registers, register, entry, demand)):
            yield ""
    elif is_unfilled(entry, demand.link) and (demand.after or _is_kept(registers, register, demand)):
        yield ""


def _is_time(entry: Entry, demand: Demand, today: date) -> bool:
    """Tell whether the time that a demand leaves has passed; where no day can be read it has not begun."""
    day = day_of(entry, demand.after) if demand.after else None
    return demand.after is None or (day is not None and day < today)


def _is_kept(registers: Registers, register: Register, demand: Demand) -> bool:
    """Tell whether any entry of a register has what is demanded of each."""
    return any(not is_unfilled(other, demand.link) for other in registers.of(register.id))


def _referring(registers: Registers, register: Register, entry: Entry, demand: Demand) -> Iterator[Entry]:
    for other, field in registers.referring.get((register.id, entry.code), ()):
        if other.register == demand.register and field == demand.link:
            yield other


def _answers(demand: Demand, other: Entry) -> bool:
    return not demand.linked or other.state in demand.linked


def years(registers: Registers, register: Register, entry: Entry, demand: Demand) -> Iterator[int]:
    """Yield the years for which an entry has what a demand with years asks for."""
    if demand.register:
        named = _referring(registers, register, entry, demand)
        texts: Iterable[str] = (other.text(demand.year) for other in named if _answers(demand, other))
    else:
        texts = (row.text(demand.year) for row in entry.front.tables(demand.link))
    yield from (int(text) for text in texts if text.isascii() and text.isdigit() and len(text) == 4)


def _first_year(registers: Registers, register: Register, entry: Entry, demand: Demand) -> int:
    """Return the first year that counts: that of the entry, else the first in which any other entry was measured."""
    since = entry.text(demand.since)[:4]
    if since.isascii() and since.isdigit():
        return int(since)
    found = (year for other in registers.of(register.id) for year in years(registers, register, other, demand))
    return min(found, default=date.max.year)


def _last_year(demand: Demand, today: date) -> int:
    """Return the last year that is over; one is over on the day that the demand says."""
    end = read_day(f"{today.year}-{demand.month_day}") or date(today.year, 12, 31)
    return today.year if today > end else today.year - 1


def not_independent(snapshot: Snapshot, register: Register, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield the people whom an entry names although they have to do with it: field, position, unit or process."""
    asked = register.independent
    others = [other for name in asked.of for other in entry.texts(name)]
    for field in asked.people:
        for person in entry.texts(field):
            yield from ((field, person, other) for other in others if _is_own(snapshot, person, other))


def _is_own(snapshot: Snapshot, person: str, other: str) -> bool:
    """Tell whether a position belongs to a unit or heads it, or owns a process."""
    position, unit, process = snapshot.positions.get(person), snapshot.units.get(other), snapshot.processes.get(other)
    if unit is not None:
        return unit.head == person or (position is not None and position.unit == unit.id)
    return process is not None and process.owner == person
