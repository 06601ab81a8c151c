"""What is due in the registers: open entries whose deadline is over or comes within a month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qms.actions.registers.overview import value_text
from qms.entries.lifecycle import due
from qms.model.days import add_months
from qms.model.entry import Entry, Registers
from qms.model.register import Register

SOON_MONTHS = 1
RESPONSIBLE = ("owner", "lead")
"""Fields with the position that answers for an entry; without one the keeper of the register does."""


@dataclass(frozen=True, slots=True)
class DueEntry:
    """An entry that must leave its state until `day`, who answers for it, what it is about, the command to run."""

    register: Register
    entry: Entry
    day: date
    who: tuple[str, ...]
    title: str
    command: str


def due_entries(registers: Registers, today: date, months: int = SOON_MONTHS) -> tuple[DueEntry, ...]:
    """Return the open entries that are due until so many months after today, the most overdue first."""
    limit = add_months(today, months)
    found = (item for register, entries in registers for entry in entries for item in _due(register, entry, limit))
    return tuple(sorted(found, key=lambda item: (item.day, item.entry.code)))


def _due(register: Register, entry: Entry, limit: date) -> Iterator[DueEntry]:
    day = due(register, entry)
    if day is None or day > limit:
        return
    who = next((names for name in RESPONSIBLE if (names := entry.texts(name))), (register.keeper,))
    title = next((text for name in register.columns if (text := value_text(register, entry, name))), "")
    yield DueEntry(register, entry, day, who, title, move_command(register, entry))


def move_command(register: Register, entry: Entry) -> str:
    """Return the command that moves an entry on, with the states that may follow."""
    return f"qms entry move {entry.code} {'|'.join(register.states[entry.state].following)}"
