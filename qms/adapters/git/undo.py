"""Take back the last commit of this clone: the branch moves to the commit before, ledgers with it, in one step.

By the same construction as `git.store`: lock, look, journal, compare-and-swap of the branch, work tree and index
after it. A process killed at any point leaves the state before or the state after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from qms.adapters.git import files as git_files
from qms.adapters.git import journal as git_journal
from qms.adapters.git.door import Entry, Git, Person
from qms.adapters.git.journal import Journal, Step, blob_id, read_file
from qms.adapters.git.store import index_mark, move_branch, no_space, stamp
from qms.errors import RepositoryError
from qms.model.message import msg

SHARED = ("--not", "--exclude=refs/heads/*", "--exclude=refs/stash", "--glob=refs/*")


def is_shared(git: Git, commit: str) -> bool:
    """Tell whether somebody else may have a commit: a remote branch, a tag, any ref but a local branch has it."""
    return not git.read("rev-list", "--max-count=1", commit, *SHARED).strip()


def parents(git: Git, commit: str) -> tuple[str, ...]:
    """Return the parents of a commit."""
    line = git.read("rev-list", "--parents", "--max-count=1", commit).decode("ascii").split()
    return tuple(line[1:])


def changed_paths(git: Git, old: str, new: str) -> Mapping[str, tuple[Entry | None, Entry | None]]:
    """Return the files in which two commits differ, with what each of them has."""
    before, after = git.tree(old), git.tree(new)
    paths = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    return {path: (before.get(path), after.get(path)) for path in paths}


def take_back(
    git: Git, commit: str, *, restored: Callable[[str], bool], author: Person | None = None, when: datetime
) -> None:
    """Move the branch from `commit`, its newest, to the one before.

    Files that are `restored` become as they were, in work tree and index; every other file stays as it lies, and shows
    as changed. Refuses where the branch has moved, or where a restored file is not as the commit has it.
    """
    try:
        with git_files.locked(git_journal.file(git, "lock")) as lock:
            git_journal.finish(git)
            if git.head() != commit:
                raise _moved()
            old = parents(git, commit)[0]
            found = changed_paths(git, old, commit)
            index = git.index()
            steps = {path: _step(git, path, pair, index, restore=restored(path)) for path, pair in found.items()}
            _apply(git, Journal(git.branch(), commit, old, steps), stamp(author or git.identity(), when), lock)
    except OSError as error:
        raise no_space(error) from error


def advance(git: Git, old: str, new: str, *, author: Person | None = None, when: datetime) -> None:
    """Move the branch from `old`, its newest commit, to `new`, and all files that differ with it.

    Refuses where the branch has moved, or where such a file is not as `old` has it.
    """
    try:
        with git_files.locked(git_journal.file(git, "lock")) as lock:
            git_journal.finish(git)
            if git.head() != old:
                raise _moved()
            found, index = changed_paths(git, new, old), git.index()
            steps = {path: _step(git, path, pair, index, restore=True) for path, pair in found.items()}
            who = stamp(author or git.identity(), when)
            _apply(git, Journal(git.branch(), old, new, steps), who, lock, "Take over what is shared")
    except OSError as error:
        raise no_space(error) from error


def _apply(
    git: Git, journal: Journal, who: Mapping[str, str], lock: int, subject: str = "Take back the last commit"
) -> None:
    mark = index_mark(git)
    with git_journal.index_lock(git):
        if index_mark(git) != mark:
            raise _moved()
        git_journal.save(git, journal)
        if not move_branch(git, journal, subject, who, lock):
            git_journal.drop(git)
            raise _moved()
        git_journal.roll_forward(git, journal.steps)
    git_journal.drop(git)


def _step(
    git: Git, path: str, pair: tuple[Entry | None, Entry | None], index: Mapping[str, Entry], *, restore: bool
) -> Step:
    """Return what happens to one path. Of a file that stays the journal says what it does not hold: so it is left."""
    before, after = (entry.id if entry else None for entry in pair)
    mode = (pair[0] or pair[1] or Entry("100644", "")).mode
    held, staged = read_file(git, path), index[path].id if path in index else None
    if not restore:
        return Step(mode, (before or after) if held is None else None, staged, before)
    if (None if held is None else blob_id(held, after or "")) != after or staged != after:
        raise RepositoryError(
            msg('"{path}" has been changed since it was recorded', path=path),
            msg('Take the change back with "git restore {path}"', path=path),
        )
    return Step(mode, after, staged, before)


def _moved() -> RepositoryError:
    return RepositoryError(
        msg("Somebody has committed meanwhile"), msg("Look at what is there now, and call the command again")
    )
