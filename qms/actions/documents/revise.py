"""Record a change of a document: raise its revision and commit the text with the reason (ISO 9001:2015, 7.5.3.2 c)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from qms.actions.changes.versions_of import versions_of
from qms.actions.documents.record import write
from qms.actions.documents.standing import altered_files, committed_bytes, standing
from qms.actions.documents.way import row_of
from qms.actions.session import Session, front_matter_broken, numbered, settled, text_of, words
from qms.adapters.files.documents import read_document
from qms.adapters.files.sources import WorkTree
from qms.adapters.past.versions import body
from qms.adapters.yaml.bytes import replace_scalar
from qms.errors import RefusedError, UsageError
from qms.history.pairing import compare
from qms.history.sheet import BASIS, CHANGE, DOCUMENT, EDITORIAL, KIND, WEIGHT
from qms.ledger.progress import progress
from qms.model.change import ChangeKind, Sections, Version
from qms.model.document import Document
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import State


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a change: what is new, why, whether it is an addition, whether only wording changed."""

    summary: str
    basis: str = ""
    kind: ChangeKind = ChangeKind.CHANGE
    editorial: bool = False


@dataclass(frozen=True, slots=True)
class Revised:
    """The revision that was recorded, and whether every step up to its approval will be, too."""

    code: str
    revision: int
    path: str
    commit: str
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What the text on disk has that the last revision has not, by section; `revision` is that last one (0: none)."""

    code: str
    revision: int
    sections: Sections


def news(session: Session, typed: str) -> News:
    """Return what is new in the text on disk since the last revision."""
    snapshot = settled(session)
    document = text_of(snapshot, typed)
    _check_readable(snapshot, document)
    past = versions_of(session.workspace, snapshot.settings, [document.code]).get(document.code, ())
    last = _last(past, snapshot, document.code)
    if last is None:
        return News(document.code, 0, compare("", document.body))
    before = body(session.workspace, snapshot.settings, [last.blob])[last.blob]
    return News(document.code, last.revision or 0, compare(before, document.body))


def _last(past: Iterable[Version], snapshot: Snapshot, code: str) -> Version | None:
    """Return the text of the last approved revision; where none is approved, the first of the revision that is last."""
    present = [version for version in past if version.blob]
    hashes = [act.sha256 for act in snapshot.acts(code) if act.decides]
    approved = [version for version in present if hashes and version.sha256 == hashes[-1]]
    same = [version for version in present if version.revision == present[-1].revision]
    return next(iter(approved or same), None)


def revise(session: Session, typed: str, change: Change) -> Revised:
    """Raise `revision` in the file by one and commit it with its files; one that the person has raised stays.

    Refuses a withdrawn document, a picture that is not there, a text that is the same as that of the last revision, and
    a revision that is on its way: until it is decided its further edits are committed, not counted.
    """
    summary, basis = words(change.summary), words(change.basis)
    if not summary:
        raise UsageError(msg("The change is empty"), msg('Say what is new after --change: "Section 5 rewritten"'))
    snapshot = settled(session)
    document = text_of(snapshot, typed)
    _check_readable(snapshot, document)
    data = WorkTree(session.workspace.root).read(document.path)
    if not isinstance(data, bytes):
        raise RefusedError(msg('"{path}" cannot be read', path=document.path), msg("Run the command again"))
    if standing(session, snapshot, document.code).state is State.WITHDRAWN:
        raise RefusedError(msg('"{code}" is withdrawn', code=document.code), msg("Make a new document with a new code"))
    _check_not_on_its_way(snapshot, document)
    drawn = altered_files(session, document)
    revision, text = _raised(session, snapshot, document, data, drawn=bool(drawn))
    trailers = {
        DOCUMENT: document.code,
        CHANGE: summary,
        BASIS: basis,
        KIND: change.kind.value,
        WEIGHT: EDITORIAL if change.editorial else "",
    }
    subject = f"Revise {document.code} to r{revision}: {summary}"
    commit = write(session, {document.path: text, **drawn}, subject, trailers, {document.path: data, **drawn})
    return Revised(document.code, revision, document.path, commit, snapshot.settings.recorded(document.type))


def is_editorial(past: Iterable[Version], revision: int) -> bool:
    """Tell whether a revision changed only the wording: every commit of it that says what it is says so."""
    own = [version.commit.trailers for version in past if version.revision == revision]
    weights = [trailers[WEIGHT].strip().casefold() for trailers in own if WEIGHT in trailers]
    return bool(weights) and all(weight == EDITORIAL for weight in weights)


def _check_readable(snapshot: Snapshot, document: Document) -> None:
    if document.problems:
        raise front_matter_broken(document)
    numbered(snapshot, document)


def _check_not_on_its_way(snapshot: Snapshot, document: Document) -> None:
    acts, revision = snapshot.acts(document.code), document.revision or 0
    found = progress(acts, revision, document.sha256, row_of(snapshot, document))
    decided = any(act.decides and act.revision == revision for act in acts)
    if found.begun and not decided:
        raise RefusedError(
            msg('Revision {revision} of "{code}" is on its way', revision=revision, code=document.code),
            msg('Record further edits with "qms commit {code}", then submit the text again', code=document.code),
        )


def _raised(session: Session, snapshot: Snapshot, document: Document, data: bytes, *, drawn: bool) -> tuple[int, bytes]:
    """Return the new revision and the text that carries it; `drawn`: there is another picture in it, or another
    received file beside it."""
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
    if not drawn and hashlib.sha256(data).hexdigest() in _texts(session, snapshot, document.code, revision):
        raise RefusedError(
            msg('The text of "{code}" is the same as in revision {revision}', code=document.code, revision=revision),
            msg('Edit "{path}" first, then run the command again', path=document.path),
        )
    scalar = document.front.scalar("revision")
    if scalar is None:
        raise RefusedError(msg("The revision is missing"), msg('Write "revision: 1"'))
    if document.labelled:
        own = snapshot.settings.keys.own("revision")
        raise RefusedError(
            msg(
                '"{path}" still says revision {revision} (line {line})',
                path=document.path,
                revision=revision,
                line=scalar.at.line,
            ),
            msg('Write {next} after "{label}" there, then run the command again', next=revision + 1, label=own),
        )
    return revision + 1, replace_scalar(data, scalar, str(revision + 1))


def _texts(session: Session, snapshot: Snapshot, code: str, revision: int) -> set[str]:
    """Return the hashes of what counts as the text of a revision: the first that carried it, and the approved one."""
    past = versions_of(session.workspace, snapshot.settings, [code]).get(code, ())
    first = next((version.sha256 for version in past if version.revision == revision), "")
    approved = {act.sha256 for act in snapshot.acts(code) if act.decides and act.revision == revision}
    return {first, *approved}
