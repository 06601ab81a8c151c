"""Sources of which each file has a mark that is another one when its bytes are: so what it told need not be read again.

On disk the mark is the stamp of the file, in a commit it is the object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from qms.adapters.files.sources import REGULAR, TEXTS, CommitTree, Source, WorkTree, foreign_repository, linked
from qms.adapters.kept.stamps import FOLDER, entries, one
from qms.errors import RepositoryError
from qms.model.file_name import is_left_over
from qms.model.message import msg
from qms.model.problem import Problem

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps


FOREIGN = "foreign"
"""What stands in the place of the mark of another repository."""


class Marked(Source, Protocol):
    """A source that names its files without reading them."""

    @property
    def kind(self) -> str:
        """Which sort of marks they are."""

    @property
    def source(self) -> Source:
        """The same files, to be read."""

    @property
    def marks(self) -> dict[str, str]:
        """The marks of the files that were listed, by path."""

    def prepare(self, paths: Sequence[str]) -> None:
        """Make ready to read these files."""

    def same(self, path: str) -> bytes:
        """Read one file that must be as it was when it was listed; RepositoryError where it is not."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The files on disk, as they were looked at (`stamps`)."""

    source: WorkTree
    found: Stamps
    marks: dict[str, str] = field(default_factory=dict)
    kind: str = "briefs"

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted: the same as `WorkTree` finds."""
        found = {path: mark for path, mark in self._below(under) if mark != FOREIGN}
        self.marks.update(found)
        return sorted(found)

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return what keeps files from being seen: what `WorkTree` finds, but links in the place of texts, of which
        reading tells.
        """
        if f"{under}/" not in self.found:
            return self.source.hidden(under)
        below = [(path, mark) for path, mark in self._below(under) if not path.endswith(TEXTS)]
        others = (foreign_repository(path) for path, mark in below if mark == FOREIGN)
        links = (linked(path) for path, mark in below if mark != FOREIGN and (self.source.root / path).is_symlink())
        return (*others, *links)

    def _below(self, under: str) -> Iterator[tuple[str, str]]:
        """Yield the files below a folder with their marks, and other repositories, into which nobody looks."""
        folders = [f"{under}/"]
        while folders:
            folder = folders.pop()
            inside = entries(self.found, folder)
            if ".git" in inside and folder != f"{under}/":
                yield folder[:-1], FOREIGN
                continue
            for name, mark in inside.items():
                if name.startswith(".") or is_left_over(name):
                    continue
                if mark == FOLDER:
                    folders.append(f"{folder}{name}/")
                else:
                    yield f"{folder}{name}", mark

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file."""
        return self.source.read(path)

    def prepare(self, paths: Sequence[str]) -> None:
        """Make nothing ready: files on disk are read one by one."""

    def same(self, path: str) -> bytes:
        """Read one file that must be as it was when it was looked at."""
        data = self.source.read(path)
        if not isinstance(data, bytes) or one(f"{self.source.root}/{path}")[0] != self.marks[path]:
            raise RepositoryError(msg('"{path}" has just been changed', path=path), msg("Run the command again"))
        return data


@dataclass(frozen=True, slots=True)
class InCommit:
    """The files of a commit."""

    source: CommitTree
    marks: dict[str, str] = field(default_factory=dict)
    kind: str = "briefs of commits"

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted, without reading them."""
        paths = self.source.listed(under)
        self.marks.update((path, "{} {}".format(*self.source.entries[path])) for path in paths)
        return paths

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return what keeps files from being seen."""
        return self.source.hidden(under)

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file."""
        return self.source.read(path)

    def prepare(self, paths: Sequence[str]) -> None:
        """Ask git for all of them at once."""
        self.source.fetch(path for path in paths if self.source.entries[path].mode in REGULAR)

    def same(self, path: str) -> bytes:
        """Read one file: a commit never changes."""
        data = self.source.read(path)
        if not isinstance(data, bytes):
            raise RepositoryError(msg('"{path}" cannot be read', path=path), msg("Run the command again"))
        return data


@dataclass(frozen=True, slots=True)
class Tables(Source):
    """A source in which some folders seem empty."""

    source: Source
    left_out: Sequence[str]

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted."""
        return () if under in self.left_out else self.source.files(under)

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return what keeps files from being seen."""
        return () if under in self.left_out else self.source.hidden(under)

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file."""
        return self.source.read(path)
