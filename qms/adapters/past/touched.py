"""The commits that touched documents or ledgers, each with these changes only: what history is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from qms.adapters.files.places import owns
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import PathChange, RawCommit
from qms.adapters.git.streams import Shared
from qms.errors import RepositoryError
from qms.model.moved import Moved
from qms.model.settings import REGISTERS, SETTINGS_FILE, Keys, Settings
from qms.model.snapshot import TRUST_FILE

LEDGERS = "ledger"
KIND = "commits"
PACK = 5_000
"""How many commits are kept at a time: an interrupted first run goes on from there."""
PORTION = 10_000
"""How many commits are in memory at a time, with the identities of their texts."""
MOST_PACKS = 40
SOMETIMES = 500
Step = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


class MovedError(RepositoryError):
    """The documents lay in another folder until a commit: nothing is said of what was recorded there."""

    def __init__(self, moved: Moved) -> None:
        super().__init__(moved.message, moved.help)
        self.moved = moved


class Touched(NamedTuple):
    """A commit and what of its changes counts."""

    commit: RawCommit
    changes: Sequence[PathChange]


class Written(NamedTuple):
    """What a commit did to a file: the path, as git names it, and the blob (empty where it removed the file)."""

    commit: str
    path: str
    blob: str


class Commits(NamedTuple):
    """The commits that touched documents, ledgers, the trust file, the settings, the registers; parents before
    children.
    """

    texts: list[Touched]
    ledgers: list[Touched]
    trust: list[Touched]
    settings: list[Touched]
    registers: list[Touched]


def commits(workspace: Workspace, settings: Settings, step: Step | None = None) -> Commits:
    """Read the whole history in one pass; commits that are known from earlier runs are not asked of git again.

    `step` is told how many of how many new commits were read, where they are many. RepositoryError in a clone that does
    not have the whole history: nothing is said from a part of it.
    """
    found = Commits([], [], [], [], [])
    for part in portions(workspace, settings, step):
        for whole, some in zip(found, part, strict=True):
            whole.extend(some)
    return found


def portions(workspace: Workspace, settings: Settings, step: Step | None = None) -> Iterator[Commits]:
    """Yield the same, some thousand commits at a time: of a long history not all of it is ever in memory."""
    workspace.git.require_history()
    kinds = _Kinds(workspace.prefix, settings.keys)
    history, settled = _history(workspace, step), False
    while part := tuple(islice(history, PORTION)):
        found = Commits([], [], [], [], [])
        for commit in part:
            for kind, changes in kinds.sort(commit.changes).items():
                found[kind].append(Touched(commit, changes))
        if not settled and found.settings:
            settled = True
            _check_place(found.settings[0])
        yield found


def _check_place(first: Touched) -> None:
    """Refuse a history in which the first settings came from another folder, and documents or ledgers with them."""
    own, changes = first.changes[0].path.removesuffix(SETTINGS_FILE), first.commit.changes
    came = {change.path for change in changes if change.new and change.path.startswith(own)}
    gone = [change.path for change in changes if not change.new]
    for folder in [path.removesuffix(SETTINGS_FILE) for path in gone if path.rpartition("/")[2] == SETTINGS_FILE]:
        rest = (path.removeprefix(folder) for path in gone if path.startswith(folder))
        if folder != own and any(f"{own}{path}" in came for path in rest if path != SETTINGS_FILE):
            raise MovedError(Moved(first.commit.id, folder.rstrip("/") or "/"))


def written(commits: Iterable[Touched]) -> list[Written]:
    """Return what these commits did, file by file, in their order."""
    return [Written(raw.id, change.path, change.new or "") for raw, changes in commits for change in changes]


class _Kinds(dict[str, tuple[int, ...]]):
    """In which lists of `Commits` the changes of a path belong, found out once for each path."""

    def __init__(self, prefix: str, keys: Keys) -> None:
        super().__init__()
        self._prefix, self._keys = prefix, keys

    def sort(self, changes: Iterable[PathChange]) -> Mapping[int, Sequence[PathChange]]:
        """Return the changes of a commit by the list in which they belong."""
        found: dict[int, list[PathChange]] = {}
        for change in changes:
            for kind in self[change.path]:
                found.setdefault(kind, []).append(change)
        return found

    def __missing__(self, path: str) -> tuple[int, ...]:
        own = path.removeprefix(self._prefix)
        kinds = (
            owns(self._keys, own),
            own.startswith(f"{LEDGERS}/") and own.endswith(".jsonl"),
            own == TRUST_FILE,
            own == SETTINGS_FILE,
            own.startswith(f"{REGISTERS}/"),
        )
        inside = path.startswith(self._prefix)
        self[path] = tuple(number for number, yes in enumerate(kinds) if yes and inside)
        return self[path]


def _history(workspace: Workspace, step: Step | None) -> Iterator[RawCommit]:
    """Yield every commit of HEAD, parents before children: what a commit is never changes."""
    ids = workspace.git.commits()
    packs = workspace.cache.known(KIND)
    known, shared = {str(record[0]): record for pack in packs for record in pack}, Shared()
    new = [commit for commit in ids if commit not in known]
    shown = workspace.git.shown(new)
    fresh: list[RawCommit | list[Any]] = []
    read = 0
    for commit in ids:
        if commit in known:
            yield _commit(known[commit], shared)
            continue
        found = next(shown)
        yield found
        fresh.append(found)
        read += 1
        if step and len(new) > PACK and read % SOMETIMES == 0:
            step(read, len(new))
        if len(fresh) == PACK:
            workspace.cache.add(KIND, "", fresh)
            fresh = []
    if fresh and len(packs) > MOST_PACKS:
        workspace.cache.add(KIND, "", [*(known[commit] for commit in ids if commit in known), *fresh], only=True)
    elif fresh:
        workspace.cache.add(KIND, "", fresh)


def _commit(record: list[Any], shared: Shared) -> RawCommit:
    """Return the commit of a record; Any: it is JSON that this program has sealed."""
    commit, parents, author, email, when, message, changes = record
    return RawCommit(
        commit,
        tuple(parents),
        shared.text(author),
        shared.text(email),
        when,
        message,
        tuple(shared.change(*change) for change in changes),
    )
