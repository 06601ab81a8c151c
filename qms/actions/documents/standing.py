"""Where a document stands today, and whether its text and pictures on disk are the committed ones."""

from __future__ import annotations

from qms.actions.session import Session
from qms.adapters.files.sources import WorkTree
from qms.adapters.prints.shown import pictures
from qms.errors import RefusedError
from qms.ledger import state
from qms.model.document import Document
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import Status


def standing(session: Session, snapshot: Snapshot, code: str) -> Status:
    """Return the state of a document on the day of the session."""
    document = snapshot.documents.get(code)
    settings = snapshot.settings
    months = settings.review_months(document.type, document.level) if document else 36
    return state.standing(document, snapshot.acts(code), session.today, months)


def committed_bytes(session: Session, path: str) -> bytes | None:
    """Return a file as the last commit has it; None where it is in no commit yet."""
    found = session.workspace.files_of("HEAD").read(path)
    return found if isinstance(found, bytes) else None


def committed_text(session: Session, document: Document) -> None:
    """Refuse a text that differs from the last commit, or shows pictures that do: an act binds what git keeps."""
    import hashlib

    data = committed_bytes(session, document.path)
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        raise RefusedError(
            msg('The text of "{code}" on disk is not the committed one', code=document.code),
            msg('Record the change first: "qms revise {code} --change … --basis …"', code=document.code),
        )
    for path in pictures(document).values():
        found = picture(session, document, path)
        if found != committed_bytes(session, path):
            raise RefusedError(
                msg('The picture "{path}" on disk is not the committed one', path=path),
                msg("Next: qms commit {code}", code=document.code),
            )


def picture(session: Session, document: Document, path: str) -> bytes:
    """Return a picture of a text as it lies on disk; refuses one that is not there."""
    found = WorkTree(session.workspace.root).read(path)
    if isinstance(found, bytes):
        return found
    raise RefusedError(
        msg('The picture "{path}" of "{code}" is not there', path=path, code=document.code),
        msg("Put it there, or take it out of the text"),
    )


def altered_pictures(session: Session, document: Document) -> dict[str, bytes]:
    """Return the pictures of a text that differ from the last commit, by path; refuses one that is not there."""
    found = {path: picture(session, document, path) for path in pictures(document).values()}
    return {path: data for path, data in found.items() if data != committed_bytes(session, path)}
