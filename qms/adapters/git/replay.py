"""Commits that were not shared yet, and commits made like them on another parent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qms.adapters.git import journal as git_journal
from qms.adapters.git.door import Git
from qms.errors import RepositoryError
from qms.model.message import msg

_PERSON = re.compile(rb"^(author|committer) (.*) <(.*)> (\d+) ([+-]\d{4})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with one parent: who and when as git takes them from its environment, and its message."""

    id: str
    parent: str
    who: Mapping[str, str]
    message: bytes


def common(git: Git, one: str, two: str) -> str:
    """Return the newest commit that both have; RepositoryError where they have none."""
    try:
        return git.read("merge-base", one, two).decode("ascii").split()[0]
    except (RepositoryError, IndexError) as error:
        raise RepositoryError(
            msg("This clone and the shared repository have nothing in common"),
            msg("Look whether the address of the shared repository is the right one"),
        ) from error


def subjects(git: Git, base: str | None, head: str) -> tuple[str, ...]:
    """Return the first lines of the messages of the commits after `base` (of all where there is none), oldest first."""
    span = [f"{base}..{head}"] if base else [head]
    listed = git.read("rev-list", "--reverse", "--format=%s", *span).decode("utf-8", "replace")
    return tuple(listed.split("\n")[1::2])  # after a line with its id


def since(git: Git, base: str, head: str) -> tuple[Commit, ...]:
    """Return the commits after `base`, the oldest first; RepositoryError where one of them joins two branches."""
    ids = git.read("rev-list", "--reverse", "--topo-order", "--parents", f"{base}..{head}").decode("ascii")
    found = []
    for line in ids.splitlines():
        commit, *parents = line.split()
        if len(parents) != 1:
            raise RepositoryError(
                msg("A commit of this clone joins two branches: {id}", id=commit[:12]),
                msg('Share it with git itself: "git pull", then "git push"'),
            )
        head_lines, _, message = git.read("cat-file", "commit", commit).partition(b"\n\n")
        found.append(Commit(commit, parents[0], _who(head_lines), message))
    return tuple(found)


def _who(head: bytes) -> Mapping[str, str]:
    who = {}
    for role, name, email, seconds, zone in _PERSON.findall(head):
        words = (name, email, b"@" + seconds + b" " + zone)
        for what, value in zip(("NAME", "EMAIL", "DATE"), words, strict=True):
            who[f"GIT_{role.decode().upper()}_{what}"] = value.decode("utf-8", "surrogateescape")
    return who


def write_blob(git: Git, data: bytes) -> str:
    """Put bytes into the object store; returns their id."""
    return git.write("hash-object", "-w", "--no-filters", "--stdin", data=data).decode("ascii").strip()


def make(git: Git, parent: str, changes: Mapping[str, tuple[str, str | None]], like: Commit) -> str:
    """Make a commit on `parent` with `changes` (mode and blob by path; None removes), by the person of `like`.

    Nothing is visible yet: no branch moves.
    """
    draft = git_journal.draft_index(git)
    variables = {"GIT_INDEX_FILE": str(draft)}
    git.write("read-tree", parent, variables=variables)
    lines = git_journal.index_lines(changes, parent)
    git.write("update-index", "-z", "--index-info", data=lines, variables=variables)
    tree = git.write("write-tree", variables=variables).decode("ascii").strip()
    draft.unlink(missing_ok=True)
    made = git.write("commit-tree", tree, "-p", parent, data=like.message, variables=like.who)
    return made.decode("ascii").strip()
