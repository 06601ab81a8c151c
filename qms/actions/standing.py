"""Where a document stands today, and whether the text on disk is the committed one."""

from __future__ import annotations

from qms.actions.session import Session
from qms.adapters.sources import CommitTree
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
    workspace = session.workspace
    if workspace.git.head() is None:
        return None
    found = CommitTree.at(workspace.git, "HEAD", workspace.prefix).read(path)
    return found if isinstance(found, bytes) else None


def committed_text(session: Session, document: Document) -> None:
    """Refuse a text that differs from the last commit: an act binds what git keeps."""
    import hashlib

    data = committed_bytes(session, document.path)
    if data is None or hashlib.sha256(data).hexdigest() != document.sha256:
        raise RefusedError(
            msg('The text of "{code}" on disk is not the committed one', code=document.code),
            msg('Record the change first: "qms revise {code} --change … --basis …"', code=document.code),
        )
