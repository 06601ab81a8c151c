"""Tell whether a copy in hand was issued, is unaltered and still in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qms.actions.copies.evidence import Evidence, gather
from qms.actions.copies.manifests import manifest_in, verify_manifest
from qms.actions.copies.moves import copies_of
from qms.actions.copies.page_marks import compared, marked, origins, runs, strangers
from qms.actions.copies.seal import public_keys
from qms.actions.copies.signed_file import with_signature
from qms.actions.documents.standing import standing
from qms.actions.session import Session
from qms.codes.lookalikes import skeleton
from qms.errors import QmsError, UsageError
from qms.ledger.marks import act_hash
from qms.model.act import PRINT_DEEDS, Act, Deed
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.model.status import State
from qms.model.token import Token
from qms.model.verdict import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.adapters.prints.pdf import PdfFacts

_COMPARE = msg("Compare number, holder and revision with the paper; the token says nothing about its other pages.")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a copy says that it is: by its token, else by what stands in its footers."""

    code: str
    revision: int | None = None
    number: int | None = None


def verify(session: Session, words: Sequence[str], folder: Path) -> Verdict:
    """Compare what is in hand with the ledgers. UsageError where it cannot be read as a copy at all.

    A PDF is known by the SHA-256 of its bytes; one altered byte is enough to fail. A paper is known by its token or by
    its marks.
    """
    manifest = manifest_in(words, folder)
    if manifest:
        return verify_manifest(manifest, public_keys(session))
    snapshot = session.workspace.committed()
    known = {act.text("pdf"): act for act in _issues(snapshot)}
    evidence = gather(words, folder, known)
    if evidence.issued:
        found = _known(session, snapshot, known[evidence.issued])
        return with_signature(found, evidence) if evidence.before else found
    if evidence.facts:
        return _pdf(session, snapshot, evidence, evidence.facts)
    if evidence.token:
        return _token(session, snapshot, evidence.token)
    return _marks(session, snapshot, evidence.marks)


def _issues(snapshot: Snapshot) -> Iterator[Act]:
    for ledger in snapshot.ledgers.values():
        yield from (act for act in ledger.acts if act.deed in PRINT_DEEDS)


def _pdf(session: Session, snapshot: Snapshot, evidence: Evidence, facts: PdfFacts) -> Verdict:
    claim = _claim(snapshot, facts, evidence.token)
    if claim is None:
        raise UsageError(
            msg('"{path}" is no copy of a document of this repository', path=evidence.name),
            msg("A copy carries the code of the document, the copy number and a mark at the foot of every page"),
        )
    act = _act(snapshot, claim)
    if act is None:
        return _never(session, snapshot, claim, evidence.token)
    told = _altered(session, snapshot, act, evidence)
    false = _false_token(session, act, evidence.token) if evidence.token else None
    return replace(told, notes=(*((false,) if false else ()), *told.notes))


def _token(session: Session, snapshot: Snapshot, token: Token) -> Verdict:
    """Judge a paper by its token."""
    claim = Claim(token.code, token.revision, token.number)
    act = None if token.provisional else _act(snapshot, claim)
    if act is None:
        return _never(session, snapshot, claim, token)
    false = _false_token(session, act, token)
    if false:
        return _told(session, snapshot, act, Finding.ALTERED, false)
    signed = (
        msg("The seal of the organisation has signed its token.")
        if public_keys(session) and token.signature
        else msg("Its token is not signed: it agrees with the ledger, but anybody could have printed it.")
    )
    found = _known(session, snapshot, act)
    return replace(found, notes=(*found.notes, signed, _COMPARE))


def _false_token(session: Session, act: Act, token: Token) -> Message | None:
    """Say what is wrong with a token that claims to be of the copy that `act` has issued."""
    from qms.adapters.seals import copy_seal as seal

    keys = public_keys(session)
    if keys and (token.signature or act.text("seal")) and not seal.is_genuine(token.signature, token.signed, keys):
        return msg("The signature of its token is false: the seal of the organisation has not made it.")
    if token.hash != act_hash(act):
        return msg("Its token is not that of the copy that was issued under this number.")
    return None


def _marks(session: Session, snapshot: Snapshot, typed: Sequence[str]) -> Verdict:
    """Judge a paper by the marks at the foot of its pages: all must be of one copy."""
    found = marked(_issues(snapshot), typed)
    unknown = ", ".join(mark for mark in typed if mark not in found)
    if not found:
        details = msg("No copy with the mark {mark} was ever issued.", mark=unknown)
        return Verdict(Finding.NEVER_ISSUED, "", details)
    act = next(iter(found.values())).act
    if unknown:
        return _told(session, snapshot, act, Finding.ALTERED, msg("No copy has the mark {mark}.", mark=unknown))
    if len({place.copy for place in found.values()}) > 1:
        mixed = _told(session, snapshot, act, Finding.ALTERED, msg("The pages are of different copies."))
        return replace(mixed, holder="", copy=None, notes=tuple(origins(found)))
    told = _known(session, snapshot, act)
    pages = tuple(place.page for place in found.values())
    notes = (compared(act, pages), msg("A mark is no proof: the QR code of the title page is."))
    return replace(told, notes=(*told.notes, *notes), pages=pages)


def _known(session: Session, snapshot: Snapshot, act: Act) -> Verdict:
    state = standing(session, snapshot, act.code)
    if act.deed is Deed.PROVISIONAL:
        details = msg(
            "This is a provisional print of {day}. Exchange it for a numbered copy.", day=printed_day(act.day)
        )
        return _told(session, snapshot, act, Finding.PROVISIONAL, details)
    finding, since = Finding.CURRENT, ""
    details = msg("This copy is genuine and its revision is in force.")
    if state.state is State.WITHDRAWN and state.withdrawn:
        finding, since = Finding.WITHDRAWN, state.withdrawn.effective
        details = msg("The document was withdrawn on {day}. Return this copy to the quality department.", day=since)
    elif state.revision is not None and act.revision < state.revision:
        finding, since = Finding.SUPERSEDED, state.effective
        details = msg(
            "Revision {revision} has replaced it since {day}. Return this copy to the quality department.",
            revision=state.revision,
            day=since,
        )
    elif (coming := state.pending or state.approval) and _ahead(session, act, coming):
        details = msg(
            "This copy is genuine; its revision comes into force on {day}.", day=printed_day(coming.effective)
        )
    else:
        details = _closed(session, snapshot, act) or details
    return Verdict(finding, act.code, details, act.revision, act.number, act.text("holder"), state.revision, since)


def _ahead(session: Session, act: Act, coming: Act) -> bool:
    """Tell whether a copy is of a revision that is approved but not yet in force."""
    return act.revision == coming.revision and coming.effective > session.today.isoformat()


def _closed(session: Session, snapshot: Snapshot, act: Act) -> Message | None:
    """Say so where the ledger no longer counts the copy as out: it was returned, destroyed or lost."""
    for copy in copies_of(session, snapshot, act.code):
        if (copy.number, copy.revision, copy.pdf) == (act.number, act.revision, act.text("pdf")) and copy.closed:
            return msg(
                "This copy is genuine, but the ledger closed it on {day}: it should not be out.", day=copy.closed
            )
    return None


def _claim(snapshot: Snapshot, facts: PdfFacts, token: Token | None) -> Claim | None:
    if token:
        return Claim(token.code, token.revision, token.number)
    text = "\n".join((facts.title, *facts.footers))
    joined = "".join(text.split())  # letters that are kerned come out of a PDF one by one
    for place in marked(_issues(snapshot), runs(joined)).values():
        return Claim(place.act.code, place.act.revision, place.act.number)
    folded = skeleton(text)
    known = sorted({*snapshot.documents, *snapshot.ledgers}, key=len, reverse=True)
    code = next((code for code in known if skeleton(code) in folded), "")
    return Claim(code) if code else None


def _act(snapshot: Snapshot, claim: Claim) -> Act | None:
    wanted = (claim.number, claim.revision)
    same = (act for act in snapshot.acts(claim.code) if act.deed is Deed.ISSUE)
    return next((act for act in same if (act.number, act.revision) == wanted), None)


def _never(session: Session, snapshot: Snapshot, claim: Claim, token: Token | None) -> Verdict:
    """A number that nobody gave out: a provisional print, or no copy at all."""
    from qms.adapters.seals import copy_seal as seal

    current = standing(session, snapshot, claim.code).revision if claim.code in snapshot.ledgers else None
    keys = public_keys(session)
    if token and token.provisional and (not keys or seal.is_genuine(token.signature, token.signed, keys)):
        details = msg(
            "This is a provisional print of {day}. Exchange it for a numbered copy.", day=printed_day(token.day)
        )
        return Verdict(Finding.PROVISIONAL, claim.code, details, claim.revision, None, "", current)
    details = msg("No copy with this number was ever issued. It is a draft, a reading copy or a forgery.")
    return Verdict(Finding.NEVER_ISSUED, claim.code, details, claim.revision, claim.number, "", current)


def _told(session: Session, snapshot: Snapshot, act: Act, finding: Finding, details: Message) -> Verdict:
    current = standing(session, snapshot, act.code).revision
    return Verdict(finding, act.code, details, act.revision, act.number, act.text("holder"), current)


def _altered(session: Session, snapshot: Snapshot, act: Act, evidence: Evidence) -> Verdict:
    """Say what was altered, by setting the copy again and comparing the two part by part."""
    import hashlib

    from qms.actions.copies.differences import differences
    from qms.actions.copies.reissue import reissued
    from qms.adapters import apart
    from qms.adapters.prints.pdf import read_parts

    details = msg("The file is not the one that was issued: something in it was changed.")
    found = _told(session, snapshot, act, Finding.ALTERED, details)
    try:
        true = reissued(session, snapshot, act)
    except QmsError:
        true = b""
    if hashlib.sha256(true).hexdigest() != act.text("pdf"):
        version = act.text("press") or "?"
        return replace(
            found, notes=(msg('What was changed cannot be told: it was set with "{press}".', press=version),)
        )
    strange = strangers(_issues(snapshot), act, evidence.facts.footers if evidence.facts else ())
    return replace(found, notes=(*strange, *differences(read_parts(true), apart.read_parts(evidence.data))))
