"""Let one document take the place of another: the old one ends on the day on which the new one comes into force."""

from __future__ import annotations

from qms.actions.documents.standing import standing
from qms.actions.documents.withdraw import Withdrawal, Withdrawn, withdraw
from qms.actions.prints.printing import approved_original
from qms.actions.session import Session, find, settled
from qms.codes.scheme import current
from qms.errors import RefusedError, UsageError
from qms.model.act import Act
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import State


def supersede(session: Session, old: str, new: str, *, by: str, basis: str) -> Withdrawn:
    """Withdraw `old` from the day on which `new` is in force.

    Refuses a new document that is not approved, whose day is not decided, or whose text says nothing of the old one.
    """
    snapshot = settled(session)
    code, successor = find(snapshot, old).code, find(snapshot, new).code
    if code == successor:
        raise UsageError(msg('"{code}" cannot replace itself', code=code), msg("Name the old code, then the new one"))
    state = standing(session, snapshot, successor)
    since = state.effective
    if state.state not in {State.APPROVED, State.IN_FORCE} or state.approval is None or not since:
        raise RefusedError(
            msg('"{code}" is not approved', code=successor),
            msg("A document is replaced by one that is in force, or will be from a day that is decided"),
        )
    _check_text(session, snapshot, state.approval, code)
    effective = max(since, session.today.isoformat())
    return withdraw(session, code, Withdrawal(by, basis, effective=effective, replaced_by=successor))


def _check_text(session: Session, snapshot: Snapshot, approval: Act, old: str) -> None:
    """Refuse where the approved text does not name the old code: a reader of either must find the other."""
    document = approved_original(session, snapshot, approval.code, approval).document
    if old not in {current(name, snapshot.aliases) for name in document.front.words("replaces")}:
        raise RefusedError(
            msg('The text of "{code}" does not say that it replaces "{old}"', code=approval.code, old=old),
            msg(
                'Write "replaces: [{old}]" in its next revision; where it was decided otherwise: '
                '"qms withdraw {old} --replaced-by {code}"',
                code=approval.code,
                old=old,
            ),
        )
