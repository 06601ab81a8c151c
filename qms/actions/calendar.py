"""The calendar of a year: duties that come back, reviews of documents, what comes into force, deadlines of entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.actions.entries_due import due_entries
from qms.actions.overview import list_documents
from qms.actions.session import Session, natural
from qms.adapters.duties import duties
from qms.adapters.sources import WorkTree
from qms.entries.lifecycle import is_open
from qms.model.calendar import Duty, Item, Kind, Standing
from qms.model.days import read_day
from qms.model.entry import Entry, Registers
from qms.model.snapshot import Snapshot

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MONTHS_OF_A_CENTURY = 1200


def calendar(session: Session, year: int) -> tuple[Item, ...]:
    """Return what has its day in a year, by day."""
    snapshot, registers = session.workspace.snapshot(), session.workspace.registers()
    found = (
        *_duties(session, registers, year),
        *_documents(session, snapshot),
        *_entries(session, registers),
    )
    own = (item for item in found if item.day.startswith(f"{year:04}-"))
    return tuple(sorted(own, key=lambda item: (item.day, item.kind.value, natural(item.code))))


def _standing(session: Session, day: str, *, done: bool = False) -> Standing:
    if done:
        return Standing.DONE
    return Standing.OVERDUE if day < session.today.isoformat() else Standing.PLANNED


def _duties(session: Session, registers: Registers, year: int) -> Iterator[Item]:
    for duty in duties(WorkTree(session.workspace.root)):
        shown = _shown(duty, registers, year)
        for place, month_day in enumerate(sorted(duty.on), 1):
            day = f"{year:04}-{month_day}"
            day = day if read_day(day) else f"{year:04}-02-28"
            done = shown >= place if duty.register else False
            yield Item(day, Kind.DUTY, duty.id, duty.title, duty.who, duty.basis, _standing(session, day, done=done))


def _shown(duty: Duty, registers: Registers, year: int) -> int:
    """Return how many entries of the year show that a duty was done: those in which nothing is left to do."""
    register = registers.definitions.get(duty.register)
    entries = registers.of(duty.register) if register else ()
    return sum(_year(entry) == year and not (register and is_open(register, entry)) for entry in entries)


def _year(entry: Entry) -> int:
    """Return the year of an entry: that of its field, else that in its code; 0 where it has none."""
    found = _YEAR.search(entry.text("year")) or _YEAR.search(entry.code)
    return int(found[0]) if found else 0


def _documents(session: Session, snapshot: Snapshot) -> Iterator[Item]:
    for entry in list_documents(session, snapshot):
        document, status = entry.document, entry.status
        title = document.title if document else {}
        who = document.owner if document else ""
        if status.review_due:
            standing = _standing(session, status.review_due)
            yield Item(status.review_due, Kind.REVIEW, entry.code, title, who, "ISO 9001:2015, 7.5.2", standing)
        coming = status.pending or (status.approval if status.effective > session.today.isoformat() else None)
        if coming:
            yield Item(coming.effective, Kind.EFFECT, entry.code, title, who, coming.text("basis"))


def _entries(session: Session, registers: Registers) -> Iterator[Item]:
    for item in due_entries(registers, session.today, MONTHS_OF_A_CENTURY):
        day = item.day.isoformat()
        title = {"": item.title}
        yield Item(day, Kind.ENTRY, item.entry.code, title, ", ".join(item.who), "", _standing(session, day))
