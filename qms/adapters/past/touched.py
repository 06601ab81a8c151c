"""The commits that touched documents or ledgers, each with these changes only: what history is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from qms.adapters.files.places import owns
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import PathChange, RawCommit
from qms.model.settings import SETTINGS_FILE, Keys, Settings
from qms.model.trust import TRUST_FILE

LEDGERS = "ledger"
KIND = "commits"
PACK = 5_000
"""How many commits are kept at a time: an interrupted first run goes on from there."""
MOST_PACKS = 40
SOMETIMES = 500
Step = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


class Touched(NamedTuple):
    """A commit and what of its changes counts."""

    commit: RawCommit
    changes: Sequence[PathChange]


class Commits(NamedTuple):
    """The commits that touched documents, ledgers, the trust file, the settings; parents before children."""

    texts: Sequence[Touched]
    ledgers: Sequence[Touched]
    trust: Sequence[Touched] = ()
    settings: Sequence[Touched] = ()


def commits(workspace: Workspace, settings: Settings, step: Step | None = None) -> Commits:
    """Read the whole history in one pass; commits that are known from earlier runs are not asked of git again.

    `step` is told how many of how many new commits were read, where they are many. RepositoryError in a clone that does
    not have the whole history: nothing is said from a part of it.
    """
    workspace.git.require_history()
    texts: list[Touched] = []
    ledgers: list[Touched] = []
    trust: list[Touched] = []
    decided: list[Touched] = []
    folder = f"{workspace.prefix}{LEDGERS}/"
    for commit in _history(workspace, step):
        documents = [change for change in commit.changes if _is_document(change, workspace.prefix, settings.keys)]
        if documents:
            texts.append(Touched(commit, documents))
        if len(documents) < len(commit.changes):
            acts = [item for item in commit.changes if item.path.startswith(folder) and item.path.endswith(".jsonl")]
            ledgers += [Touched(commit, acts)] if acts else []
            files = [item for item in commit.changes if item.path == f"{workspace.prefix}{TRUST_FILE}"]
            trust += [Touched(commit, files)] if files else []
            rows = [item for item in commit.changes if item.path == f"{workspace.prefix}{SETTINGS_FILE}"]
            decided += [Touched(commit, rows)] if rows else []
    return Commits(texts, ledgers, trust, decided)


def _is_document(change: PathChange, prefix: str, keys: Keys) -> bool:
    return change.path.startswith(prefix) and owns(keys, change.path[len(prefix) :])


def _history(workspace: Workspace, step: Step | None) -> Iterator[RawCommit]:
    """Yield every commit of HEAD, parents before children: what a commit is never changes."""
    ids = workspace.git.commits()
    packs = workspace.cache.known(KIND)
    known = {str(record[0]): record for pack in packs for record in pack}
    new = [commit for commit in ids if commit not in known]
    shown = workspace.git.shown(new)
    fresh: list[list[Any]] = []
    read = 0
    for commit in ids:
        if commit in known:
            yield _commit(known[commit])
            continue
        found = next(shown)
        yield found
        fresh.append(_record(found))
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


def _record(commit: RawCommit) -> list[Any]:
    changes = [[item.path, item.old, item.new] for item in commit.changes]
    return [commit.id, commit.parents, commit.author, commit.email, commit.when, commit.message, changes]


def _commit(record: list[Any]) -> RawCommit:
    """Return the commit of a record; Any: it is JSON that this program has sealed."""
    commit, parents, author, email, when, message, changes = record
    return RawCommit(
        commit, tuple(parents), author, email, when, message, tuple(PathChange(*change) for change in changes)
    )
