"""What the whole history tells at once: the versions of all documents, and whether every ledger has only grown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qms.adapters.rewritings import rewritings
from qms.adapters.touched import commits
from qms.adapters.versions import followed
from qms.adapters.workspace import Workspace
from qms.model.change import Rewriting, Version
from qms.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Past:
    """What the history of a repository tells: the versions of each document, the ledgers that were rewritten."""

    versions: Mapping[str, tuple[Version, ...]]
    rewritings: tuple[Rewriting, ...]


def past(workspace: Workspace, settings: Settings) -> Past:
    """Read the whole history once."""
    found = commits(workspace, settings)
    return Past(followed(workspace, settings, found.texts, {}), tuple(rewritings(workspace, found.ledgers)))
