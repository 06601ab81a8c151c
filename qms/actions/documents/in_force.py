"""What was in force on a day: auditors ask which text people had to follow then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qms.actions.changes.history import Past, past
from qms.actions.session import Session
from qms.adapters.files.documents import read_document
from qms.history.sheet import steps
from qms.ledger.state import standing
from qms.model.act import Act
from qms.model.change import Version
from qms.model.document import Document
from qms.model.snapshot import Snapshot
from qms.model.status import Status


@dataclass(frozen=True, slots=True)
class InForce:
    """A document as it stood on a day.

    `status` is its state by the acts decided until then, None where it did not exist yet; `version` is the text of the
    revision that the state speaks of (of a draft the newest text), None where git has none; `counted` is the number
    that the change-registration sheet gives to that text, where texts carry none.
    """

    code: str
    day: str
    status: Status | None
    version: Version | None
    snapshot: Snapshot
    counted: int | None = None

    @property
    def revision(self) -> int | None:
        """The revision that the state speaks of; of a draft the one of its text, or its number in the sheet."""
        if self.status is None or self.status.revision is not None:
            return self.status.revision if self.status else None
        carried = self.version.revision if self.version else None
        return self.counted if carried is None else carried


def in_force(session: Session, typed: str, day: str) -> InForce:
    """Return how the document that `typed` names stood on a day (ISO 8601), which may also lie ahead.

    An act counts from the day of its decision, though the ledger may have got it later: what was decided on paper was
    to be followed from then on.
    """
    whole = past(session, typed).on(day)
    code, snapshot = whole.found.code, whole.snapshot
    texts = tuple(version for version in whole.versions if version.blob)
    if not texts and not whole.acts:
        return InForce(code, day, None, None, snapshot)
    document = _text(session, whole, texts[-1]) if texts else None
    months = snapshot.settings.review_months(document.type, document.level) if document else 36
    status = standing(document, whole.acts, date.fromisoformat(day), months)
    if status.approval is None and (not whole.versions or not whole.versions[-1].blob):
        return InForce(code, day, None, None, snapshot)
    version = _version(texts, status.approval)
    numbers = {step.final.commit.id: step.revision for step in steps(whole.versions, whole.acts)}
    return InForce(code, day, status, version, snapshot, numbers.get(version.commit.id) if version else None)


def _text(session: Session, whole: Past, version: Version) -> Document:
    data = next(data for _id, data in session.workspace.git.blobs([version.blob]))
    return read_document(data, version.path, whole.snapshot.settings)


def _version(texts: tuple[Version, ...], approval: Act | None) -> Version | None:
    """Return the text that was approved, where it is; of a draft the newest."""
    if approval is None:
        return texts[-1] if texts else None
    return next((version for version in reversed(texts) if version.sha256 == approval.sha256), None)
