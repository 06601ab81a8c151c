"""All documents as lists show them. What follows from one text and its ledger is kept until one of them changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from qms.actions.documents.overview import Entry, coming, entry_of, in_order, waits
from qms.actions.session import Session
from qms.adapters.files.on_demand import Signed, signed
from qms.ledger.copies import copies, is_open, waits_for_acknowledgement
from qms.model.act import Act, Deed
from qms.model.field import choose
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, CopyKind, CopyState, State

KIND = "glances"
MANY = 100
"""So many documents of which nothing is known from earlier make it worth keeping what is known of all."""


class Glance(NamedTuple):
    """What lists show of a document: fields of its text (none where only its ledger is left), and its state.

    `draft` is the revision that the text carries, `revision` the one to show, `coming` the day from which a revision
    that is approved will hold (ISO 8601; empty while it is not decided; None where nothing is coming). `waits` tells
    whether the text waits for approval. `copies` are those that must come back or be acknowledged, `out` counts all
    that holders have, those that must come back too.
    """

    code: str
    path: str
    title: Mapping[str, str]
    language: str
    type: str
    level: str
    owner: str
    draft: int | None
    revision: int | None
    state: State
    effective: str
    review_due: str
    coming: str | None
    waits: bool
    copies: tuple[Copy, ...]
    out: int

    @classmethod
    def of(cls, entry: Entry, acts: Sequence[Act]) -> Glance:
        """Return it for a document and its acts."""
        text, status = entry.document, entry.status
        known = copies(acts, status)
        return cls(
            code=entry.code,
            path=text.path if text else "",
            title=dict(text.title) if text else {},
            language=text.language if text else "",
            type=text.type if text else "",
            level=text.level if text else "",
            owner=text.owner if text else "",
            draft=entry.draft,
            revision=entry.revision,
            state=status.state,
            effective=status.effective,
            review_due=status.review_due,
            coming=coming(entry),
            waits=waits(entry),
            copies=tuple(
                copy for copy in known if copy.state is CopyState.TO_RETURN or waits_for_acknowledgement(copy)
            ),
            out=sum(map(is_open, known)),
        )

    @property
    def is_card(self) -> bool:
        """A card of an external document has no text of its own."""
        return self.path.endswith((".yaml", ".yml"))

    def title_in(self, *languages: str) -> str:
        """Return the title in the first of `languages` that it has, else in the language of the text."""
        return choose(self.title, *languages, self.language)


def glances(session: Session) -> tuple[Snapshot, tuple[Glance, ...]]:
    """Return every document, withdrawn ones too, by level and code (2.9 before 2.10); last those without a text."""
    found = signed(session.workspace)
    snapshot = found.snapshot
    known = _known(session, found)
    others = (code for code in dict.fromkeys((*snapshot.documents, *snapshot.ledgers)) if code not in known)
    new = {code: Glance.of(entry_of(session, snapshot, code), snapshot.acts(code)) for code in others}
    _keep(session, found, known, new)
    return snapshot, in_order(snapshot, (*known.values(), *new.values()))


def _known(session: Session, found: Signed) -> Mapping[str, Glance]:
    """Return what is known from earlier, and holds today: the text and the ledger are the same, and no act that was
    known has come into force since.
    """
    (day, records), today = _kept(session, found), session.today.isoformat()
    if not day or day > today:
        return {}
    return {
        code: _glance(record)
        for code, (sign, until, record) in records.items()
        if sign == found.signs.get(code) and (not until or today < until)
    }


def _kept(session: Session, found: Signed) -> tuple[str, Mapping[str, Any]]:
    """Return the day on which something was kept, and the records by code; Any: it is JSON."""
    day, records = next(iter(session.workspace.cache.known(KIND, found.settings)), ("", {}))
    return day, records


def _keep(session: Session, found: Signed, known: Mapping[str, Glance], new: Mapping[str, Glance]) -> None:
    """Keep what follows from texts and ledgers that can be known again, and from nothing damaged."""
    snapshot, today = found.snapshot, session.today.isoformat()
    lasting = {code for code in new if found.signs.get(code) and not _is_damaged(snapshot, code)}
    if len(lasting) < MANY:
        return
    records = {code: record for code, record in _kept(session, found)[1].items() if code in known}
    records |= {code: (found.signs[code], _until(snapshot.acts(code), today), new[code]) for code in lasting}
    session.workspace.cache.add(KIND, found.settings, (today, records), only=True)


def _is_damaged(snapshot: Snapshot, code: str) -> bool:
    ledger = snapshot.ledgers.get(code)
    return bool(ledger and ledger.problems)


def _until(acts: Sequence[Act], today: str) -> str:
    """Return the next day on which the state of a document changes by itself; nothing where there is none."""
    days = (act.effective for act in acts if act.decides or act.deed is Deed.WITHDRAW)
    return min((day for day in days if day > today), default="")


def _glance(record: Sequence[Any]) -> Glance:
    """Return what was kept. Any: it is JSON."""
    found = Glance(*record)
    return found._replace(state=State(found.state), copies=tuple(_copy(item) for item in found.copies))


def _copy(record: Sequence[Any]) -> Copy:
    found = Copy(*record)
    return found._replace(state=CopyState(found.state), kind=CopyKind(found.kind), readers=tuple(found.readers))
