"""Where a document stands today, and whether its text and what belongs to it are on disk as they were committed."""

from __future__ import annotations

from qms.actions.session import Session
from qms.adapters.files.received import ending, received
from qms.adapters.files.sources import WorkTree
from qms.adapters.prints.shown import digest, pictures
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
    """Refuse a text that differs from the last commit, or whose files do: an act binds what git keeps."""
    import hashlib

    data = committed_bytes(session, document.path)
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        raise RefusedError(
            msg('The text of "{code}" on disk is not the committed one', code=document.code),
            msg('Record the change first: "qms revise {code} --change … --basis …"', code=document.code),
        )
    committed_files(session, document)


def committed_files(session: Session, document: Document) -> None:
    """Refuse pictures of a text, or received files beside a card, that differ from the last commit."""
    for path in altered_files(session, document):
        raise RefusedError(
            msg('"{path}" on disk is not the committed one', path=path),
            msg("Next: qms commit {code}", code=document.code),
        )


def received_files(session: Session, document: Document) -> tuple[str, ...]:
    """Return the paths of the received files beside a card."""
    return received(WorkTree(session.workspace.root), [document]).get(document.code, ())


def received_hash(session: Session, document: Document) -> str:
    """Return one hash over the received files beside a card, that its registration binds; empty without one."""
    paths = received_files(session, document)
    return digest({ending(document, path): _file(session, document, path) for path in paths})


def _file(session: Session, document: Document, path: str) -> bytes:
    """Return a file that belongs to a text as it lies on disk; refuses one that is not there."""
    found = WorkTree(session.workspace.root).read(path)
    if isinstance(found, bytes):
        return found
    if found is not None:
        raise RefusedError(found.message, found.help)
    raise RefusedError(
        msg('The picture "{path}" of "{code}" is not there', path=path, code=document.code),
        msg("Put it there, or take it out of the text"),
    )


def altered_files(session: Session, document: Document) -> dict[str, bytes]:
    """Return the pictures of a text and the received files beside a card that differ from the last commit, by path.

    Refuses a picture that is not there.
    """
    paths = (*pictures(document).values(), *received_files(session, document))
    found = {path: _file(session, document, path) for path in paths}
    return {path: data for path, data in found.items() if data != committed_bytes(session, path)}
