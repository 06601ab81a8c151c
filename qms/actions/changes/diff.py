"""What changed between two revisions of a document, or since the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.actions.changes.history import Past, past
from qms.actions.prints.approved_pictures import pictures_of
from qms.actions.session import Session
from qms.adapters.files.documents import read_document
from qms.adapters.files.sources import WorkTree
from qms.adapters.prints.shown import pictures
from qms.errors import UsageError
from qms.history.redline import Text, redline
from qms.history.sheet import Step, day_of, steps
from qms.model.act import Act
from qms.model.document import Document
from qms.model.message import Message, msg
from qms.model.redline import Change, Part


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: its revision, day and commit, and its pictures by name, each as its hash; `commit` is empty
    for the text on disk.
    """

    revision: int | None
    day: str
    commit: str
    text: Text
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two texts of a document and all their sections with what became of them."""

    code: str
    title: str
    old: Side
    new: Side
    parts: tuple[Part, ...]

    @property
    def changed(self) -> tuple[Part, ...]:
        """The sections in which something changed, or that stand elsewhere."""
        return tuple(part for part in self.parts if part.change is not Change.SAME or part.moved)

    @property
    def redrawn(self) -> tuple[str, ...]:
        """The pictures that both texts show, and that are not the same."""
        old, new = self.old.pictures, self.new.pictures
        return tuple(name for name in new if name in old and new[name] != old[name])


def diff(session: Session, typed: str, first: int | None = None, second: int | None = None) -> Diff:
    """Compare revision `first` with `second`.

    Without `second`, with the text on disk. Without both, what is new since the last revision; where the text on disk
    is that revision itself, what it changed. UsageError where there is nothing to compare.
    """
    whole = past(session, typed)
    known = {step.revision: step for step in steps(whole.versions, whole.acts)}
    if not known:
        raise UsageError(msg('"{code}" has no revision yet', code=whole.found.code), _record(whole))
    disk = _on_disk(session, whole)
    if second is not None:
        old, new = (_side(session, whole, known, number) for number in (first or 0, second))
    elif first is not None:
        old, new = _side(session, whole, known, first), disk or _side(session, whole, known, max(known))
    else:
        old, new = _latest(session, whole, known, disk)
    return Diff(whole.found.code, whole.title, old, new, redline(old.text, new.text))


def _latest(session: Session, whole: Past, known: dict[int, Step], disk: Side | None) -> tuple[Side, Side]:
    newest, *older = (_side(session, whole, known, number) for number in sorted(known, reverse=True)[:2])
    if disk is not None and (disk.text, disk.pictures) != (newest.text, newest.pictures):
        return newest, disk
    if not older:
        raise UsageError(
            msg('"{code}" has only one revision, and its text on disk is the same', code=whole.found.code),
            _record(whole),
        )
    return older[0], newest


def _record(whole: Past) -> Message:
    return msg('Edit the file, then run "qms diff {code}" again', code=whole.found.code)


def _on_disk(session: Session, whole: Past) -> Side | None:
    document = whole.found.document
    data = WorkTree(session.workspace.root).read(document.path) if document else None
    if document is None or not isinstance(data, bytes):
        return None
    text = text_of(data, document.body, document.body_line)
    return Side(document.revision, session.today.isoformat(), "", text, _pictures(session, document, None, ""))


def _side(session: Session, whole: Past, known: dict[int, Step], number: int) -> Side:
    step = known.get(number)
    if step is None:
        raise UsageError(
            msg('"{code}" has no revision {number}', code=whole.found.code, number=number),
            msg("Known are: {names}", names=", ".join(map(str, sorted(known)))),
        )
    version = step.final
    data = next(data for _id, data in session.workspace.git.blobs([version.blob]))
    document = read_document(data, version.path, whole.snapshot.settings)
    text, commit = text_of(data, document.body, document.body_line), version.commit.id
    approval = next((act for act in whole.acts if act.decides and act.sha256 == version.sha256), None)
    return Side(number, day_of(version), commit, text, _pictures(session, document, approval, commit))


def _pictures(session: Session, document: Document, approval: Act | None, commit: str) -> Mapping[str, str]:
    """Return the hash of every picture of a text, by its name."""
    found = pictures_of(session, document, approval, commit, tuple(pictures(document)))
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def text_of(data: bytes, body: str, body_line: int) -> Text:
    """Return a file as it is compared: the lines before its body, without the marks around them, and the body."""
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    front = lines[: body_line - 1] if body else lines
    return Text("\n".join(line for line in front if line.strip() != "---"), body)
