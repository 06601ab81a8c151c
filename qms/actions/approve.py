"""Record that a revision was approved, on paper or by decision (manual 6.1; ISO 9001:2015, 7.5.2 c)."""

from __future__ import annotations

from dataclasses import dataclass

from qms.actions.record import begin
from qms.actions.session import Session, day, settled, text_of, words
from qms.actions.standing import committed_text, standing
from qms.errors import RefusedError, UsageError
from qms.history.sheet import BASIS, DOCUMENT
from qms.model.act import Act, Deed
from qms.model.document import Document
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import State


@dataclass(frozen=True, slots=True)
class Decision:
    """An approval as it was taken: the role, the decision (body, number), its day, the day it comes into force."""

    by: str
    basis: str
    on: str = ""
    effective: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """What was recorded."""

    code: str
    revision: int
    effective: str
    commit: str


def approve(session: Session, typed: str, decision: Decision) -> Approved:
    """Append the approval of the committed text to its ledger and commit.

    Refuses a text with uncommitted changes, a role that may not approve this type, a revision that is approved
    already, a withdrawn document, an effective date before the decision.
    """
    return approve_all(session, [typed], decision)[0]


def approve_all(session: Session, typed: list[str], decision: Decision) -> tuple[Approved, ...]:
    """Approve several documents by one decision, in one commit."""
    snapshot = settled(session)
    on = day(decision.on, "--on") if decision.on else session.today.isoformat()
    effective = day(decision.effective, "--effective") if decision.effective else on
    _check_days(session, on, effective)
    documents = [text_of(snapshot, code) for code in typed]
    record = begin(session, snapshot.settings)
    for document in documents:
        revision = _may_approve(session, snapshot, document, decision)
        record.add(
            Deed.APPROVE,
            document.code,
            revision,
            document.sha256,
            by=decision.by,
            basis=words(decision.basis),
            on=on,
            effective=effective,
        )
    names = ", ".join(f"{document.code} r{document.revision}" for document in documents)
    trailers = {DOCUMENT: names, BASIS: words(decision.basis)}
    commit = record.commit(f"Approve {names}", trailers)
    return tuple(Approved(item.code, item.revision or 0, effective, commit) for item in documents)


def _check_days(session: Session, on: str, effective: str) -> None:
    if effective < on:
        raise UsageError(
            msg("The effective date {effective} lies before the decision of {on}", effective=effective, on=on),
            msg("A document comes into force on the day of its approval or later"),
        )
    if on > session.today.isoformat():
        raise UsageError(
            msg("The decision of {on} lies in the future", on=on),
            msg("Record an approval after it was given; write the coming day after --effective"),
        )


def _may_approve(session: Session, snapshot: Snapshot, document: Document, decision: Decision) -> int:
    _check_role(snapshot, document, decision.by)
    if not words(decision.basis):
        raise UsageError(
            msg("The decision is empty"), msg('Write its number and date after --decision: "№ 5, 26.05.2021"')
        )
    committed_text(session, document)
    revision = document.revision
    if not revision:
        raise RefusedError(
            msg('"{code}" is still a skeleton (revision 0)', code=document.code),
            msg('Write its text, then "qms revise {code} --change … --basis …"', code=document.code),
        )
    state = standing(session, snapshot, document.code)
    if state.state is State.WITHDRAWN:
        raise RefusedError(msg('"{code}" is withdrawn', code=document.code), msg("Make a new document with a new code"))
    _check_revision(snapshot.acts(document.code), document, revision)
    return revision


def _check_role(snapshot: Snapshot, document: Document, role: str) -> None:
    settings = snapshot.settings
    approval = settings.approval(document.type)
    allowed = approval.approve if approval else tuple(settings.roles)
    if allowed and role not in allowed:
        raise RefusedError(
            msg('"{role}" may not approve documents of the type "{type}"', role=role, type=document.type),
            msg("By qms.yaml these may: {roles}", roles=", ".join(allowed)),
        )


def _check_revision(acts: tuple[Act, ...], document: Document, revision: int) -> None:
    last = max((act.revision for act in acts if act.decides), default=0)
    if revision <= last:
        same = any(act.sha256 == document.sha256 for act in acts if act.decides)
        raise RefusedError(
            msg('Revision {revision} of "{code}" is approved already', revision=revision, code=document.code)
            if same
            else msg('Another text of "{code}" was approved as revision {revision}', code=document.code, revision=last),
            msg('A changed text needs a new revision: "qms revise {code} --change … --basis …"', code=document.code),
        )
