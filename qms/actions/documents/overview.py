"""The documents at a glance: their list, one of them in full, and what is due in the whole repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qms.actions.copies.moves import copies_of
from qms.actions.documents.standing import standing
from qms.actions.session import Session, at_hand, find, natural
from qms.codes.scheme import current
from qms.ledger.copies import copies, waits_for_acknowledgement
from qms.model.days import add_months
from qms.model.document import Document
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, CopyState, State, Status

SOON_MONTHS = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the list: its text (None where only the ledger is left) and its state."""

    code: str
    document: Document | None
    status: Status

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


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody. `reviews` holds day and entry, overdue ones first; `external` all external documents."""

    states: dict[State, int] = field(default_factory=dict)
    to_approve: tuple[Entry, ...] = ()
    coming: tuple[Entry, ...] = ()
    reviews: tuple[tuple[str, Entry], ...] = ()
    to_return: tuple[Copy, ...] = ()
    unacknowledged: tuple[Copy, ...] = ()
    out: int = 0
    external: tuple[Entry, ...] = ()


def list_documents(session: Session, snapshot: Snapshot | None = None) -> tuple[Entry, ...]:
    """Return every document, withdrawn ones too, by level and code (2.9 before 2.10); last those without a text."""
    snapshot = snapshot or session.workspace.snapshot()
    levels = list(snapshot.settings.levels)
    found = [
        Entry(code, snapshot.documents.get(code), standing(session, snapshot, code))
        for code in {*snapshot.documents, *snapshot.ledgers}
    ]

    def place(entry: Entry) -> tuple[int, tuple[tuple[int, str], ...]]:
        level = entry.document.level if entry.document else ""
        return levels.index(level) if level in levels else len(levels), natural(entry.code)

    return tuple(sorted(found, key=place))


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
        entry=Entry(code, document, standing(session, snapshot, code)),
        copies=copies_of(session, snapshot, code),
        references=references,
        referred_by=tuple(referring),
        translations=tuple(item for item in snapshot.texts(code) if item.translation),
    )


def due(session: Session) -> tuple[Snapshot, Due]:
    """Return what is due: approvals, dates of coming into force, reviews, copies to collect, acknowledgements."""
    snapshot = session.workspace.snapshot()
    entries = list_documents(session, snapshot)
    known = [copy for entry in entries for copy in copies(snapshot.acts(entry.code), entry.status)]
    states = {state: sum(entry.status.state is state for entry in entries) for state in State}
    return snapshot, Due(
        states=states,
        to_approve=tuple(entry for entry in entries if waits(entry)),
        coming=tuple(entry for entry in entries if entry.status.state is State.APPROVED or entry.status.pending),
        reviews=_reviews(entries, session.today),
        to_return=tuple(copy for copy in known if copy.state is CopyState.TO_RETURN),
        unacknowledged=tuple(copy for copy in known if waits_for_acknowledgement(copy)),
        out=sum(copy.state in {CopyState.ISSUED, CopyState.ACKNOWLEDGED} for copy in known),
        external=tuple(entry for entry in entries if entry.document and entry.document.is_card),
    )


def waits(entry: Entry) -> bool:
    """A text waits for approval when its revision is newer than every approved one."""
    if entry.status.state is State.WITHDRAWN or not entry.draft:
        return False
    newest = entry.status.pending.revision if entry.status.pending else entry.status.revision
    return newest is None or entry.draft > newest


def _reviews(entries: tuple[Entry, ...], today: date) -> tuple[tuple[str, Entry], ...]:
    limit = add_months(today, SOON_MONTHS).isoformat()
    found = [(entry.status.review_due, entry) for entry in entries if entry.status.review_due]
    return tuple(sorted((pair for pair in found if pair[0] <= limit), key=lambda pair: (pair[0], pair[1].code)))
