"""Where the files of a repository are read from: the work tree as it lies on disk, or the tree of a commit."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from typing import Protocol

from qms.adapters.git.door import Entry, Git
from qms.adapters.reasons import reason
from qms.model.file_name import is_left_over
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.problem import Problem

LARGEST = 50_000_000
REGULAR = frozenset({"100644", "100755"})
LINK, SUBMODULE = "120000", "160000"
TEXTS = (".md", ".yaml", ".yml", ".jsonl")


class Source(Protocol):
    """Files by path relative to the root of the documents repository, `/` between folders."""

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted."""

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return what keeps files below a folder from being seen: links, folders that cannot be opened, other
        repositories.
        """

    def read(self, path: str) -> bytes | Problem | None:
        """Return the bytes of a file, None where there is none, a problem where it may not be read."""


@dataclass(frozen=True, slots=True)
class WorkTree:
    """The files on disk. Links are never followed."""

    root: Path

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted; but hidden ones, those left by systems, other repositories."""
        folder = under.strip("/")
        return () if self._link(folder) else sorted(_walk(self.root, folder, []))

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return the links below a folder or on the way to it, and the folders that cannot be looked into."""
        folder = under.strip("/")
        link = self._link(folder)
        if link:
            return (linked(link),)
        found: list[Problem] = []
        links = [linked(path) for path in _walk(self.root, folder, found) if _is_link(f"{self.root}/{path}")]
        return sorted((*links, *found), key=lambda problem: problem.at)

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file without following a link at its end or on the way to it. Nothing lies outside the root."""
        if path.startswith("/") or ".." in PurePath(path).parts or "\0" in path:
            return None
        try:
            if self._link(path):
                return linked(path)
            full = f"{self.root}/{path}"
            if not stat.S_ISREG(os.lstat(full).st_mode):
                return _unreadable(path, msg("This is no file"))
            return _read_regular(full, path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return _unreadable(path, msg('The file cannot be read: "{reason}"', reason=reason(error)))

    def _link(self, path: str) -> str:
        """Return the first link on the way from the root to `path`, which counts too; an empty text without one."""
        return next((way for way in _ways(path) if _is_link(f"{self.root}/{way}")), "")


def _ways(path: str) -> list[str]:
    """Return the folders on the way to a path, and the path itself."""
    parts = [part for part in path.split("/") if part not in {"", "."}]
    return ["/".join(parts[: length + 1]) for length in range(len(parts))]


def _is_link(full: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(full).st_mode)
    except OSError:
        return False


def _read_regular(full: str, path: str) -> bytes | Problem:
    handle = os.open(full, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        size = min(os.fstat(handle).st_size, LARGEST)
        data = file.read(size + 1)  # no more: memory is taken for all that is asked
        if len(data) > size:  # it has grown meanwhile, or is too large
            data += file.read(LARGEST)
    return _bounded(data, path)


def _bounded(data: bytes, path: str) -> bytes | Problem:
    if len(data) <= LARGEST:
        return data
    return Problem(
        "unreadable",
        Location(path),
        msg("The file is larger than {limit} bytes", limit=LARGEST),
        msg("Keep only text here, and pictures in files of their own"),
    )


def _walk(root: Path, under: str, hidden: list[Problem]) -> Iterator[str]:
    """Yield the files below a folder; `hidden` takes in the folders that cannot be looked into."""
    folders = [under]
    while folders:
        folder = folders.pop()
        try:
            found = list(os.scandir(root / folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            hidden.append(_closed(folder, error))
            continue
        if folder != under and any(entry.name == ".git" for entry in found):
            hidden.append(foreign_repository(folder))
            continue
        for entry in found:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith(".") or is_left_over(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path


def _closed(path: str, error: OSError) -> Problem:
    return Problem(
        "unreadable",
        Location(path),
        msg('The folder cannot be opened: "{reason}"', reason=reason(error)),
        msg("Give yourself the right to read it: nothing in it is checked"),
    )


def foreign_repository(path: str) -> Problem:
    """Return the problem of a folder that is a git repository of its own: nothing in it is read."""
    return Problem(
        "unreadable",
        Location(path),
        msg("This folder is a git repository of its own; nothing in it is checked"),
        msg('Move its documents into this repository, or delete ".git" in it'),
    )


def _unreadable(path: str, message: Message) -> Problem:
    return Problem("unreadable", Location(path), message, msg("Put a regular file in its place"))


def linked(path: str) -> Problem:
    """Return the problem of a link: what stands behind it is never read."""
    return _unreadable(path, msg("This is a link, not a file"))


@dataclass(frozen=True, slots=True)
class CommitTree:
    """The files of a commit; `prefix` is the folder of the documents repository within it (ending in `/`, or empty).

    Listing a folder reads its texts in one stream; `texts` keeps them by blob.
    """

    git: Git
    revision: str
    prefix: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def at(cls, git: Git, revision: str, prefix: str) -> CommitTree:
        """Read the tree of `revision` once."""
        tree = git.tree(revision, prefix.rstrip("/"))
        entries = {path.removeprefix(prefix): entry for path, entry in tree.items() if path.startswith(prefix)}
        return cls(git, revision, prefix, entries)

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted; hidden ones and other repositories are left out, as on disk."""
        found = self.listed(under)
        self.fetch(path for path in found if path.casefold().endswith(TEXTS))
        return found

    def listed(self, under: str) -> Sequence[str]:
        """Return the same without reading them."""
        folder = under.strip("/") + "/"
        return sorted(
            path
            for path, entry in self.entries.items()
            if path.startswith(folder) and entry.mode != SUBMODULE and "/." not in path[len(folder) - 1 :]
        )

    def fetch(self, paths: Iterable[str]) -> None:
        """Read these files in one stream, to have them when they are asked for."""
        entries = (self.entries[path] for path in paths)
        wanted = dict.fromkeys(entry.id for entry in entries if entry.mode in REGULAR and entry.id not in self.texts)
        self.texts.update(self.git.blobs(wanted))

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return the links below a folder or on the way to it, and the other repositories in it."""
        parts = PurePosixPath(under.strip("/")).parts
        ways = ["/".join(parts[: length + 1]) for length in range(len(parts))]
        yield from (linked(path) for path in (*ways, *self.files(under)) if self._is_link(path))
        for path, entry in self.entries.items():
            if entry.mode == SUBMODULE and path.startswith(f"{under.strip('/')}/"):
                yield foreign_repository(path)

    def _is_link(self, path: str) -> bool:
        return path in self.entries and self.entries[path].mode == LINK

    def read(self, path: str) -> bytes | Problem | None:
        """Return the bytes of a file of the commit."""
        entry = self.entries.get(path) or self.entries.get(unicodedata.normalize("NFC", path))
        if entry is None:
            return None
        if entry.mode not in REGULAR:
            return linked(path)
        if entry.id not in self.texts:
            self.texts.update(self.git.blobs([entry.id]))
        return _bounded(self.texts[entry.id], path)
