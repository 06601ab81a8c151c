"""Files of the work tree and the commit that holds them, written as one step.

The order of security by construction: lock, finish what was interrupted, refuse what somebody else has changed, make
all objects out of sight, write a journal, move the branch by comparing it first, bring work tree and index after it.
A process killed at any point leaves the state before or the state after; the next write tidies up.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from qms.adapters.git import files as git_files
from qms.adapters.git import journal as git_journal
from qms.adapters.git import paths as git_paths
from qms.adapters.git.door import Entry, Git, Person
from qms.adapters.git.journal import Journal, Step, blob_id, read_file
from qms.adapters.reasons import place, reason
from qms.errors import RepositoryError
from qms.model.message import Message, msg

_ATTEMPTS, _POLITE_ATTEMPTS = 5, 2
_PLAIN, _EXECUTABLE = "100644", "100755"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the caller wants: contents by path, the message, who and when as variables, what was read before."""

    changes: Mapping[str, bytes | None]
    message: str
    stamp: Mapping[str, str]
    expected: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class _State:
    """What the repository holds before the write; `held` is the work tree, `index_mark` tells a changed index."""

    branch: str
    head: str | None
    tree: Mapping[str, Entry]
    index: Mapping[str, Entry]
    index_mark: tuple[int, ...]
    held: Mapping[str, bytes | None] = field(default_factory=dict)


def commit(  # noqa: PLR0913 - one call says all of a commit
    git: Git,
    changes: Mapping[str, bytes | None],
    *,
    message: str,
    author: Person | None = None,
    when: datetime | None = None,
    expected: Mapping[str, bytes | None] | None = None,
) -> str:
    """Write `changes` (None removes a file) into the work tree and into a commit, both or neither; return its id.

    A file that differs between work tree, index and HEAD is refused, unless `expected` has the bytes that the caller
    has read from the work tree. Other files, and what the person has staged of them, stay as they are. `author` stands
    as committer too. Where HEAD already holds all of it, nothing is committed and the id of HEAD is returned.
    """
    git_paths.check(changes)
    wish = _Wish(changes, message, stamp(author or git.identity(), when), expected or {})
    try:
        with git_files.locked(git_journal.file(git, "lock")) as lock:
            git_journal.finish(git)
            return _write(git, wish, lock)
    except OSError as error:
        raise no_space(error) from error


def recover(git: Git) -> None:
    """Finish or forget a write that was interrupted; `commit` does it first of all."""
    try:
        with git_files.locked(git_journal.file(git, "lock")):
            git_journal.finish(git)
    except OSError as error:
        raise no_space(error) from error


def _write(git: Git, wish: _Wish, lock: int) -> str:
    first: list[Entry | None] | None = None
    for attempt in range(_ATTEMPTS):
        # At first git stays free for the person; who commits without a pause is then made to wait.
        with git_journal.index_lock(git) if attempt >= _POLITE_ATTEMPTS else nullcontext():
            state = _look(git, wish)
            now = [state.tree.get(path) for path in wish.changes]
            if first is not None and now != first:
                raise RepositoryError(
                    msg("Somebody has committed the same files meanwhile"), msg("Look at their version and try again")
                )
            first = now
            done = _attempt(git, wish, state, lock, locked=attempt >= _POLITE_ATTEMPTS)
        if done is not None:
            return done
        time.sleep(random.uniform(0, 0.05) * attempt)  # noqa: S311 - spreads retries, keeps no secret
    raise RepositoryError(
        msg("The branch moves faster than the files can be written"), msg("Wait until the other program has finished")
    )


def _attempt(git: Git, wish: _Wish, state: _State, lock: int, *, locked: bool) -> str | None:
    """Try once; None where the branch or the index has moved meanwhile. `locked`: the index is locked already."""
    blobs = _write_blobs(git, wish.changes)
    steps = {path: _step(path, state, blobs[path]) for path in sorted(wish.changes)}
    if state.head is not None and all(state.tree.get(path) == step.entry for path, step in steps.items()):
        return state.head
    new = _write_commit(git, wish, state, _write_tree(git, state, steps))
    with nullcontext() if locked else git_journal.index_lock(git):
        if index_mark(git) != state.index_mark:
            return None
        journal = Journal(state.branch, state.head, new, steps)
        git_journal.save(git, journal)
        if not move_branch(git, journal, wish.message, wish.stamp, lock):
            git_journal.drop(git)
            return None
        git_journal.roll_forward(git, steps)
    git_journal.drop(git)
    return new


def _look(git: Git, wish: _Wish) -> _State:
    """Read what the touched paths hold now, and refuse what the write would overwrite."""
    mark = index_mark(git)
    head = git.head()
    tree = git.tree(head) if head else {}
    state = _State(git.branch(), head, tree, git.index(), mark, {path: read_file(git, path) for path in wish.changes})
    new = [path for path, data in wish.changes.items() if data is not None and path not in state.tree]
    git_paths.check_clashes(new, state.tree.keys() | state.index.keys())
    for path in wish.changes:
        _check(path, wish, state)
    return state


def _check(path: str, wish: _Wish, state: _State) -> None:
    held, entry, staged = state.held[path], state.tree.get(path), state.index.get(path)
    if entry and entry.mode not in (_PLAIN, _EXECUTABLE):
        raise _refused(msg('"{path}" is a link or a repository of its own', path=path), _PLAIN_FILE)
    if staged and not staged.id:
        raise _refused(msg('The merge of "{path}" is not finished', path=path), _MERGE)
    if wish.changes[path] is None and not entry:
        raise _refused(msg('"{path}" cannot be removed: no commit holds it', path=path), _DELETE)
    if path in wish.expected:
        if held != wish.expected[path]:
            raise _refused(msg('"{path}" has been changed since it was read', path=path), _AGAIN)
    elif entry is None:
        if held is not None or staged:
            raise _refused(msg('"{path}" is already there, but no commit holds it', path=path), _UNTRACKED)
    elif held is None or staged != entry or blob_id(held, entry.id) != entry.id:
        raise _refused(msg('"{path}" has changes that are not committed', path=path), _dirty_help(held, entry))


_PLAIN_FILE = msg("Put a plain file in its place and commit that first")
_MERGE = msg('Finish it with "git merge --continue", or give it up with "git merge --abort"')
_DELETE = msg("Delete the file yourself if it is not needed")
_AGAIN = msg("Start the command again: it then reads the file as it is now")
_UNTRACKED = msg("Commit it first, or move it away")
_DIRTY = msg('Record them with "qms revise", or take them back with "git restore --staged --worktree" and its name')
_ENDINGS = msg('Only the line ends differ: write "* -text" into .gitattributes, commit it and restore the file')


def _refused(message: Message, help_: Message) -> RepositoryError:
    return RepositoryError(message, help_)


def _dirty_help(held: bytes | None, entry: Entry) -> Message:
    same = held is not None and blob_id(held.replace(b"\r\n", b"\n"), entry.id) == entry.id != blob_id(held, entry.id)
    return _ENDINGS if same else _DIRTY


def _step(path: str, state: _State, after: str | None) -> Step:
    entry, staged, held = state.tree.get(path), state.index.get(path), state.held[path]
    like = after or (entry.id if entry else "")
    before = None if held is None else blob_id(held, like)
    executable = _EXECUTABLE in [found.mode for found in (entry or staged,) if found]
    return Step(_EXECUTABLE if executable else _PLAIN, before, staged.id if staged else None, after)


def _write_blobs(git: Git, changes: Mapping[str, bytes | None]) -> Mapping[str, str | None]:
    """Put the contents into the object store with one git process, by way of numbered files."""
    contents = {path: data for path, data in changes.items() if data is not None}
    stage = git_journal.folder(git, "stage")
    for number, data in enumerate(contents.values()):
        git_files.fail_point()
        (stage / str(number)).write_bytes(data)
    names = b"".join(_quoted(stage / str(number)) for number in range(len(contents)))
    out = git.write("hash-object", "-w", "--no-filters", "--stdin-paths", data=names)
    for number in range(len(contents)):
        (stage / str(number)).unlink()
    return dict.fromkeys(changes) | dict(zip(contents, out.decode("ascii").split(), strict=True))


def _quoted(path: Path) -> bytes:
    """Return a line with a path as git reads it: a line break in it must not end it."""
    text = path.as_posix().replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return os.fsencode(f'"{text}"\n')


def _write_tree(git: Git, state: _State, steps: Mapping[str, Step]) -> str:
    """Make the tree of the commit in a private index: HEAD with the steps, whatever the person has staged."""
    draft = git_journal.draft_index(git)
    variables = {"GIT_INDEX_FILE": str(draft)}
    git_files.fail_point()
    if state.head:
        git.write("read-tree", state.head, variables=variables)
    like = state.head or next(step.after for step in steps.values() if step.after)
    lines = git_journal.index_lines({path: (step.mode, step.after) for path, step in steps.items()}, like)
    git.write("update-index", "-z", "--index-info", data=lines, variables=variables)
    git_files.fail_point()
    tree = git.write("write-tree", variables=variables).decode("ascii").strip()
    draft.unlink()
    return tree


def _write_commit(git: Git, wish: _Wish, state: _State, tree: str) -> str:
    parents = ("-p", state.head) if state.head else ()
    text = wish.message.rstrip("\n").replace("\0", "") + "\n"
    git_files.fail_point()
    data = text.encode("utf-8", "replace")
    return git.write("commit-tree", tree, *parents, data=data, variables=wish.stamp).decode("ascii").strip()


def move_branch(git: Git, journal: Journal, message: str, who: Mapping[str, str], lock: int) -> bool:
    """Move the branch if it still is where it was: the instant that decides. False where it has moved."""
    subject = message.partition("\n")[0].replace("\0", "")
    words = (f"update {journal.branch}", journal.new, journal.old or "0" * len(journal.new), "")
    command = ("update-ref", "-m", f"qms: {subject}", "--stdin", "-z")
    git_files.fail_point()
    try:
        data = "\0".join(words).encode("utf-8", "surrogateescape")
        git.write(*command, data=data, variables=who, keep=(lock,))
    except RepositoryError:
        now = git.head()
        if now == journal.old:
            raise
        if now != journal.new:
            return False
    git_journal.remove_branch_locks(git, journal)  # git could not tidy up, or was killed when only that was left
    git_files.fail_point()
    return True


def index_mark(git: Git) -> tuple[int, ...]:
    """Return what tells a changed index."""
    try:
        found = (git.git_dir / "index").stat()
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def stamp(person: Person, when: datetime | None) -> Mapping[str, str]:
    """Return author and committer as git takes them from its environment."""
    moment = (when or datetime.now(UTC)).astimezone(when.tzinfo if when else None)
    facts = {
        "NAME": person.name.replace("\0", ""),
        "EMAIL": person.email.replace("\0", ""),
        "DATE": f"@{int(moment.timestamp())} {moment:%z}",
    }
    return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in facts.items()}


def no_space(error: OSError) -> RepositoryError:
    """Return the error for a disk that refuses to be written."""
    return RepositoryError(
        msg("The repository cannot be written: {reason} {path}", reason=reason(error), path=place(error)),
        msg("Look at the free space of the disk and at the permissions of its folders, then try again"),
    )
