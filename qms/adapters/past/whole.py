"""What the whole history tells at once: the versions of all documents, and whether every ledger has only grown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.adapters.files.workspace import Workspace
from qms.adapters.past.rewritings import rewritings
from qms.adapters.past.touched import Step, Touched, commits, taken
from qms.adapters.past.versions import followed
from qms.model.change import Rewriting, Version
from qms.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Past:
    """What the history of a repository tells: the versions of each document, the ledgers that were rewritten, whether
    it ever had a trust file; the commits that touched ledgers and registers; whether the settings were ever others than
    today's.
    """

    versions: Mapping[str, tuple[Version, ...]]
    rewritings: tuple[Rewriting, ...]
    signed: bool = False
    ledgers: Sequence[Touched] = ()
    registers: Sequence[Touched] = ()
    resettled: bool = False


def past(workspace: Workspace, settings: Settings, step: Step | None = None) -> Past:
    """Read the whole history once."""
    found = commits(workspace, settings, step)
    versions = followed(workspace, settings, taken(found.texts), {})
    return Past(
        versions,
        tuple(rewritings(workspace, found.ledgers)),
        signed=bool(found.trust),
        ledgers=found.ledgers,
        registers=found.registers,
        resettled=len(found.settings) > 1,
    )
