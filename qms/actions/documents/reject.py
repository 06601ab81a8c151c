"""Say no to a submitted text, with the reason: its steps fall away, and the author works on it again."""

from __future__ import annotations

from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.way import actor, work
from qms.actions.session import Session, words
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.model.act import Deed
from qms.model.message import msg


def reject(session: Session, typed: str, *, by: str = "", reason: str) -> Recorded:
    """Record the rejection of the text in work and commit; refuses one that was never submitted."""
    because = words(reason)
    if not because:
        raise UsageError(msg("The reason is empty"), msg("Say after --reason what the author must change"))
    found = work(session, typed)
    if not found.progress.done and not found.progress.stale:
        raise RefusedError(
            msg('"{code}" revision {revision} was not submitted', code=found.code, revision=found.revision),
            msg('Only a submitted text can be rejected: "qms submit {code}"', code=found.code),
        )
    judges = [role for step in found.progress.open if step.deed is not Deed.PREPARE for role in step.roles]
    roles = tuple(dict.fromkeys(judges)) or tuple(found.snapshot.settings.roles)
    who = actor(session, found.snapshot, roles, by or (judges[0] if judges else ""))
    record = begin(session, found.snapshot.settings)
    values = {"by": who.role, "person": who.person, "reason": because}
    act = record.add(Deed.REJECT, found.code, found.revision, found.document.sha256, **values)
    commit = record.commit(f"Reject {found.code} r{found.revision}: {because}", {DOCUMENT: found.code})
    return Recorded(act, commit)
