"""Which days of a yearly duty are done, and which entry is on its way to show it (manual, 2.1; ISO 9001:2015, 9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qms.entries.demands import concerns, matches, years
from qms.entries.lifecycle import is_open
from qms.model.calendar import Duty
from qms.model.days import read_day
from qms.model.entry import Entry, Registers
from qms.model.register import Register

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def done_days(duty: Duty, registers: Registers, year: int) -> frozenset[str]:
    """Return the days of a duty (`MM-DD`, of those in `on`) for which the registers show that it was done in a year."""
    register = registers.definitions.get(duty.register)
    if register is None:
        return frozenset()
    entries = registers.of(register.id)
    if duty.demand:
        return frozenset(duty.on) if _demand_met(duty, registers, register, year) else frozenset()
    if duty.every:
        days = [entry.text(duty.date)[:4] for entry in entries if is_open(register, entry)]
        return frozenset(duty.on) if days and set(days) == {str(year)} else frozenset()
    shown = (entry for entry in entries if _shows(duty, register, entry))
    return days_of((_day(duty, entry) for entry in shown), duty.on, year)


def under_way(duty: Duty, registers: Registers, year: int) -> Entry | None:
    """Return an open entry of the year that will show the duty when its work is done; None where there is none."""
    register = registers.definitions.get(duty.register)
    if register is None or duty.every or duty.demand:
        return None
    own = (entry for entry in registers.of(register.id) if _year(entry) == year and _is_of(duty, entry))
    found = (entry for entry in own if is_open(register, entry) and not _shows(duty, register, entry))
    return next(found, None)


def days_of(found: Iterable[str], on: Sequence[str], year: int) -> frozenset[str]:
    """Return which days of a year (`MM-DD`) are answered by days (ISO 8601) or bare years: each answers the nearest.

    A bare year answers the first day that is left.
    """
    ordered = sorted(on)
    answered: set[str] = set()
    bare = 0
    for text in found:
        if text[:4] != str(year):
            continue
        day = read_day(text)
        if day is None:
            bare += 1
        else:
            answered.add(min(ordered, key=lambda other: abs((day - _date(year, other)).days)))
    left = (day for day in ordered if day not in answered)
    return frozenset(answered) | frozenset(day for day, _one in zip(left, range(bare), strict=False))


def _date(year: int, month_day: str) -> date:
    return read_day(f"{year:04}-{month_day}") or date(year, 2, 28)


def _shows(duty: Duty, register: Register, entry: Entry) -> bool:
    done = entry.state in duty.states if duty.states else not is_open(register, entry)
    return done and _is_of(duty, entry)


def _is_of(duty: Duty, entry: Entry) -> bool:
    return all(matches(entry, name, values) for name, values in duty.when.items())


def _day(duty: Duty, entry: Entry) -> str:
    return entry.text(duty.date) if duty.date else f"{_year(entry):04}"


def _year(entry: Entry) -> int:
    """Return the year of an entry: that of its field, else that in its code; 0 where it has none."""
    found = _YEAR.search(entry.text("year")) or _YEAR.search(entry.code)
    return int(found[0]) if found else 0


def _demand_met(duty: Duty, registers: Registers, register: Register, year: int) -> bool:
    """Tell whether some entry has what the demand asks for of the year, and none lacks it."""
    demand = register.demands.get(duty.demand)
    if demand is None:
        return False
    answers = list(_answers(duty, registers, register, year))
    return any(answers) and all(answers)


def _answers(duty: Duty, registers: Registers, register: Register, year: int) -> Iterator[bool]:
    demand = register.demands[duty.demand]
    for entry in registers.of(register.id):
        there = year in years(registers, register, entry, demand)
        since = entry.text(demand.since)[:4]
        if there or (concerns(register, entry, demand) and since <= str(year)):
            yield there
