"""Record a periodic review that changed nothing: a line in the sheet and no revision (manual, introduction)."""

from __future__ import annotations

from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.standing import committed_text, standing
from qms.actions.session import Session, basis_of, day_of, role, settled, text_of
from qms.errors import RefusedError
from qms.history.sheet import BASIS, DOCUMENT
from qms.ledger.bound import translations_hash
from qms.model.act import Deed
from qms.model.message import msg
from qms.model.status import State


def review(session: Session, typed: str, *, by: str, basis: str, on: str = "") -> tuple[Recorded, str]:
    """Append the review to the ledger and commit; returns the act and the day until which the review holds."""
    snapshot = settled(session)
    document = text_of(snapshot, typed)
    state = standing(session, snapshot, document.code)
    if state.state is State.IN_FORCE and state.approval is None:
        raise RefusedError(
            msg('"{code}" was never approved', code=document.code),
            msg('Record its approval first: "qms approve {code} --by ROLE --decision …"', code=document.code),
        )
    if state.state is not State.IN_FORCE or state.approval is None:
        raise RefusedError(
            msg('"{code}" is not in force', code=document.code), msg("Only a document in force can be reviewed")
        )
    committed_text(session, document)
    if document.sha256 != state.approval.sha256:
        raise RefusedError(
            msg('The text of "{code}" has changed since its approval', code=document.code),
            msg("A review without change is not possible; let the new revision be approved"),
        )
    reviewer, protocol = role(snapshot, by), basis_of(basis)
    held = day_of(session, on, state.approval.text("on"))
    record = begin(session, snapshot.settings)
    fields = {"by": reviewer, "basis": protocol, "on": held}
    fields["translations"] = translations_hash(snapshot.texts(document.code), document.code, document.revision)
    act = record.add(Deed.REVIEW, document.code, state.approval.revision, document.sha256, **fields)
    commit = record.commit(
        f"Review {document.code} r{document.revision} without change", {DOCUMENT: document.code, BASIS: protocol}
    )
    return Recorded(act, commit), standing(session, record.after(snapshot, document.code), document.code).review_due
