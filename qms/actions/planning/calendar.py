"""The calendar of a year: duties that come back, reviews of documents, what comes into force, deadlines of entries."""

from __future__ import annotations

from collections.abc import Iterator

from qms.actions.documents.overview import list_documents
from qms.actions.planning.yearly import yearly
from qms.actions.registers.entries_due import due_entries
from qms.actions.session import Session, natural
from qms.model.calendar import Item, Kind, Standing
from qms.model.entry import Registers
from qms.model.snapshot import Snapshot

MONTHS_OF_A_CENTURY = 1200


def calendar(session: Session, year: int) -> tuple[Item, ...]:
    """Return what has its day in a year, by day."""
    snapshot, registers = session.workspace.snapshot(), session.workspace.registers()
    found = (
        *yearly(session, snapshot, registers, year),
        *_documents(session, snapshot),
        *_entries(session, registers),
    )
    own = (item for item in found if item.day.startswith(f"{year:04}-"))
    return tuple(sorted(own, key=lambda item: (item.day, item.kind.value, natural(item.code))))


def _standing(session: Session, day: str) -> Standing:
    return Standing.OVERDUE if day < session.today.isoformat() else Standing.PLANNED


def _documents(session: Session, snapshot: Snapshot) -> Iterator[Item]:
    for entry in list_documents(session, snapshot):
        document, status = entry.document, entry.status
        title = document.title if document else {}
        who = document.owner if document else ""
        if status.review_due:
            standing = _standing(session, status.review_due)
            command = f'qms review {entry.code} --basis "…"'
            yield Item(
                status.review_due, Kind.REVIEW, entry.code, title, who, "ISO 9001:2015, 7.5.2", standing, command
            )
        coming = status.pending or (status.approval if status.effective > session.today.isoformat() else None)
        if coming:
            yield Item(coming.effective, Kind.EFFECT, entry.code, title, who, coming.text("basis"))


def _entries(session: Session, registers: Registers) -> Iterator[Item]:
    for item in due_entries(registers, session.today, MONTHS_OF_A_CENTURY):
        day = item.day.isoformat()
        title = {"": item.title}
        who, standing = ", ".join(item.who), _standing(session, day)
        yield Item(day, Kind.ENTRY, item.entry.code, title, who, "", standing, item.command)
