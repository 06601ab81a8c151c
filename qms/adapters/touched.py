"""The commits that touched documents or ledgers, each with these changes only: what history is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qms.adapters.git import PathChange, RawCommit
from qms.adapters.places import owns
from qms.adapters.workspace import Workspace
from qms.model.settings import Keys, Settings
from qms.model.trust import TRUST_FILE

LEDGERS = "ledger"


class Touched(NamedTuple):
    """A commit and what of its changes counts."""

    commit: RawCommit
    changes: Sequence[PathChange]


class Commits(NamedTuple):
    """The commits that touched documents, those that touched ledgers, those that touched the trust file, parents
    before children.
    """

    texts: Sequence[Touched]
    ledgers: Sequence[Touched]
    trust: Sequence[Touched] = ()


def commits(workspace: Workspace, settings: Settings) -> Commits:
    """Read the whole history in one pass."""
    texts: list[Touched] = []
    ledgers: list[Touched] = []
    trust: list[Touched] = []
    folder = f"{workspace.prefix}{LEDGERS}/"
    for commit in workspace.git.history():
        documents = [change for change in commit.changes if _is_document(change, workspace.prefix, settings.keys)]
        if documents:
            texts.append(Touched(commit, documents))
        if len(documents) < len(commit.changes):
            acts = [item for item in commit.changes if item.path.startswith(folder) and item.path.endswith(".jsonl")]
            ledgers += [Touched(commit, acts)] if acts else []
            files = [item for item in commit.changes if item.path == f"{workspace.prefix}{TRUST_FILE}"]
            trust += [Touched(commit, files)] if files else []
    return Commits(texts, ledgers, trust)


def _is_document(change: PathChange, prefix: str, keys: Keys) -> bool:
    return change.path.startswith(prefix) and owns(keys, change.path[len(prefix) :])
