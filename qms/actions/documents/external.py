"""External documents in five steps: register, acquaint, register changes, keep with them, acquaint with them
(manual 5.4.3, stages E1-E5; ISO 9001:2015, 7.5.3.2).
"""

from __future__ import annotations

from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.revise import Change, revise
from qms.actions.documents.standing import committed_files, received_hash, standing
from qms.actions.documents.way import Work, actor, work
from qms.actions.session import Session, basis_of, committed, day_of, settled, text_of, words
from qms.errors import RefusedError, UsageError
from qms.history.sheet import BASIS, DOCUMENT
from qms.ledger import bound
from qms.model.act import Act, Deed
from qms.model.document import Document
from qms.model.message import msg
from qms.model.snapshot import Snapshot


def register(  # noqa: PLR0913 - one call says all of an act
    session: Session, typed: str, *, basis: str, by: str = "", on: str = "", place: str = ""
) -> Recorded:
    """Register the committed card (E1), or its new revision (E3), and commit.

    `basis` is the entry in the journal of incoming documents, `place` where the control copy is kept.
    """
    entry = basis_of(basis)
    found = work(session, typed)
    _check_external(found)
    when = day_of(session, on, "")
    who = actor(session, found.snapshot, found.row.register, by)
    record = begin(session, found.snapshot.settings)
    fields = {"by": who.role, "person": who.person, "basis": entry, "on": when, "place": words(place)}
    fields["received"] = received_hash(session, found.document)
    act = record.add(Deed.REGISTER, found.code, found.revision, found.document.sha256, **fields)
    name = f"{found.code} r{found.revision}"
    commit = record.commit(f"Register {name}", {DOCUMENT: name, BASIS: entry})
    return Recorded(act, commit)


def change(session: Session, typed: str, said: Change, *, by: str = "", on: str = "") -> Recorded:
    """Record the edited card as a new revision and register it (E3), or register what a stopped call has recorded."""
    snapshot = settled(session)
    basis_of(said.basis)
    day_of(session, on, "")
    document = text_of(snapshot, typed)
    actor(session, snapshot, _keepers(snapshot, document), by)
    if not _is_begun(session, snapshot, document):
        revise(session, typed, said)
    return register(session, document.code, basis=said.basis, by=by, on=on)


def _is_begun(session: Session, snapshot: Snapshot, document: Document) -> bool:
    """Tell whether the card is committed as a revision after the registered one, and nothing was edited since."""
    last = standing(session, snapshot, document.code).approval
    held = committed(session).documents.get(document.code)
    if last is None or last.deed is not Deed.REGISTER or held is None or held.sha256 != document.sha256:
        return False
    return document.revision is not None and document.revision > last.revision


def keep(session: Session, typed: str, *, place: str, by: str = "", on: str = "") -> Recorded:
    """Record where the copy with its changes is kept (E4); binds the received file where no act has done so.

    Refuses a received file that is not the registered one.
    """
    snapshot, document, last = _registered(session, typed)
    where = words(place)
    if not where:
        raise UsageError(msg("The place is empty"), msg('Write it after --place: "АББСД, папка 02-14"'))
    who = actor(session, snapshot, _keepers(snapshot, document), by)
    committed_files(session, document)
    held, known = received_hash(session, document), bound.received_files(snapshot.acts(last.code), last.revision)
    if known and held != known:
        raise RefusedError(
            msg('The received file of "{code}" is not the registered one', code=last.code),
            msg('Register it: "qms external change {code} --change … --basis …"', code=last.code),
        )
    record = begin(session, snapshot.settings)
    fields = {"by": who.role, "person": who.person, "place": where, "on": day_of(session, on, last.day)}
    fields["received"] = held
    act = record.add(Deed.KEEP, last.code, last.revision, last.sha256, **fields)
    commit = record.commit(f"Keep {act.code} r{act.revision}", {DOCUMENT: act.code})
    return Recorded(act, commit)


def acquaint(session: Session, typed: str, units: list[str], *, on: str = "") -> Recorded:
    """Record that units or positions were acquainted with the registered revision (E2, E5), by their signed sheets.

    Returns the act of the last one. Refuses a unit that is unknown, or acquainted already.
    """
    snapshot, _document, registered = _registered(session, typed)
    if not units:
        raise UsageError(msg("Nobody is named"), msg("Write each unit that was acquainted after --to"))
    code, revision = registered.code, registered.revision
    known = acquainted(snapshot.acts(code), revision)
    when = day_of(session, on, registered.day)
    record = begin(session, snapshot.settings)
    for unit in dict.fromkeys(units):
        if snapshot.units and unit not in {*snapshot.units, *snapshot.positions}:
            raise UsageError(
                msg('There is no unit "{value}"', value=unit),
                msg("Known are: {names}", names=", ".join(snapshot.units)),
            )
        if unit in known:
            raise RefusedError(
                msg('"{unit}" is acquainted with revision {revision} already', unit=unit, revision=revision),
                msg("Leave this unit out"),
            )
        fields = {"by": unit, "holder": unit, "on": when}
        act = record.add(Deed.ACQUAINT, code, revision, registered.sha256, **fields)
    commit = record.commit(f"Acquaint with {code} r{revision}: {', '.join(units)}", {DOCUMENT: code})
    return Recorded(act, commit)


def acquainted(acts: tuple[Act, ...], revision: int) -> frozenset[str]:
    """Return the units that were acquainted with a revision."""
    return frozenset(act.text("holder") for act in acts if act.deed is Deed.ACQUAINT and act.revision == revision)


def _keepers(snapshot: Snapshot, document: Document) -> tuple[str, ...]:
    """Return the roles that keep the external documents of a type."""
    row = snapshot.settings.approval(document.type)
    return row.decide if row else ()


def _check_external(found: Work) -> None:
    if not found.row.external:
        raise RefusedError(
            msg('"{code}" is a document of this organisation: it is approved, not registered', code=found.code),
            msg('Next: qms approve {code} --by ROLE --decision "…"', code=found.code),
        )


def _registered(session: Session, typed: str) -> tuple[Snapshot, Document, Act]:
    snapshot = settled(session)
    document = text_of(snapshot, typed)
    state = standing(session, snapshot, document.code)
    if state.approval is None or state.withdrawn or state.approval.deed is not Deed.REGISTER:
        raise RefusedError(
            msg('"{code}" is not registered', code=document.code),
            msg('Next: qms external register {code} --basis "…"', code=document.code),
        )
    return snapshot, document, state.approval
