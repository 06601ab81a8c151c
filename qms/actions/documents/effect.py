"""Put an approved revision into effect by an order of its own: decision and order are two facts with two days."""

from __future__ import annotations

from qms.actions.documents.approve import check_days
from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.standing import standing
from qms.actions.documents.way import actor, row_of
from qms.actions.session import Session, basis_of, day, find, settled
from qms.errors import RefusedError
from qms.history.sheet import BASIS, DOCUMENT
from qms.model.act import Act, Deed
from qms.model.message import msg
from qms.model.status import State, Status


def effect(  # noqa: PLR0913 - one call says all of an act
    session: Session, typed: str, *, order: str, by: str = "", on: str = "", effective: str = ""
) -> Recorded:
    """Record the order and commit; the act says from which day the revision is in force.

    Refuses a document of which no approved revision waits to come into force.
    """
    snapshot = settled(session)
    found = find(snapshot, typed)
    approval = _waiting(found.code, standing(session, snapshot, found.code))
    basis = basis_of(order)
    when = day(on, "--on") if on else session.today.isoformat()
    since = day(effective, "--effective") if effective else when
    check_days(session, when, since)
    check_days(session, approval.day, since)
    roles = row_of(snapshot, found.document).effect if found.document else ()
    decider = roles or (approval.by,)
    who = actor(session, snapshot, (), by or decider[0]) if not roles else actor(session, snapshot, roles, by)
    record = begin(session, snapshot.settings)
    fields = {"by": who.role, "basis": basis, "on": when, "effective": since}
    act = record.add(Deed.EFFECT, found.code, approval.revision, approval.sha256, **fields)
    name = f"{found.code} r{approval.revision}"
    commit = record.commit(f"Put {name} into effect from {since}", {DOCUMENT: name, BASIS: basis})
    return Recorded(act, commit)


def _waiting(code: str, state: Status) -> Act:
    approval = state.pending or (state.approval if state.state is State.APPROVED else None)
    if approval is None:
        raise RefusedError(
            msg('No approved revision of "{code}" waits to come into force', code=code),
            msg('"qms show {code}" shows where it stands', code=code),
        )
    return approval
