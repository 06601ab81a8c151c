"""The repository as it lies on disk, of which each text and ledger is read only when it is wanted.

A command about one document must know of all others only what stands in a few fields of their front matter: their
codes, and whom they refer to. Of a file that is as it was (`kept.stamps`) this is known from earlier; any other is read
at once. So the snapshot says what one says for which everything was read: a test compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qms.adapters.files.documents import read_document, unreadable
from qms.adapters.files.places import document_files
from qms.adapters.files.sources import Source, WorkTree
from qms.adapters.files.style import LAYOUTS
from qms.adapters.files.together import read_all
from qms.adapters.files.workspace import FOLDERS, Workspace, first_code, ledger_files, read_snapshot
from qms.adapters.kept.stamps import FOLDER, YOUNG, entries, one, stamps
from qms.errors import RepositoryError
from qms.ledger.distribution import distribution
from qms.ledger.lines import read_ledger
from qms.model.document import Document
from qms.model.file_name import is_left_over
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.settings import Keys, Settings
from qms.model.shelf import Brief, Shelf, Wanted
from qms.model.snapshot import Ledger, Snapshot

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps

KIND = "briefs"
MANY = 100
"""So many files of which nothing is known from earlier make it worth keeping what is known of all."""


def on_demand(workspace: Workspace) -> Snapshot:
    """Return the repository as it lies on disk; where nothing can be known from earlier, everything is read at once.

    RepositoryError later, when a text or ledger is wanted that was changed since: nothing is told from a mixture.
    """
    settings = workspace.settings()
    if workspace.cache.git_dir is None or not _is_plain(settings.keys):
        return workspace.snapshot()
    try:
        listed = _Listed(WorkTree(workspace.root), stamps(workspace.root))
    except OSError:
        return workspace.snapshot()
    return _Shelving(workspace, settings, listed, _known(workspace, settings)).snapshot()


def _is_plain(keys: Keys) -> bool:
    """Tell whether every text is one file in a folder of its own, and all of what it says stands in it."""
    parts = [part for place in keys.documents for part in place.split("/")]
    apart = {*FOLDERS, LAYOUTS}.isdisjoint(parts)
    return not keys.foreign and not keys.globs and apart and all(part and part[0] != "." for part in parts)


def _known(workspace: Workspace, settings: Settings) -> Mapping[str, Sequence[Any]]:
    """Return the records of earlier by path: the stamp of the file, and what it told; Any: it is JSON."""
    found: Mapping[str, Sequence[Any]] = next(iter(workspace.cache.known(KIND, _name(settings))), {})
    return found


def _name(settings: Settings) -> str:
    return hashlib.sha256(repr(settings).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Listed(Source):
    """A work tree of which the files were looked at; with `leaving_out`, some folders seem empty.

    `marks` are the stamps of the files that were listed.
    """

    tree: WorkTree
    found: Stamps
    leaving_out: Sequence[str] = ()
    marks: dict[str, str] = field(default_factory=dict)

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted: the same as `WorkTree` finds."""
        paths, folders = [], [] if under in self.leaving_out else [f"{under}/"]
        while folders:
            folder = folders.pop()
            inside = entries(self.found, folder)
            if ".git" in inside and folder != f"{under}/":
                continue
            for name, mark in inside.items():
                if name.startswith(".") or is_left_over(name):
                    continue
                if mark == FOLDER:
                    folders.append(f"{folder}{name}/")
                else:
                    paths.append(f"{folder}{name}")
                    self.marks[paths[-1]] = mark
        return sorted(paths)

    def hidden(self, under: str) -> Iterable[Problem]:
        """Return what keeps files from being seen."""
        return () if under in self.leaving_out else self.tree.hidden(under)

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file."""
        return self.tree.read(path)

    def same(self, path: str) -> bytes:
        """Read one file that must be as it was when it was looked at."""
        data = self.tree.read(path)
        if not isinstance(data, bytes) or one(f"{self.tree.root}/{path}")[0] != self.marks[path]:
            raise RepositoryError(msg('"{path}" has just been changed', path=path), msg("Run the command again"))
        return data


@dataclass(frozen=True, slots=True)
class _Shelving:
    """Puts a snapshot together from what is known of earlier, and from the files of which nothing is: they are read.

    A record of a text has its stamp and what follows the path in a `Brief`, that of a ledger its stamp and the code
    that its first line names.
    """

    workspace: Workspace
    settings: Settings
    listed: _Listed
    known: Mapping[str, Sequence[Any]]

    def snapshot(self) -> Snapshot:
        """Return the snapshot, and keep what is known now where much of it is new."""
        listed, keys = self.listed, self.settings.keys
        paths = document_files(listed, keys)
        texts = {path: self.document(path, data) for path, data in self.unknown(paths)}
        briefs = tuple(Brief.of(texts[path]) if path in texts else self.brief(path) for path in paths)
        logs = [path for path in listed.files("ledger") if path.endswith(".jsonl")]
        written = {path: data for path, data in self.unknown(logs) if isinstance(data, bytes)}
        readable = [path for path in logs if path in written or self.is_known(path)]
        firsts = {path: self.first(path, written) for path in readable}
        self.keep(briefs, [path for path, text in texts.items() if not text.problems], firsts, written)
        tables = read_snapshot(replace(listed, leaving_out=("ledger", *keys.documents)))
        names = ledger_files(firsts, (item.code for item in briefs))
        shelf = Shelf(briefs, Wanted(paths, lambda path: texts.get(path) or self.document(path, listed.same(path))))
        return replace(
            tables,
            files=shelf.texts.values(),
            ledgers=Wanted(names, lambda code: self.ledger(code, names[code], written)),
            distribution=distribution(tables.lists, (item for item in briefs if not item.translation)),
            shelf=shelf,
        )

    def first(self, path: str, written: Mapping[str, bytes]) -> str:
        """Return the code that the first line of a ledger names."""
        return first_code(written[path]) if path in written else str(self.known[path][1])

    def is_known(self, path: str) -> bool:
        """Tell whether a file is as it was when its record was made."""
        return path in self.known and self.known[path][0] == self.listed.marks[path] != YOUNG

    def unknown(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Problem | None]]:
        """Read the files of which nothing is known."""
        new = [path for path in paths if not self.is_known(path)]
        return zip(new, read_all(self.listed.tree, new), strict=True)

    def document(self, path: str, data: bytes | Problem | None) -> Document:
        """Return a text that was read."""
        if isinstance(data, bytes):
            found = read_document(data, path, self.settings)
        else:
            found = unreadable(path, data, self.settings)
        self.workspace.doubt(found.problems)
        return found

    def ledger(self, code: str, path: str, written: Mapping[str, bytes]) -> Ledger:
        """Return a ledger, which was read already or is read now."""
        found = read_ledger(written[path] if path in written else self.listed.same(path), code, path)
        self.workspace.doubt(found.problems)
        return found

    def brief(self, path: str) -> Brief:
        """Return what is known of a text."""
        _mark, code, translation, aliases, references, level, kind = self.known[path]
        return Brief(path, code, translation, tuple(aliases), tuple(references), level, kind)

    def keep(
        self, briefs: Iterable[Brief], whole: Collection[str], firsts: Mapping[str, str], written: Iterable[str]
    ) -> None:
        """Keep the records of all files that can be known again, where many of them are new: `whole` are the texts that
        could be read now, `written` the ledgers.
        """
        marks = self.listed.marks
        fresh = {path for path in (*whole, *written) if marks[path] != YOUNG}
        if len(fresh) < MANY:
            return
        told = {**{item.path: item[1:] for item in briefs}, **{path: (first,) for path, first in firsts.items()}}
        kept = {path: (marks[path], *rest) for path, rest in told.items() if path in fresh or self.is_known(path)}
        self.workspace.cache.add(KIND, _name(self.settings), kept, only=True)
