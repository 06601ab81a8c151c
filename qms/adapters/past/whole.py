"""What the whole history tells at once: the versions of all documents, and whether every ledger has only grown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qms.adapters.files.workspace import Workspace
from qms.adapters.past.rewritings import rewritings
from qms.adapters.past.touched import Commits, Step, Touched, portions
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
    seen = Commits([], [], [], [], [])
    versions = followed(workspace, settings, _texts(portions(workspace, settings, step), seen), {})
    return Past(
        versions,
        tuple(rewritings(workspace, seen.ledgers)),
        signed=bool(seen.trust),
        ledgers=seen.ledgers,
        registers=seen.registers,
        resettled=len(seen.settings) > 1,
    )


def _texts(parts: Iterable[Commits], seen: Commits) -> Iterator[Sequence[Touched]]:
    """Yield the commits that touched documents, and keep the others in `seen`."""
    for part in parts:
        for whole, some in zip(seen[1:], part[1:], strict=True):
            whole.extend(some)
        yield part.texts
