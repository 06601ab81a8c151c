"""Record a change of a document: raise its revision and commit the text with the reason (ISO 9001:2015, 7.5.3.2 c)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from qms.actions.record import write
from qms.actions.session import Session, front_matter_broken, settled, text_of, words
from qms.actions.standing import committed_bytes, standing
from qms.adapters.documents import read_document
from qms.adapters.edits import replace_scalar
from qms.adapters.sources import WorkTree
from qms.adapters.versions import versions
from qms.errors import RefusedError, UsageError
from qms.history.sheet import BASIS, CHANGE, DOCUMENT, KIND
from qms.model.change import ChangeKind
from qms.model.document import Document
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import State


@dataclass(frozen=True, slots=True)
class Revised:
    """The revision that was recorded."""

    code: str
    revision: int
    path: str
    commit: str


def revise(
    session: Session, typed: str, *, change: str, basis: str = "", kind: ChangeKind = ChangeKind.CHANGE
) -> Revised:
    """Raise `revision` in the file by one and commit it; where the person has raised it already, commit it as it is.

    Refuses a withdrawn document and a text that is the same as that of the last revision.
    """
    change, basis = words(change), words(basis)
    if not change:
        raise UsageError(msg("The change is empty"), msg('Say what is new after --change: "Section 5 rewritten"'))
    snapshot = settled(session)
    document = text_of(snapshot, typed)
    _check_readable(document)
    data = WorkTree(session.workspace.root).read(document.path)
    if not isinstance(data, bytes):
        raise RefusedError(msg('"{path}" cannot be read', path=document.path), msg("Run the command again"))
    if standing(session, snapshot, document.code).state is State.WITHDRAWN:
        raise RefusedError(msg('"{code}" is withdrawn', code=document.code), msg("Make a new document with a new code"))
    revision, text = _raised(session, snapshot, document, data)
    trailers = {DOCUMENT: document.code, CHANGE: change, BASIS: basis, KIND: kind.value}
    subject = f"Revise {document.code} to r{revision}: {change}"
    commit = write(session, {document.path: text}, subject, trailers, {document.path: data})
    return Revised(document.code, revision, document.path, commit)


def _check_readable(document: Document) -> None:
    if document.problems or document.revision is None:
        raise front_matter_broken(document)


def _raised(session: Session, snapshot: Snapshot, document: Document, data: bytes) -> tuple[int, bytes]:
    """Return the new revision and the text that carries it."""
    revision = document.revision or 0
    before = committed_bytes(session, document.path)
    old = read_document(before, document.path, snapshot.settings).revision or 0 if before is not None else 0
    if before is not None and revision == old + 1:
        return revision, data
    if before is not None and revision != old:
        raise RefusedError(
            msg("The file says revision {revision}, the last commit {old}", revision=revision, old=old),
            msg('Write {old} or {next} after "revision:"', old=old, next=old + 1),
        )
    if hashlib.sha256(data).hexdigest() in _texts(session, snapshot, document.code, revision):
        raise RefusedError(
            msg('The text of "{code}" is the same as in revision {revision}', code=document.code, revision=revision),
            msg('Edit "{path}" first, then run the command again', path=document.path),
        )
    scalar = document.front.scalar("revision")
    if scalar is None:
        raise RefusedError(msg("The revision is missing"), msg('Write "revision: 1"'))
    return revision + 1, replace_scalar(data, scalar, str(revision + 1))


def _texts(session: Session, snapshot: Snapshot, code: str, revision: int) -> set[str]:
    """Return the hashes of what counts as the text of a revision: the first that carried it, and the approved one."""
    past = versions(session.workspace, snapshot.settings, [code]).get(code, ())
    first = next((version.sha256 for version in past if version.revision == revision), "")
    approved = {act.sha256 for act in snapshot.acts(code) if act.decides and act.revision == revision}
    return {first, *approved}
