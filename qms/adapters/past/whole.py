"""What the whole history tells at once: the versions of all documents, and whether every ledger has only grown."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple
from weakref import finalize

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
    ledgers: Iterable[Written] = ()
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


def packed(known: Past, file: BinaryIO) -> bytes:
    """Write the versions of each document into a file, after them what was written into ledgers; return where all that
    stands there, and what else history tells, as this program reads it quickly (`marshal`: plain tuples and texts).
    """
    places = [0]
    for found in known.versions.values():
        places.append(places[-1] + file.write(marshal.dumps([(tuple(item.commit), *item[1:]) for item in found])))
    places.append(places[-1] + file.write(marshal.dumps([tuple(item) for item in known.ledgers])))
    file.flush()
    changed = [(path, tuple(commit), line) for path, commit, line in known.rewritings]
    entered, settled = (
        [(tuple(commit), path, blob) for commit, path, blob in found] for found in (known.registers, known.settings)
    )
    return marshal.dumps((list(known.versions), places, changed, known.signed, entered, settled))


def unpacked(data: bytes, file: BinaryIO) -> Past:
    """Return what was packed by a copy of this process: nothing else may be read so."""
    codes, places, changed, signed, entered, settled = marshal.loads(data)  # noqa: S302 - from a copy
    parts = _Parts(file, places)
    return Past(
        _Versions({code: number for number, code in enumerate(codes)}, parts),
        tuple(Rewriting(path, Commit(*commit), line) for path, commit, line in changed),
        signed=signed,
        ledgers=_Ledgers(parts),
        registers=[Entered(Commit(*commit), path, blob) for commit, path, blob in entered],
        settings=[Entered(Commit(*commit), path, blob) for commit, path, blob in settled],
    )


class _Parts:
    """What a copy of this process has written into a file, part by part; `places` are their ends."""

    def __init__(self, file: BinaryIO, places: Sequence[int]) -> None:
        self._file, self._places = os.dup(file.fileno()), places
        finalize(self, os.close, self._file)

    def __getitem__(self, number: int) -> Any:
        """Return a part (Any: as it was written), the last one for -1."""
        start, end = self._places[number : number + 2] if number >= 0 else self._places[-2:]
        return marshal.loads(os.pread(self._file, end - start, start))  # noqa: S302 - from a copy


class _Versions(Mapping[str, tuple[Version, ...]]):
    """The versions of each document by code, unpacked whenever somebody asks for them: all those of 10,000 documents
    take 90 MB, and most rules look at each once.
    """

    def __init__(self, numbers: Mapping[str, int], parts: _Parts) -> None:
        self._numbers, self._parts = numbers, parts

    def __getitem__(self, code: str) -> tuple[Version, ...]:
        return tuple([Version(Commit(*commit), *rest) for commit, *rest in self._parts[self._numbers[code]]])

    def __contains__(self, code: object) -> bool:
        return code in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


@dataclass(frozen=True, slots=True)
class _Ledgers:
    """What was written into ledgers, unpacked whenever somebody asks for it: few do."""

    parts: _Parts

    def __iter__(self) -> Iterator[Written]:
        return (Written(*item) for item in self.parts[-1])


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
