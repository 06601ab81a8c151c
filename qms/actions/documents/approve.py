"""Record that a revision was approved, on paper or by decision (manual 6.1; ISO 9001:2015, 7.5.2 c)."""

from __future__ import annotations

from dataclasses import dataclass

from qms.actions.changes.versions_of import versions_of
from qms.actions.documents.record import begin
from qms.actions.documents.revise import is_editorial
from qms.actions.documents.way import Work, attesting_role, check_holder, check_separation, command_for, desk, work_on
from qms.actions.session import Session, day, settled, text_of, words
from qms.adapters.files.sources import WorkTree
from qms.adapters.prints.shown import digest, shown
from qms.errors import RefusedError, UsageError
from qms.history.sheet import BASIS, DOCUMENT, EDITORIAL
from qms.ledger.bound import translations_hash
from qms.ledger.progress import describe
from qms.ledger.separation import Part, authors
from qms.model.act import Deed
from qms.model.message import msg
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Decision:
    """An approval as it was taken: the role, the decision (body, number), its day, the day it comes into force.

    `by_order`: it was taken on paper, with what came before it; who records it attests that.
    """

    by: str
    basis: str
    on: str = ""
    effective: str = ""
    by_order: bool = False


@dataclass(frozen=True, slots=True)
class Approved:
    """What was recorded; `effective` is empty while an order of its own must put it into effect."""

    code: str
    revision: int
    effective: str
    commit: str


def approve(session: Session, typed: str, decision: Decision) -> Approved:
    """Append the approval of the committed text to its ledger and commit.

    Refuses a text with uncommitted changes, a role that may not approve this type, a revision that is approved
    already, a withdrawn document, an effective date before the decision, a revision of which steps are recorded and
    others still open, a person who wrote or checked it.
    """
    return approve_all(session, [typed], decision)[0]


def approve_all(session: Session, typed: list[str], decision: Decision) -> tuple[Approved, ...]:
    """Approve several documents by one decision, in one commit."""
    snapshot = settled(session)
    on = day(decision.on, "--on") if decision.on else session.today.isoformat()
    effective = day(decision.effective, "--effective") if decision.effective else on
    check_days(session, on, effective)
    documents = [text_of(snapshot, code) for code in typed]
    record = begin(session, snapshot.settings)
    past = versions_of(session.workspace, snapshot.settings, [document.code for document in documents])
    done: list[tuple[str, int, str]] = []
    for document in documents:
        _check_decision(snapshot, document.type, decision)
        found = work_on(session, snapshot, document)
        waits = bool(found.row.effect)
        if waits and decision.effective:
            raise UsageError(
                msg('"{code}" is put into effect by an order of its own', code=found.code),
                msg('Leave --effective out; then "qms effect {code} --order …" names the day', code=found.code),
            )
        own = past.get(found.code, ())
        fields = _fields(session, found, decision, on, tuple(authors(own, found.revision, snapshot)))
        weight = EDITORIAL if is_editorial(own, found.revision) else ""
        days = {"on": on, "effective": "" if waits else effective, "awaits": "effect" if waits else ""}
        days["pictures"] = digest(shown(WorkTree(session.workspace.root), document))
        days["translations"] = translations_hash(snapshot.texts(found.code), found.code, found.revision)
        record.add(Deed.APPROVE, found.code, found.revision, document.sha256, **fields, **days, weight=weight)
        done.append((found.code, found.revision, "" if waits else effective))
    names = ", ".join(f"{code} r{revision}" for code, revision, _effective in done)
    commit = record.commit(f"Approve {names}", {DOCUMENT: names, BASIS: words(decision.basis)})
    return tuple(Approved(*item, commit) for item in done)


def check_days(session: Session, on: str, effective: str) -> None:
    """Refuse a decision that is still to come, and an effective day before it."""
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


def _check_decision(snapshot: Snapshot, kind: str, decision: Decision) -> None:
    """Refuse a role that may not decide, and an empty decision."""
    row = snapshot.settings.approval(kind)
    if row and row.external:
        raise RefusedError(
            msg("A document from outside is registered, not approved"),
            msg('Next: qms external register CODE --basis "…"'),
        )
    allowed = row.approve if row else tuple(snapshot.settings.roles)
    if allowed and decision.by not in allowed:
        raise RefusedError(
            msg('"{role}" may not approve documents of the type "{type}"', role=decision.by, type=kind),
            msg("By qms.yaml these may: {roles}", roles=", ".join(allowed)),
        )
    if not words(decision.basis):
        raise UsageError(
            msg("The decision is empty"), msg('Write its number and date after --decision: "№ 5, 26.05.2021"')
        )


def _fields(session: Session, found: Work, decision: Decision, on: str, wrote: tuple[Part, ...]) -> dict[str, str]:
    """Return what the act says beside its days: role, person, basis, who attests; `wrote` are the known authors."""
    settings, missing = found.snapshot.settings, found.progress.before_decision
    steps = settings.recorded(found.document.type) or found.progress.begun
    if missing and steps and not decision.by_order:
        raise RefusedError(
            msg("Before the approval come other steps: {steps}", steps=", ".join(map(describe, missing))),
            msg(
                "Next: {command}; or, if they were taken on paper, repeat the approval with --by-order",
                command=command_for(missing[0], found.code),
            ),
        )
    at_desk = desk(session, found.snapshot)
    if steps and not decision.by_order:
        check_holder(found.snapshot, decision.by, at_desk, session.today.isoformat())
    own = at_desk if (steps or settings.mode == "signed") and not decision.by_order else ""
    person = own or found.snapshot.holder(decision.by, on)
    submitted = any(act.deed is Deed.PREPARE for act in found.progress.done)
    did = [*(() if submitted else wrote), Part("approve", decision.by, person)]
    attest = attesting_role(session, found.snapshot) if decision.by_order else ""
    if attest:
        did.append(Part("attest", attest, at_desk))
    check_separation(found.snapshot, found.progress.done, did)
    attested = {"attested": attest, "attester": at_desk if attest else ""}
    return {"by": decision.by, "person": person, "basis": words(decision.basis), **attested}
