"""Tell whether a PDF in hand is a copy that was issued, unaltered and still in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qms.actions.copies import copies_of
from qms.actions.session import Session
from qms.actions.standing import standing
from qms.codes.lookalikes import skeleton
from qms.errors import UsageError
from qms.model.act import Act, Deed
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.model.status import State
from qms.model.verdict import Finding, Verdict

if TYPE_CHECKING:
    from qms.adapters.pdf import PdfFacts

_TOKEN = re.compile(r"QMS1\|(?P<code>[^|]{1,200})\|(?P<revision>\d{1,6})\|(?P<number>\d{1,9})\|(?P<mark>[A-Z2-7]{8})")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a PDF says that it is: by its token, else by what stands in its footers."""

    code: str
    revision: int | None = None
    number: int | None = None
    mark: str = ""


def verify(session: Session, path: Path) -> Verdict:
    """Compare a PDF with the ledgers. UsageError where the file cannot be read as a copy at all.

    A copy is known by the SHA-256 of its bytes; one altered byte is enough to fail. What an altered or invented copy
    claims to be is read from its token and footers.
    """
    from qms.adapters.pdf import read_copy

    facts = read_copy(_bytes(path))
    snapshot = session.workspace.committed()
    for act in _issues(snapshot):
        if act.text("pdf") == facts.sha256:
            return _known(session, snapshot, act)
    claim = _claim(snapshot, facts)
    if claim is None:
        raise UsageError(
            msg('"{path}" is no copy of a document of this repository', path=path.name),
            msg("A copy carries the code of the document, the copy number and a mark at the foot of every page"),
        )
    return _unknown(session, snapshot, claim)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            msg('"{path}" cannot be read: "{reason}"', path=str(path), reason=error.strerror or ""),
            msg("Check the spelling of the path"),
        ) from error


def _issues(snapshot: Snapshot) -> Iterator[Act]:
    for ledger in snapshot.ledgers.values():
        yield from (act for act in ledger.acts if act.deed is Deed.ISSUE)


def _known(session: Session, snapshot: Snapshot, act: Act) -> Verdict:
    state = standing(session, snapshot, act.code)
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
        details = msg("This copy is genuine; its revision comes into force on {day}.", day=coming.in_force_from or "–")
    else:
        details = _closed(session, snapshot, act) or details
    return Verdict(finding, act.code, details, act.revision, act.number, act.text("holder"), state.revision, since)


def _ahead(session: Session, act: Act, coming: Act) -> bool:
    """Tell whether a copy is of a revision that is approved but not yet in force."""
    return act.revision == coming.revision and coming.effective > session.today.isoformat()


def _closed(session: Session, snapshot: Snapshot, act: Act) -> Message | None:
    """Say so where the ledger no longer counts the copy as out: it was returned, destroyed or lost."""
    for copy in copies_of(session, snapshot, act.code):
        if (copy.number, copy.revision) == (act.number, act.revision) and copy.closed:
            return msg(
                "This copy is genuine, but the ledger closed it on {day}: it should not be out.", day=copy.closed
            )
    return None


def _claim(snapshot: Snapshot, facts: PdfFacts) -> Claim | None:
    found = _TOKEN.fullmatch(facts.token.strip())
    if found:
        return Claim(found["code"], int(found["revision"]), int(found["number"]), found["mark"])
    text = "\n".join((facts.title, *facts.footers))
    joined = "".join(text.split())  # letters that are kerned come out of a PDF one by one
    for act in _issues(snapshot):
        if act.text("mark") and act.text("mark") in joined:
            return Claim(act.code, act.revision, act.number, act.text("mark"))
    folded = skeleton(text)
    known = sorted({*snapshot.documents, *snapshot.ledgers}, key=len, reverse=True)
    code = next((code for code in known if skeleton(code) in folded), "")
    return Claim(code) if code else None


def _unknown(session: Session, snapshot: Snapshot, claim: Claim) -> Verdict:
    """The bytes are not those of any issued copy: either one was altered, or it was never issued."""
    current = standing(session, snapshot, claim.code).revision if claim.code in snapshot.ledgers else None
    act = next(
        (
            act
            for act in snapshot.acts(claim.code)
            if act.deed is Deed.ISSUE and (act.number, act.revision) == (claim.number, claim.revision)
        ),
        None,
    )
    if act is None:
        details = msg("No copy with this number was ever issued. It is a draft, a reading copy or a forgery.")
        return Verdict(Finding.NEVER_ISSUED, claim.code, details, claim.revision, claim.number, "", current)
    details = (
        msg("The file is not the one that was issued: something in it was changed.")
        if act.text("mark") == claim.mark
        else msg("The mark is not that of the copy that was issued under this number.")
    )
    return Verdict(Finding.ALTERED, claim.code, details, claim.revision, claim.number, act.text("holder"), current)
