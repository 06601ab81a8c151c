"""What printed forms are filled in with: plain texts, numbers and lists of them, in the language of the form.

Of the repository: `organisation`, `system`, `place`, `day` (ISO 8601), `today` (as it is printed), `documents`,
`external`, `recalled`, `returned`, and `levels`, each with `id`, `title` and the `documents` of it that are in force.
Of a document (`document`, and each of the lists): `code`, `title`, `type`, `level`, `revision`, `state`, `effective`,
`review`, `owner`, `owner_name`, `process`, `basis`, `approved`, `approver`, `withdrawn`, `withdrawal`, `fields`.
Of one document also: `holders`, `exemplars`, `signatories`, `changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qms.actions.changes.history import role_name
from qms.actions.copies.moves import copies_of
from qms.actions.copies.recall import Recalled, WithdrawalList, recall
from qms.actions.documents.overview import Entry, list_documents
from qms.actions.documents.signatories import person_name, signatories
from qms.actions.prints.printing import unit_name
from qms.actions.session import Session
from qms.ledger.copies import is_open
from qms.model.change import ChangeKind, ChangeRow
from qms.model.days import printed_day
from qms.model.document import Document
from qms.model.field import Scalar, Table, choose
from qms.model.message import Catalog
from qms.model.snapshot import Holder, Snapshot
from qms.model.status import Copy, CopyState, State

Values = dict[str, object]


def repository_values(session: Session, snapshot: Snapshot, catalog: Catalog) -> Values:
    """Return what a form may say of the whole repository."""
    language, settings = catalog.language, snapshot.settings
    entries = list_documents(session, snapshot)
    own = [entry for entry in entries if entry.document and not entry.document.is_card]
    cards = [entry for entry in entries if entry.document and entry.document.is_card]
    closed = [
        _copy(snapshot, copy, language)
        for entry in entries
        for copy in copies_of(session, snapshot, entry.code)
        if copy.state is CopyState.RETURNED
    ]
    return {
        "organisation": choose(settings.organisation, language),
        "system": choose(settings.system, language),
        "place": choose(settings.place, language),
        "day": session.today.isoformat(),
        "today": printed_day(session.today.isoformat()),
        "levels": [
            {"id": level.id, "title": level.name(language), "documents": _in_level(own, level.id, snapshot, language)}
            for level in settings.levels.values()
        ],
        "documents": [document_values(snapshot, entry, language) for entry in own],
        "external": [document_values(snapshot, entry, language) for entry in cards],
        "recalled": [recalled_values(snapshot, one, language) for one in recall(session)],
        "returned": closed,
    }


def recalled_values(snapshot: Snapshot, one: WithdrawalList, language: str) -> Values:
    """Return the withdrawal list of a holder."""
    name = unit_name(snapshot, one.holder, language)
    return {"holder": one.holder, "name": name, "exemplars": _recalled(snapshot, one.copies, language)}


def _in_level(own: Iterable[Entry], level: str, snapshot: Snapshot, language: str) -> list[Values]:
    return [
        document_values(snapshot, entry, language)
        for entry in own
        if entry.document and entry.document.level == level and entry.status.state is State.IN_FORCE
    ]


def one_document(
    session: Session, snapshot: Snapshot, entry: Entry, rows: Iterable[ChangeRow], catalog: Catalog
) -> Values:
    """Return what a form may say of one document."""
    language, document = catalog.language, entry.document
    copies = copies_of(session, snapshot, entry.code)
    numbers = {copy.holder: copy.number for copy in copies if is_open(copy)}
    signed = signatories(snapshot, document, entry.status.approval, catalog) if document else ()
    return {
        **document_values(snapshot, entry, language),
        "holders": [
            _holder(snapshot, one, numbers.get(one.unit), language) for one in snapshot.distribution.get(entry.code, ())
        ],
        "exemplars": [_copy(snapshot, copy, language) for copy in copies],
        "signatories": [
            {
                "meaning": one.meaning,
                "position": one.position,
                "person": one.person,
                "basis": one.basis,
                "day": printed_day(one.date),
            }
            for one in signed
        ],
        "changes": [_change(row) for row in rows],
    }


def document_values(snapshot: Snapshot, entry: Entry, language: str) -> Values:
    """Return the fields of a document as they are printed."""
    document, state = entry.document, entry.status
    approval, withdrawn = state.approval, state.withdrawn
    kind = snapshot.settings.types.get(document.type) if document else None
    level = snapshot.settings.levels.get(document.level) if document else None
    return {
        "code": entry.code,
        "title": document.title_in(language) if document else "",
        "type": kind.name(language) if kind else "",
        "level": level.name(language) if level else "",
        "revision": "" if entry.revision is None else entry.revision,
        "state": state.state.value,
        "effective": printed_day(state.effective),
        "review": printed_day(state.review_due),
        "owner": document.owner if document else "",
        "owner_name": unit_name(snapshot, document.owner, language) if document else "",
        "process": document.process if document else "",
        "basis": approval.text("basis") if approval else "",
        "approved": printed_day(approval.day) if approval else "",
        "approver": role_name(snapshot, approval.by, language) if approval else "",
        "withdrawn": printed_day(withdrawn.effective) if withdrawn else "",
        "withdrawal": withdrawn.text("basis") if withdrawn else "",
        "fields": _fields(document, language) if document else {},
    }


def _fields(document: Document, language: str) -> Mapping[str, str]:
    """Return the fields of the front matter that have one value, or one in each language."""
    found = {}
    for name, node in document.front.entries.items():
        if isinstance(node, Scalar):
            found[name] = node.text.strip()
        elif isinstance(node, Table):
            found[name] = choose(document.front.texts(name), language, document.language)
        else:
            found[name] = ", ".join(document.front.words(name))
    return found


def _holder(snapshot: Snapshot, holder: Holder, number: int | None, language: str) -> Values:
    return {
        "unit": holder.unit,
        "name": unit_name(snapshot, holder.unit, language),
        "medium": holder.medium,
        "control": holder.control,
        "accounted": holder.accounted,
        "amount": holder.count,
        "number": "" if number is None else number,
    }


def _copy(snapshot: Snapshot, copy: Copy, language: str) -> Values:
    return {
        "code": copy.code,
        "number": copy.number,
        "holder": copy.holder,
        "name": unit_name(snapshot, copy.holder, language),
        "revision": copy.revision,
        "state": copy.state.value,
        "medium": copy.medium,
        "issued": printed_day(copy.issued),
        "acknowledged": printed_day(copy.acknowledged),
        "closed": printed_day(copy.closed),
        "readers": [person_name(snapshot, person) for person in copy.readers],
        "open": is_open(copy),
    }


def _recalled(snapshot: Snapshot, found: Iterable[Recalled], language: str) -> list[Values]:
    return [
        {
            **_copy(snapshot, one.copy, language),
            "title": _title(snapshot, one.copy.code, language),
            "since": printed_day(one.since),
            "replaced_by": "" if one.replaced_by is None else one.replaced_by,
            "replacement": one.replacement,
        }
        for one in found
    ]


def _title(snapshot: Snapshot, code: str, language: str) -> str:
    document = snapshot.documents.get(code)
    return document.title_in(language) if document else ""


def _change(row: ChangeRow) -> Values:
    sections = row.sections
    return {
        "number": row.number,
        "changes": row.kind in {ChangeKind.CHANGE, ChangeKind.ADDITION},
        "change_number": row.change_number or "",
        "notice": row.notice,
        "revision": row.revision,
        "day": printed_day(row.date),
        "effective": printed_day(row.effective),
        "author": row.author,
        "approver": row.approved_by,
        "approved": printed_day(row.approved_on),
        "basis": row.basis,
        "summary": row.summary,
        "changed": ", ".join(sections.changed),
        "new": ", ".join(sections.new),
        "annulled": ", ".join(sections.removed),
    }
