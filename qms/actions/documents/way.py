"""What every act on the way of a revision needs: the text in work, who is at the desk, whether duties are apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qms.actions.documents.standing import committed_text, standing
from qms.actions.session import Session, numbered, settled, text_of
from qms.actions.trust.signing import signer_for
from qms.errors import RefusedError, UsageError
from qms.ledger.progress import Progress, Step, progress
from qms.ledger.separation import Part, conflicts, parts
from qms.model.act import Act, Deed
from qms.model.document import Document
from qms.model.flow import Approval
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.model.status import State


class Actor(NamedTuple):
    """The role that acts, and the person in it: an id of `organisation/people.yaml`, else an address."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class Work:
    """A committed text on its way: the repository, the document, its revision, its row of the matrix, how far it is."""

    snapshot: Snapshot
    document: Document
    revision: int
    row: Approval
    progress: Progress

    @property
    def code(self) -> str:
        """The code of the document."""
        return self.document.code


def row_of(snapshot: Snapshot, document: Document) -> Approval:
    """Return the row of the matrix for a document; where there is none, any role approves."""
    return snapshot.settings.approval(document.type) or Approval("")


def work(session: Session, typed: str) -> Work:
    """Return the text in work of the document that `typed` names; see `work_on`."""
    snapshot = settled(session)
    return work_on(session, snapshot, text_of(snapshot, typed))


def work_on(session: Session, snapshot: Snapshot, document: Document) -> Work:
    """Return a text on its way.

    Refuses one that is not committed, a skeleton, a withdrawn document, a revision that is decided already.
    """
    committed_text(session, document)
    code, revision = document.code, numbered(snapshot, document)
    if not revision:
        raise RefusedError(
            msg('"{code}" is still a skeleton (revision 0)', code=code),
            msg('Write its text, then "qms revise {code} --change … --basis …"', code=code),
        )
    if standing(session, snapshot, code).state is State.WITHDRAWN:
        raise RefusedError(msg('"{code}" is withdrawn', code=code), msg("Make a new document with a new code"))
    _check_undecided(snapshot.acts(code), document, revision)
    row = row_of(snapshot, document)
    found = progress(snapshot.acts(code), revision, document.sha256, row)
    return Work(snapshot, document, revision, row, found)


def _check_undecided(acts: Sequence[Act], document: Document, revision: int) -> None:
    last = max((act.revision for act in acts if act.decides), default=0)
    if revision <= last:
        same = any(act.sha256 == document.sha256 for act in acts if act.decides)
        raise RefusedError(
            msg('Revision {revision} of "{code}" is approved already', revision=revision, code=document.code)
            if same
            else msg('Another text of "{code}" was approved as revision {revision}', code=document.code, revision=last),
            msg('A changed text needs a new revision: "qms revise {code} --change … --basis …"', code=document.code),
        )


def desk(session: Session, snapshot: Snapshot) -> str:
    """Return who is at the desk: the person of the key that signs; where acts are not signed, the person of
    `organisation/people.yaml` with git's address, else that address.
    """
    signer = signer_for(session, snapshot.settings)
    if signer:
        return signer.person.id
    email = (session.author or session.workspace.git.identity()).email.strip().casefold()
    known = snapshot.person(email)
    return known.id if known else email


def actor(session: Session, snapshot: Snapshot, roles: Sequence[str], by: str) -> Actor:
    """Return who acts in one of `roles` (none: any). Without `by` it is the role that the person holds, or the only
    one.

    Refuses a role that is not among them, and a person who does not hold it today.
    """
    person, today = desk(session, snapshot), session.today.isoformat()
    if not by:
        own = _held(session, snapshot, person)
        held = [role for role in roles or own if role in own]
        by = next(iter(held or roles if len(roles) == 1 or held else ()), "")
    if not by:
        raise UsageError(msg("Say as which role you act"), msg("Write after --by one of: {roles}", roles=_names(roles)))
    if roles and by not in roles:
        raise RefusedError(
            msg('"{role}" may not take this step', role=by), msg("By qms.yaml these may: {roles}", roles=_names(roles))
        )
    check_holder(snapshot, by, person, today)
    return Actor(by, person)


def _held(session: Session, snapshot: Snapshot, person: str) -> Collection[str]:
    """Return the roles that a person holds today."""
    signer = signer_for(session, snapshot.settings)
    if signer:
        return signer.person.roles
    known, today = snapshot.people.get(person), session.today.isoformat()
    return [post.position for post in known.posts if post.holds_on(today)] if known else ()


def attesting_role(session: Session, snapshot: Snapshot) -> str:
    """Return the role in which the person at the desk attests what was done on paper."""
    allowed = snapshot.settings.flow.attest
    own = _held(session, snapshot, desk(session, snapshot))
    return next((role for role in allowed if role in own), allowed[0])


def check_holder(snapshot: Snapshot, role: str, person: str, today: str) -> None:
    """Refuse a person at the desk where `organisation/people.yaml` says that somebody else holds the role.

    Where acts are signed, the trust file says who holds it, and the signature proves it.
    """
    if snapshot.settings.mode == "signed":
        return
    holder = snapshot.people.get(snapshot.holder(role, today))
    if holder and holder.emails and holder.id != person:
        raise RefusedError(
            msg('"{person}" does not hold the position "{role}" today', person=person, role=role),
            msg("Let the holder act; who holds it stands in organisation/people.yaml"),
        )


def check_separation(snapshot: Snapshot, done: Iterable[Act], own: Iterable[Part]) -> None:
    """Refuse an act by which one person would do two duties of a revision that must be apart."""
    known = [part for act in done for part in parts(act)]
    for found in conflicts([*known, *own], snapshot.settings.flow.waive):
        raise RefusedError(
            SAME_PERSON[found.separation](found.person),
            msg(
                "Let another person do it; qms.yaml can waive the separation: flow, waive: [{name}]",
                name=found.separation,
            ),
        )


SAME_PERSON: Mapping[str, Callable[[str], Message]] = {
    "prepare-check": lambda who: msg('"{person}" has submitted this revision, and cannot check it too', person=who),
    "prepare-approve": lambda who: msg('"{person}" has submitted this revision, and cannot approve it too', person=who),
    "check-approve": lambda who: msg('"{person}" has checked this revision, and cannot approve it too', person=who),
    "prepare-attest": lambda who: msg('"{person}" has submitted this revision, and cannot attest it too', person=who),
    "check-attest": lambda who: msg('"{person}" has checked this revision, and cannot attest it too', person=who),
}
"""What to say where one person would do two duties that must be apart."""
COMMANDS = {
    Deed.PREPARE: "qms submit {code}",
    Deed.CHECK: "qms check-off {code}",
    Deed.AGREE: "qms agree {code}",
    Deed.APPROVE: 'qms approve {code} --decision "…"',
    Deed.EFFECT: 'qms effect {code} --order "…"',
    Deed.REGISTER: 'qms external register {code} --basis "…"',
}


def command_for(step: Step, code: str) -> str:
    """Return the command that takes a step."""
    role = f" --by {step.roles[0]}" if step.roles else ""
    return COMMANDS[step.deed].format(code=code) + role


def _names(roles: Sequence[str]) -> str:
    return ", ".join(roles) or "–"
