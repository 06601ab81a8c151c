"""What the whole history tells at once: the versions of all documents, and whether every ledger has only grown."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qms.adapters.files.workspace import Workspace
from qms.adapters.past.rewritings import rewritings
from qms.adapters.past.touched import Commits, Step, Touched, Written, portions, written
from qms.adapters.past.versions import describe, followed
from qms.model.change import Commit, Rewriting, Version
from qms.model.settings import Settings


class Entered(NamedTuple):
    """What a commit did to a file of a register, or to the settings: the commit, the path, the blob (empty where it
    removed the file).
    """

    commit: Commit
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Past:
    """What the history of a repository tells: the versions of each document, the ledgers that were rewritten, whether
    it ever had a trust file; what was written into ledgers, registers and settings, parents before children.
    """

    versions: Mapping[str, tuple[Version, ...]]
    rewritings: tuple[Rewriting, ...]
    signed: bool = False
    ledgers: Sequence[Written] = ()
    registers: Sequence[Entered] = ()
    settings: Sequence[Entered] = ()


def past(workspace: Workspace, settings: Settings, step: Step | None = None) -> Past:
    """Read the whole history once."""
    seen = Commits([], [], [], [], [])
    versions = followed(workspace, settings, _texts(portions(workspace, settings, step), seen), {})
    return Past(
        versions,
        tuple(rewritings(workspace, seen.ledgers)),
        signed=bool(seen.trust),
        ledgers=written(seen.ledgers),
        registers=list(_entered(workspace.prefix, seen.registers)),
        settings=list(_entered(workspace.prefix, seen.settings)),
    )


def packed(known: Past) -> bytes:
    """Return what history tells as bytes that this program reads quickly (`marshal`: plain tuples and texts)."""
    versions = {code: [(tuple(item.commit), *item[1:]) for item in found] for code, found in known.versions.items()}
    changed = [(path, tuple(commit), line) for path, commit, line in known.rewritings]
    entered, settled = (
        [(tuple(commit), path, blob) for commit, path, blob in found] for found in (known.registers, known.settings)
    )
    return marshal.dumps((versions, changed, known.signed, [tuple(item) for item in known.ledgers], entered, settled))


def unpacked(data: bytes) -> Past:
    """Return what was packed by a copy of this process: nothing else may be read so."""
    versions, changed, signed, ledgers, entered, settled = marshal.loads(data)  # noqa: S302 - from a copy
    return Past(
        {code: tuple([Version(Commit(*commit), *rest) for commit, *rest in found]) for code, found in versions.items()},
        tuple(Rewriting(path, Commit(*commit), line) for path, commit, line in changed),
        signed=signed,
        ledgers=[Written(*item) for item in ledgers],
        registers=[Entered(Commit(*commit), path, blob) for commit, path, blob in entered],
        settings=[Entered(Commit(*commit), path, blob) for commit, path, blob in settled],
    )


def _entered(prefix: str, commits: Iterable[Touched]) -> Iterator[Entered]:
    for raw, changes in commits:
        for change in changes:
            if change.path.endswith((".yaml", ".yml")):
                yield Entered(describe(raw), change.path.removeprefix(prefix), change.new or "")


def _texts(parts: Iterable[Commits], seen: Commits) -> Iterator[Sequence[Touched]]:
    """Yield the commits that touched documents, and keep the others in `seen`."""
    for part in parts:
        for whole, some in zip(seen[1:], part[1:], strict=True):
            whole.extend(some)
        yield part.texts
