"""Let one document take the place of another: the old one ends on the day on which the new one comes into force."""

from __future__ import annotations

from qms.actions.session import Session, find, settled
from qms.actions.standing import standing
from qms.actions.withdraw import Withdrawal, Withdrawn, withdraw
from qms.errors import RefusedError, UsageError
from qms.model.message import msg
from qms.model.status import State


def supersede(session: Session, old: str, new: str, *, by: str, basis: str) -> tuple[str, Withdrawn]:
    """Withdraw `old` from the day on which `new` is in force; returns the code of the new one and what was withdrawn.

    Refuses a new document that is not approved, or whose day is not decided.
    """
    snapshot = settled(session)
    code, successor = find(snapshot, old).code, find(snapshot, new).code
    if code == successor:
        raise UsageError(msg('"{code}" cannot replace itself', code=code), msg("Name the old code, then the new one"))
    state = standing(session, snapshot, successor)
    since = state.effective
    if state.state not in {State.APPROVED, State.IN_FORCE} or not since:
        raise RefusedError(
            msg('"{code}" is not approved', code=successor),
            msg("A document is replaced by one that is in force, or will be from a day that is decided"),
        )
    effective = max(since, session.today.isoformat())
    return successor, withdraw(session, code, Withdrawal(by, basis, effective=effective, replaced_by=successor))
