"""Where the files of a repository are read from: the work tree as it lies on disk, or the tree of a commit."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from qms.adapters.git import Entry, Git
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.problem import Problem

LARGEST = 50_000_000
REGULAR = frozenset({"100644", "100755"})


class Source(Protocol):
    """Files by path relative to the root of the documents repository, `/` between folders."""

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted."""

    def read(self, path: str) -> bytes | Problem | None:
        """Return the bytes of a file, None where there is none, a problem where it may not be read."""


@dataclass(frozen=True, slots=True)
class WorkTree:
    """The files on disk. Links are never followed."""

    root: Path

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted; hidden ones and other repositories are left out."""
        return sorted(_walk(self.root, under))

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file without following a link at its end."""
        full = self.root / path
        try:
            mode = full.lstat().st_mode
            if stat.S_ISLNK(mode):
                return _unreadable(path, msg("This is a link, not a file"))
            if not stat.S_ISREG(mode):
                return _unreadable(path, msg("This is no file"))
            return _read_regular(full)
        except FileNotFoundError:
            return None
        except OSError as error:
            return _unreadable(path, msg('The file cannot be read: "{reason}"', reason=error.strerror or ""))


def _read_regular(full: Path) -> bytes:
    handle = os.open(full, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(LARGEST)


def _walk(root: Path, under: str) -> Iterator[str]:
    folders = [under.strip("/")]
    while folders:
        folder = folders.pop()
        try:
            found = list(os.scandir(root / folder))
        except OSError:
            continue
        if folder != under and any(entry.name == ".git" for entry in found):
            continue
        for entry in found:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path


def _unreadable(path: str, message: Message) -> Problem:
    return Problem("unreadable", Location(path), message, msg("Put a regular file in its place"))


@dataclass(frozen=True, slots=True)
class CommitTree:
    """The files of a commit; `prefix` is the folder of the documents repository within it (ending in `/`, or empty)."""

    git: Git
    revision: str
    prefix: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @classmethod
    def at(cls, git: Git, revision: str, prefix: str) -> CommitTree:
        """Read the tree of `revision` once."""
        tree = git.tree(revision, prefix.rstrip("/"))
        entries = {path.removeprefix(prefix): entry for path, entry in tree.items() if path.startswith(prefix)}
        return cls(git, revision, prefix, entries)

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted."""
        folder = under.strip("/") + "/"
        return sorted(path for path in self.entries if path.startswith(folder))

    def read(self, path: str) -> bytes | Problem | None:
        """Return the bytes of a file of the commit."""
        entry = self.entries.get(path) or self.entries.get(unicodedata.normalize("NFC", path))
        if entry is None:
            return None
        if entry.mode not in REGULAR:
            return _unreadable(path, msg("This is a link, not a file"))
        return next(data for _id, data in self.git.blobs([entry.id]))
