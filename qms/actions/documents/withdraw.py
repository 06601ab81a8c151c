"""Withdraw a document: it is no longer in force, stays in the repository, and its code is never given again."""

from __future__ import annotations

from dataclasses import dataclass

from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.standing import standing
from qms.actions.session import Session, basis_of, day_of, find, role, settled
from qms.errors import RefusedError
from qms.history.sheet import BASIS, DOCUMENT
from qms.ledger.copies import copies, is_open
from qms.model.act import Deed
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, State


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawal as it was decided: the role, the basis, the day, the day from which it holds, what comes instead."""

    by: str
    basis: str
    on: str = ""
    effective: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The withdrawal that was recorded, the day since which it holds, and the copies that must come back."""

    recorded: Recorded
    on: str
    to_return: tuple[Copy, ...]


def withdraw(session: Session, typed: str, decided: Withdrawal) -> Withdrawn:
    """Append the withdrawal to the ledger and commit. Refuses a document that was never approved or is withdrawn."""
    snapshot = settled(session)
    code = find(snapshot, typed).code
    state = standing(session, snapshot, code)
    if state.approval is None:
        raise RefusedError(_unapproved(snapshot, code), _instead(snapshot, code))
    if state.state is State.WITHDRAWN or any(act.deed is Deed.WITHDRAW for act in snapshot.acts(code)):
        raise RefusedError(
            msg('"{code}" is withdrawn already', code=code), msg('"qms history {code}" shows since when', code=code)
        )
    successor = find(snapshot, decided.replaced_by).code if decided.replaced_by else ""
    basis = basis_of(decided.basis)
    on = day_of(session, decided.on, state.approval.text("on"))
    effective = decided.effective if decided.effective > on else ""
    fields = {"basis": basis, "on": on, "effective": effective, "replaced_by": successor}
    record = begin(session, snapshot.settings)
    last = state.approval
    act = record.add(Deed.WITHDRAW, code, last.revision, last.sha256, by=role(snapshot, decided.by), **fields)
    commit = record.commit(f"Withdraw {code}", {DOCUMENT: code, BASIS: basis})
    after = record.after(snapshot, code)
    found = copies(after.acts(code), standing(session, after, code))
    return Withdrawn(Recorded(act, commit), effective or on, tuple(copy for copy in found if is_open(copy)))


def _unapproved(snapshot: Snapshot, code: str) -> Message:
    """Say that there is no approval: of texts that were never made for qms only that none is recorded is known."""
    if snapshot.settings.keys.foreign:
        return msg('No approval of "{code}" is recorded', code=code)
    return msg('"{code}" was never approved', code=code)


def _instead(snapshot: Snapshot, code: str) -> Message:
    """Return what to do with a document that was never approved: its text may say itself how far it is."""
    document = snapshot.documents.get(code)
    if document and not document.state and snapshot.settings.keys.foreign:
        return msg("No approval of it is recorded here; where it ended, its text can say so")
    if document is None or not document.state:
        return msg("A draft needs no withdrawal; delete its file")
    field = snapshot.settings.keys.own("status")
    return msg('Its text says itself how far it is: change "{field}" there', field=field)
