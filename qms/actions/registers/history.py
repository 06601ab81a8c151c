"""Who changed what in an entry, and when: from the commits that touched its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qms.actions.registers.commit import BY
from qms.actions.registers.overview import find
from qms.actions.registers.values import plain_value
from qms.actions.session import Session
from qms.adapters.files.entries import read_entry, rows_of
from qms.adapters.files.tables import read_table
from qms.adapters.yaml.edits import Value
from qms.model.entry import Entry
from qms.model.register import Register


@dataclass(frozen=True, slots=True)
class Altered:
    """A field of an entry before and after a commit; empty where it was not there."""

    name: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that changed an entry: id, moment (ISO 8601), author, subject, who acted (a position), the fields."""

    commit: str
    when: str
    author: str
    subject: str
    by: str
    altered: tuple[Altered, ...]


def history(session: Session, typed: str) -> tuple[Register, Entry, tuple[Step, ...]]:
    """Return every change of an entry, oldest first."""
    register, entry = find(session.workspace.registers(), typed)
    session.workspace.git.require_history()
    return register, entry, tuple(_steps(session, register, entry))


def _steps(session: Session, register: Register, entry: Entry) -> Iterator[Step]:
    workspace = session.workspace
    before: dict[str, Value] = {}
    git, path = workspace.git, workspace.in_git(entry.path)
    commits = [commit for commit in git.shown(git.commits(path), path) if commit.changes]
    blobs = dict(git.blobs(dict.fromkeys(c.new for commit in commits for c in commit.changes if c.new)))
    for commit in commits:
        new = commit.changes[0].new
        after = _values(blobs[new], register, entry) if new else {}
        altered = tuple(
            Altered(name, before.get(name, ""), after.get(name, ""))
            for name in dict.fromkeys((*after, *before))
            if before.get(name, "") != after.get(name, "")
        )
        if altered:
            subject, _, rest = commit.message.partition("\n")
            by = next((line.removeprefix(f"{BY}: ") for line in rest.splitlines() if line.startswith(f"{BY}: ")), "")
            yield Step(commit.id, commit.when, commit.author, subject, by, altered)
        before = after


def _values(data: bytes, register: Register, entry: Entry) -> dict[str, Value]:
    """Return the fields of an entry as one version of its file has them."""
    if register.one_file:
        rows = rows_of(register, read_table(data, entry.path)[0])
        front = next((row.front for row in rows if row.code == entry.code), None)
    else:
        front = read_entry(data, entry.path, register.id).front
    return {name: plain_value(node) for name, node in front.entries.items()} if front else {}
