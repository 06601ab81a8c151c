"""Record edits that make no revision: drafts, texts on their way, lists and registers. Nobody needs git for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qms.actions.checking.changed import changed
from qms.actions.documents.record import write
from qms.actions.documents.standing import committed_bytes, received_files, received_hash
from qms.actions.session import Session, find, front_matter_broken, head, settle, words
from qms.adapters.files.documents import read_document
from qms.adapters.files.sources import WorkTree
from qms.adapters.prints.shown import digest, pictures, shown
from qms.errors import RefusedError
from qms.history.sheet import DOCUMENT
from qms.ledger.bound import received_files as bound_files
from qms.ledger.lines import file_name
from qms.model.document import Document
from qms.model.file_name import is_left_over
from qms.model.message import msg
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Edits:
    """The files that differ from the last commit, with their bytes (None: gone), and the documents among them."""

    files: dict[str, bytes | None]
    codes: tuple[str, ...]


def edits(session: Session, typed: Sequence[str] = ()) -> Edits:
    """Return what would be recorded: of the documents that `typed` names, else everything that differs.

    Refuses a ledger that was edited, an approved text without a new revision, a revision that was raised by hand, a
    document that was removed, a front matter that cannot be read.
    """
    settle(session)
    head(session)
    snapshot = session.workspace.snapshot()
    wanted = tuple(find(snapshot, code).code for code in typed)
    differing = sorted(changed(session.workspace, "HEAD").paths)
    paths = [path for path in differing if not (path.startswith(".") or any(map(is_left_over, path.split("/"))))]
    if wanted:
        own = [snapshot.documents[code] for code in wanted]
        drawn = {path for one in own for path in (*pictures(one).values(), *received_files(session, one))}
        paths = [path for path in paths if path in drawn or _is_of(snapshot, path, wanted)]
    if not paths:
        raise RefusedError(msg("Nothing has changed since the last commit"), msg("Save your edits first"))
    documents = {item.path: item for item in snapshot.files}
    _check_pictures(session, snapshot, paths)
    _check_received(session, snapshot, paths)
    for path in paths:
        _check(session, snapshot, path, documents.get(path))
    codes = dict.fromkeys(documents[path].code for path in paths if path in documents)
    return Edits(dict(_bytes(session, paths)), tuple(codes))


def commit(session: Session, found: Edits, note: str = "") -> str:
    """Commit the files as they were looked at; returns the id of the commit."""
    names = ", ".join(found.codes or found.files)
    subject = words(note) or f"Edit {names}"
    expected = {path: data for path, data in found.files.items() if data is not None}
    return write(session, found.files, subject, {DOCUMENT: ", ".join(found.codes)}, expected)


def _is_of(snapshot: Snapshot, path: str, codes: Sequence[str]) -> bool:
    own = {item.path for item in snapshot.files if item.code in codes}
    return path in own or path in {f"distribution/{file_name(code)}.yaml" for code in codes}


def _bytes(session: Session, paths: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    tree = WorkTree(session.workspace.root)
    for path in paths:
        data = tree.read(path)
        if data is not None and not isinstance(data, bytes):
            raise RefusedError(data.message, data.help)
        yield path, data


def _check(session: Session, snapshot: Snapshot, path: str, document: Document | None) -> None:
    if path.startswith("ledger/"):
        raise RefusedError(
            msg('"{path}" on disk is not the committed one', path=path),
            msg('A ledger is written by qms alone. Take the change back with "git restore {path}"', path=path),
        )
    before = committed_bytes(session, path)
    if document is None:
        _check_removed(snapshot, path, before)
        return
    if document.problems:
        raise front_matter_broken(document)
    if document.translation:
        return
    old = read_document(before, path, snapshot.settings).revision if before is not None else document.revision
    decided = any(act.decides and act.revision == document.revision for act in snapshot.acts(document.code))
    if decided or document.revision != old:
        raise _new_revision(document.code)


def _check_pictures(session: Session, snapshot: Snapshot, paths: Sequence[str]) -> None:
    """Refuse another picture in a text that is approved: what was approved is what is printed."""
    for document in snapshot.documents.values():
        approval = next((act for act in reversed(snapshot.acts(document.code)) if act.decides), None)
        if approval is None or not approval.text("pictures") or approval.sha256 != document.sha256:
            continue
        changed_ = [path for path in pictures(document).values() if path in paths]
        if changed_ and digest(shown(WorkTree(session.workspace.root), document)) != approval.text("pictures"):
            raise _new_revision(document.code)


def _check_received(session: Session, snapshot: Snapshot, paths: Sequence[str]) -> None:
    """Refuse another file from outside beside a card that is registered with it."""
    for document in snapshot.documents.values():
        bound = bound_files(snapshot.acts(document.code), document.revision) if document.is_card else ""
        stem = document.path.rpartition(".")[0]
        if bound and any(path.startswith(f"{stem}.") for path in paths) and received_hash(session, document) != bound:
            raise RefusedError(
                msg('The received file of "{code}" is not the registered one', code=document.code),
                msg('Register it: "qms external change {code} --change … --basis …"', code=document.code),
            )


def _new_revision(code: str) -> RefusedError:
    return RefusedError(
        msg('The edit of "{code}" makes a new revision', code=code),
        msg('Record it with "qms revise {code} --change … --basis …"', code=code),
    )


def _check_removed(snapshot: Snapshot, path: str, before: bytes | None) -> None:
    """Refuse the removal of a document about which something was decided: it is withdrawn, never deleted."""
    if before is None or not path.startswith(tuple(f"{name}/" for name in snapshot.settings.keys.documents)):
        return
    code = read_document(before, path, snapshot.settings).code
    if code in snapshot.ledgers and code not in snapshot.documents:
        raise RefusedError(
            msg('The text of "{code}" is gone', code=code),
            msg('Bring it back with "git restore {path}"; a document is ended with "qms withdraw"', path=path),
        )
