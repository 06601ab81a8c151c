"""What all commands that write entries share: what was typed, what was written, the commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.actions.documents.record import write
from qms.actions.registers.values import World
from qms.actions.session import Session, settle
from qms.adapters.files.sources import WorkTree
from qms.adapters.yaml.edits import Value, edited
from qms.errors import RepositoryError, UsageError
from qms.model.entry import Entry
from qms.model.message import Words, msg
from qms.model.register import CODE, STATE, Register

REGISTER, ENTRY, BY, TO = "Qms-Register", "Qms-Entry", "Qms-By", "Qms-State"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed: `NAME=VALUE` pairs that are set, those that are added to lists, and who does it."""

    sets: Sequence[str] = ()
    adds: Sequence[str] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written: the entry's register and code, its file, the commit, its state, the values that changed."""

    register: str
    code: str
    path: str
    commit: str
    state: str
    values: Mapping[str, Value]


def world_of(session: Session) -> World:
    """Return the repository as it lies on disk, for an act that changes it."""
    settle(session)
    return World.of(session.workspace.snapshot(), session.workspace.registers())


def check_filled(register: Register, names: Sequence[str]) -> None:
    """Refuse fields that must not stay empty."""
    if names:
        fields = ", ".join(f"--set {name}=…" for name in names)
        first = Words(register.fields[names[0]].title)
        raise UsageError(msg('The field "{field}" is empty', field=first), msg("Write: {fields}", fields=fields))


@dataclass(frozen=True, slots=True)
class Note:
    """What a commit says of itself: its first line, who did it, the state into which an entry was moved."""

    subject: str
    by: str = ""
    state: str = ""


def rewrite(session: Session, register: Register, entry: Entry, values: Mapping[str, Value], note: Note) -> Kept:
    """Change values of an entry in its file and commit it."""
    row = None
    if register.one_file:
        rows = session.workspace.registers().of(register.id)
        row = next(at for at, one in enumerate(rows) if one.code == entry.code)
    data = bytes_of(session, entry.path)
    if data is None:
        raise RepositoryError(msg('"{path}" cannot be read', path=entry.path), msg('"qms check" says why'))
    order = (CODE, STATE, *register.fields)
    fresh = edited(data, entry.path, values, order, row)
    done = commit(session, {entry.path: fresh}, register, entry.code, note)
    return Kept(register.id, entry.code, entry.path, done, note.state or entry.state, values)


def bytes_of(session: Session, path: str) -> bytes | None:
    """Return a file as it lies on disk; None where there is none."""
    found = WorkTree(session.workspace.root).read(path)
    return found if isinstance(found, bytes) else None


def commit(session: Session, files: Mapping[str, bytes], register: Register, code: str, note: Note) -> str:
    """Commit files of a register; the trailers say which entry, into which state, and who did it."""
    trailers = {REGISTER: register.id, ENTRY: code, TO: note.state, BY: note.by}
    return write(session, files, note.subject, trailers)
