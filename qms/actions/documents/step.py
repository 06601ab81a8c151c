"""Take a step before the approval: submit (prepared), check, agree (manual 5.4.3, stage I1)."""

from __future__ import annotations

from dataclasses import dataclass

from qms.actions.documents.record import begin
from qms.actions.documents.way import Work, actor, check_separation, command_for, work
from qms.actions.session import Session, words
from qms.errors import RefusedError
from qms.history.sheet import DOCUMENT
from qms.ledger.progress import Step, describe
from qms.ledger.separation import parts
from qms.model.act import Act, Deed
from qms.model.message import msg


@dataclass(frozen=True, slots=True)
class Stepped:
    """The step that was recorded, and the one that comes next (None: nothing is open)."""

    code: str
    revision: int
    deed: Deed
    by: str
    person: str
    next: Step | None
    commit: str


def step(session: Session, typed: str, deed: Deed, *, by: str = "", note: str = "") -> Stepped:
    """Record that the committed text was submitted, checked or agreed, and commit.

    Refuses a step out of its order, a role that may not take it, and a person who did another part of the revision.
    """
    found = work(session, typed)
    due = _due(found, deed)
    unsigned = found.snapshot.settings.mode != "signed"
    usual = found.document.owner if deed is Deed.PREPARE and not due.roles and unsigned else ""
    who = actor(session, found.snapshot, due.roles, by or usual)
    fields = {"person": who.person, "reason": words(note)}
    own = parts(Act(deed, "", who.role, found.code, found.revision, found.document.sha256, "", fields))
    done = () if deed is Deed.PREPARE else found.progress.done
    check_separation(found.snapshot, done, own)
    record = begin(session, found.snapshot.settings)
    record.add(deed, found.code, found.revision, found.document.sha256, by=who.role, **fields)
    subject = f"{deed.value.capitalize()} {found.code} r{found.revision}"
    commit = record.commit(subject, {DOCUMENT: found.code})
    following = found.progress.open[found.progress.open.index(due) + 1 :]
    return Stepped(found.code, found.revision, deed, *who, following[0] if following else None, commit)


def _due(found: Work, deed: Deed) -> Step:
    """Return the step of the matrix that is taken now."""
    if found.row.external:
        raise RefusedError(
            msg('"{code}" comes from outside: it is registered, not approved', code=found.code),
            msg('Next: qms external register {code} --basis "…"', code=found.code),
        )
    open_ = found.progress.open
    if open_ and open_[0].deed is deed:
        return open_[0]
    wanted = next((item for item in open_ if item.deed is deed), None)
    if wanted is None:
        raise RefusedError(
            msg('"{code}" revision {revision} has no such step open', code=found.code, revision=found.revision),
            msg("Next: {command}", command=command_for(open_[0], found.code)) if open_ else None,
        )
    missing = ", ".join(describe(item) for item in open_[: open_.index(wanted)])
    raise RefusedError(
        msg("Before this step come others: {steps}", steps=missing),
        msg("Next: {command}", command=command_for(open_[0], found.code)),
    )
