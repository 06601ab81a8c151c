"""The documents with their state: all of them in order, or one in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from qms.actions.copies.moves import copies_of
from qms.actions.documents.standing import standing
from qms.actions.session import Session, at_hand, find, natural
from qms.codes.scheme import current
from qms.model.document import Document
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, State, Status


class Placed(Protocol):
    """What has a place in the list of documents."""

    @property
    def code(self) -> str:
        """The code of the document."""

    @property
    def level(self) -> str:
        """The level that its text names; empty where it has none."""


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the list: its text (None where only the ledger is left) and its state."""

    code: str
    document: Document | None
    status: Status

    @property
    def level(self) -> str:
        """The level that its text names."""
        return self.document.level if self.document else ""

    @property
    def revision(self) -> int | None:
        """The revision in force; of a draft the one that its text carries."""
        return self.status.revision if self.status.revision is not None else self.draft

    @property
    def draft(self) -> int | None:
        """The revision that the text on disk carries."""
        return self.document.revision if self.document else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document in full: its entry, its copies, the codes it refers to and those that refer to it."""

    entry: Entry
    copies: tuple[Copy, ...]
    references: tuple[str, ...]
    referred_by: tuple[str, ...]
    translations: tuple[Document, ...]


def list_documents(session: Session, snapshot: Snapshot) -> tuple[Entry, ...]:
    """Return every document, withdrawn ones too, by level and code (2.9 before 2.10); last those without a text."""
    codes = {*snapshot.documents, *snapshot.ledgers}
    return in_order(snapshot, (entry_of(session, snapshot, code) for code in codes))


def entry_of(session: Session, snapshot: Snapshot, code: str) -> Entry:
    """Return one document."""
    return Entry(code, snapshot.documents.get(code), standing(session, snapshot, code))


def in_order(snapshot: Snapshot, documents: Iterable[P]) -> tuple[P, ...]:
    """Return documents by level and code (2.9 before 2.10), last those without a text."""
    levels = {level: at for at, level in enumerate(snapshot.settings.levels)}
    last = len(levels)
    return tuple(sorted(documents, key=lambda item: (levels.get(item.level, last), natural(item.code), item.code)))


def show(session: Session, typed: str) -> tuple[Snapshot, Sheet]:
    """Return one document in full."""
    snapshot = at_hand(session)
    code = find(snapshot, typed).code
    document, aliases = snapshot.documents.get(code), snapshot.aliases
    references = document.front.words("references") if document else ()
    referring = sorted(
        (
            other.code
            for other in snapshot.originals.values()
            if any(current(name, aliases) == code for name in other.references)
        ),
        key=natural,
    )
    return snapshot, Sheet(
        entry=entry_of(session, snapshot, code),
        copies=copies_of(session, snapshot, code),
        references=references,
        referred_by=tuple(referring),
        translations=tuple(item for item in snapshot.texts(code) if item.translation),
    )


def waits(entry: Entry) -> bool:
    """A text waits for approval when its revision is newer than every approved one."""
    if entry.status.state is State.WITHDRAWN or not entry.draft:
        return False
    newest = entry.status.pending.revision if entry.status.pending else entry.status.revision
    return newest is None or entry.draft > newest


def coming(entry: Entry) -> str | None:
    """Return the day from which an approved revision will hold (ISO 8601), an empty text while it is not decided; None
    where nothing is coming.
    """
    status = entry.status
    if status.pending:
        return status.pending.in_force_from
    return status.effective if status.state is State.APPROVED else None
