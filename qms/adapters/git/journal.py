"""The journal of a write: what a commit puts into the work tree and the index, kept until it is there.

The commit is made first, out of sight; moving the branch is the one instant that decides. Everything after it can be
done again from the journal, everything before it is forgotten.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from qms.adapters.git import files as git_files
from qms.adapters.git import paths as git_paths
from qms.adapters.git.door import JOURNAL, Entry, Git
from qms.errors import RepositoryError
from qms.model.message import msg
from qms.model.pattern import pattern

_MARK = b"written by qms: a lock that its next command removes\n"
_STALE_SECONDS = 1.0
_ID = pattern(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Step(NamedTuple):
    """What happens to one path: blob ids of the work tree before, of the index before, and of the commit."""

    mode: str
    before: str | None
    staged: str | None
    after: str | None

    @property
    def entry(self) -> Entry | None:
        """The file as the commit has it; None where it is removed."""
        return Entry(self.mode, self.after) if self.after else None


@dataclass(frozen=True, slots=True)
class Journal:
    """A write under way: the branch, its commit before and after, and the steps by path."""

    branch: str
    old: str | None
    new: str
    steps: Mapping[str, Step]


def folder(git: Git, name: str = "") -> Path:
    """Return the folder of qms in `.git`, or the one called `name` in it, made where it is missing."""
    place = git.git_dir / "qms"
    for step in (place, place / name):
        _check_no_link(step)
        git_files.make_folder(step)
    return place / name


def file(git: Git, name: str) -> Path:
    """Return a file in the folder of qms in `.git`; RepositoryError where it is a link: what is written stays here."""
    found = folder(git) / name
    _check_no_link(found)
    return found


def _check_no_link(place: Path) -> None:
    if place.is_symlink():
        raise RepositoryError(
            msg('"{folder}" is a link to another place', folder=str(place)),
            msg("Clone the repository again; an honest clone has no such link"),
        )


def is_first(git: Git) -> bool:
    """Tell whether the write that has not been finished is the first one of the repository."""
    found = _load(git) if git.unfinished else None
    return found is not None and found.old is None


def save(git: Git, journal: Journal) -> None:
    """Put the journal on the disk."""
    record = {
        "v": 1,
        "branch": journal.branch,
        "old": journal.old,
        "new": journal.new,
        "steps": {path: list(step) for path, step in journal.steps.items()},
    }
    git_files.replace(folder(git) / JOURNAL, json.dumps(record, sort_keys=True).encode())


def drop(git: Git) -> None:
    """Forget the journal: the write is finished, or never happened."""
    git_files.fail_point()
    (folder(git) / JOURNAL).unlink(missing_ok=True)
    git_files.sync_folder(folder(git))


def finish(git: Git) -> None:
    """Finish or forget what an interrupted write left, and remove its locks. Needs the lock of the repository."""
    _remove_index_lock(git)
    journal = _load(git)
    for leftover in _leftovers(git, journal):
        leftover.unlink(missing_ok=True)
    if journal is not None:
        remove_branch_locks(git, journal)
        entries = git.tree()
        steps = {path: step for path, step in journal.steps.items() if _object(entries, path) == step.after}
        if git.head() != journal.old and steps:
            with index_lock(git):
                roll_forward(git, steps)
    if git.unfinished:
        drop(git)


def roll_forward(git: Git, steps: Mapping[str, Step]) -> None:
    """Bring work tree and index to what the commit says; a file changed by hand meanwhile stays as it is.

    Needs the lock of the index.
    """
    for path, data in _contents(git, steps):
        _put(git, path, steps[path], data)
    _roll_index(git, steps)


def remove_branch_locks(git: Git, journal: Journal) -> None:
    """Remove the locks that a git of ours left: they hold the new commit, or nothing for a while."""
    locks = [lock for lock in (git.common_dir / f"{journal.branch}.lock", git.git_dir / "HEAD.lock") if lock.exists()]
    if locks and git.branch() == journal.branch:
        for lock in locks:
            _remove_lock(lock, journal.new)


def remove_ref_lock(git: Git, name: str) -> None:
    """Remove the lock of a reference that only mirrors another one, once no git can be writing it any more."""
    _remove_lock(git.common_dir / f"{name}.lock")


def _remove_lock(lock: Path, commit: str | None = None) -> None:
    """Remove a lock that holds nothing for a while, or the `commit` (any where none is named).

    One from the future was left by a clock that was wrong: it is young for that while only.
    """
    end = time.monotonic() + _STALE_SECONDS
    with suppress(FileNotFoundError):
        while time.monotonic() < end and _is_young(lock, commit):
            time.sleep(_STALE_SECONDS / 20)
        if commit is None or lock.read_bytes().strip() in (b"", commit.encode()):
            lock.unlink()


def _is_young(lock: Path, commit: str | None) -> bool:
    """Tell whether a git may still be at work; what holds the `commit` is known to be left over."""
    known = commit is not None and bool(lock.read_bytes())
    return not known and time.time() - lock.stat().st_mtime < _STALE_SECONDS


@contextmanager
def index_lock(git: Git) -> Iterator[None]:
    """Hold the lock of the index against every git program."""
    with git_files.marked(git.git_dir / "index.lock", folder(git) / "index.mark", _MARK):
        yield


def draft_index(git: Git) -> Path:
    """Name a new private index. Never the same twice: the git of a killed process may still be writing its own."""
    return folder(git) / f"index.{os.urandom(8).hex()}"


def blob_id(data: bytes, like: str) -> str:
    """Return the object id of a blob, in the hash that the id `like` shows."""
    algorithm = "sha256" if len(like) == 64 else "sha1"
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def read_file(git: Git, path: str) -> bytes | None:
    """Return the bytes of a file of the work tree, None where there is none; links are refused, also on the way."""
    place = git.root
    for name in path.split("/"):
        if place != git.root and place.exists() and not place.is_dir():
            raise _not_a_file(path)
        place = place / name
        if place.is_symlink():
            raise _not_a_file(path)
    if not place.exists():
        return None
    if not place.is_file():
        raise _not_a_file(path)
    handle = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as stream:
        return stream.read()


def index_lines(steps: Mapping[str, tuple[str, str | None]], like: str) -> bytes:
    """Return modes and objects by path as `update-index -z --index-info` reads them; None removes a path."""
    none = "0" * len(like)
    lines = (f"{mode if blob else 0} {blob or none}\t{path}\0" for path, (mode, blob) in sorted(steps.items()))
    return "".join(lines).encode()


def _contents(git: Git, steps: Mapping[str, Step]) -> Iterator[tuple[str, bytes | None]]:
    wanted = {path: step.after for path, step in sorted(steps.items()) if step.after and step.before != step.after}
    yield from ((path, None) for path, step in sorted(steps.items()) if step.after is None)
    blobs = git.blobs(wanted.values())
    yield from ((path, data) for path, (_, data) in zip(wanted, blobs, strict=True))


def _put(git: Git, path: str, step: Step, data: bytes | None) -> None:
    place = git.root / path
    try:
        held = read_file(git, path)
    except RepositoryError:
        return
    if held == data or (None if held is None else blob_id(held, like=step.after or step.before or "")) != step.before:
        return
    if data is None:
        git_files.remove(place, git.root)
    else:
        git_files.make_folder(place.parent)
        git_files.replace(place, data, executable=step.mode == "100755")


def _roll_index(git: Git, steps: Mapping[str, Step]) -> None:
    """Give the index the committed objects of these paths, unless it was changed by hand; the rest of it stays."""
    held = git.index()
    change = {
        path: (step.mode, step.after)
        for path, step in steps.items()
        if _object(held, path) == step.staged and held.get(path) != step.entry
    }
    if change:
        change_index(git, index_lines(change, git.head() or ""))


def change_index(git: Git, lines: bytes) -> None:
    """Give the index what `lines` say, through a draft: a git that is killed leaves no lock. Needs the lock."""
    real, draft = git.git_dir / "index", draft_index(git)
    if real.exists():
        shutil.copy(real, draft)
    git_files.fail_point()
    git.write("update-index", "-z", "--index-info", data=lines, variables={"GIT_INDEX_FILE": str(draft)})
    git_files.fail_point()
    draft.replace(real)
    git_files.sync_folder(git.git_dir)


def _object(entries: Mapping[str, Entry], path: str) -> str | None:
    entry = entries.get(path)
    return entry.id if entry else None


def _load(git: Git) -> Journal | None:
    """Read the journal; what qms cannot have written counts as none."""
    try:
        record = json.loads((folder(git) / JOURNAL).read_bytes())
        return _journal(record)
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError, RepositoryError):
        return None


def _journal(record: Any) -> Journal:
    # Any: JSON from the disk; every value is checked before it is used.
    steps = {path: Step(*step) for path, step in record["steps"].items()}
    git_paths.check(steps)
    ids = [record["new"], record["old"], *(word for step in steps.values() for word in step[1:])]
    modes = [step.mode for step in steps.values()]
    if not all(word is None or _ID.fullmatch(word) for word in ids) or set(modes) - {"100644", "100755"}:
        raise ValueError
    return Journal(str(record["branch"]), record["old"], str(record["new"]), steps)


def _remove_index_lock(git: Git) -> None:
    lock = git.git_dir / "index.lock"
    with suppress(FileNotFoundError):
        if lock.read_bytes() == _MARK:
            lock.unlink()


def _leftovers(git: Git, journal: Journal | None) -> Iterator[Path]:
    own = folder(git)
    for name in (git_files.TEMPORARY, "index.*"):
        yield from own.glob(name)
    yield from folder(git, "stage").iterdir()
    for place in {(git.root / path).parent for path in (journal.steps if journal else ())}:
        if place.is_dir() and not place.is_symlink():
            yield from place.glob(git_files.TEMPORARY)


def _not_a_file(path: str) -> RepositoryError:
    return RepositoryError(
        msg('"{path}" is a link or a folder, or goes through one that is no folder', path=path),
        msg("Put a plain file in its place and try again"),
    )
