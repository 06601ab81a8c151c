"""The repository, of which each text and ledger is read only when it is wanted.

A command about one document must know of all others only what stands in a few fields of their front matter: their
codes, and whom they refer to. Of a file whose mark is the same (`files.marked`) this is known from earlier; any other
is read at once. So the snapshot says what one says for which everything was read: a test compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from qms.adapters.files.documents import read_document, unreadable
from qms.adapters.files.marked import InCommit, Marked, OnDisk, Tables
from qms.adapters.files.places import document_files
from qms.adapters.files.settings import read_settings
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.style import LAYOUTS
from qms.adapters.files.together import read_all
from qms.adapters.files.workspace import FOLDERS, Workspace, first_code, ledger_files, read_snapshot
from qms.adapters.kept.stamps import YOUNG, stamps
from qms.ledger.distribution import distribution
from qms.ledger.lines import read_ledger
from qms.model.document import Document
from qms.model.problem import Problem
from qms.model.settings import SETTINGS_FILE, Keys, Settings
from qms.model.shelf import Brief, Shelf, Wanted
from qms.model.snapshot import Ledger, Snapshot

LEDGERS = "ledger"
MANY = 100
"""So many files of which nothing is known from earlier make it worth keeping what is known of all."""


class Signed(NamedTuple):
    """A repository, and for each code a text that is another one when the original or the ledger that bears it is:
    an empty one where that could not be told. `settings` does the same for the settings.
    """

    snapshot: Snapshot
    signs: Mapping[str, str]
    settings: str = ""


def on_demand(workspace: Workspace) -> Snapshot:
    """Return the repository as it lies on disk; where nothing can be known from earlier, everything is read at once.

    RepositoryError later, when a text or ledger is wanted that was changed since: nothing is told from a mixture.
    """
    shelving = _on_disk(workspace)
    return shelving.snapshot() if shelving else workspace.snapshot()


def signed(workspace: Workspace) -> Signed:
    """Return the repository in the same way, with its signs; everything is read at once, and there are no signs, where
    anything keeps a text or a ledger from being seen: of that a whole reading tells.
    """
    shelving = _on_disk(workspace)
    if shelving is None or shelving.hides:
        return Signed(workspace.snapshot(), {})
    return Signed(shelving.snapshot(), shelving.signs, shelving.name)


def committed(workspace: Workspace, revision: str = "HEAD") -> Snapshot:
    """Return the repository as a commit left it, in the same way."""
    shelving = _shelving(workspace, InCommit(workspace.files_of(revision))) if workspace.cache.git_dir else None
    return shelving.snapshot() if shelving else workspace.committed(revision)


def _on_disk(workspace: Workspace) -> _Shelving | None:
    try:
        found = stamps(workspace.root) if workspace.cache.git_dir else None
    except OSError:
        found = None
    return _shelving(workspace, OnDisk(WorkTree(workspace.root), found)) if found is not None else None


def _shelving(workspace: Workspace, marked: Marked) -> _Shelving | None:
    data = marked.read(SETTINGS_FILE)
    settings = read_settings(data if isinstance(data, bytes) else b"")[0]
    if not _is_plain(settings.keys):
        return None
    name = hashlib.sha256(repr(settings).encode("utf-8", "surrogatepass")).hexdigest()
    known: Mapping[str, Sequence[Any]] = next(iter(workspace.cache.known(marked.kind, name)), {})
    shelving = _Shelving(marked, settings, name, known, workspace.doubt)
    if len(shelving.fresh) >= MANY:
        workspace.cache.add(marked.kind, name, shelving.kept, only=True)
    return shelving


def _is_plain(keys: Keys) -> bool:
    """Tell whether every text is one file in a folder of its own, and all of what it says stands in it."""
    parts = [part for place in keys.documents for part in place.split("/")]
    apart = {*FOLDERS, LAYOUTS}.isdisjoint(parts)
    return not keys.foreign and not keys.globs and apart and all(part and part[0] != "." for part in parts)


@dataclass(frozen=True)
class _Shelving:
    """Puts a snapshot together from what is known of earlier, and from the files of which nothing is: they are read.

    `known` are the records of earlier by path, Any: they are JSON. That of a text has its mark and what follows the
    path in a `Brief`, that of a ledger its mark and the code that its first line names. `name` stands for the settings,
    `doubt` hears what could not be read of that which is wanted.
    """

    marked: Marked
    settings: Settings
    name: str
    known: Mapping[str, Sequence[Any]]
    doubt: Callable[[Iterable[Problem]], None]

    def snapshot(self) -> Snapshot:
        """Return the snapshot."""
        tables = read_snapshot(Tables(self.marked.source, (LEDGERS, *self.settings.keys.documents)))
        self.doubt(tables.problems)
        names = self.names
        shelf = Shelf(self.briefs, Wanted(self.paths, self.text))
        return replace(
            tables,
            files=shelf.texts.values(),
            ledgers=Wanted(names, lambda code: self.ledger(code, names[code])),
            distribution=distribution(tables.lists, (item for item in self.briefs if not item.translation)),
            shelf=shelf,
        )

    @cached_property
    def paths(self) -> Sequence[str]:
        """The texts."""
        return document_files(self.marked, self.settings.keys)

    @cached_property
    def texts(self) -> Mapping[str, Document]:
        """The texts that were read, for nothing was known of them."""
        return {path: self.document(path, data) for path, data in self.unknown(self.paths)}

    @cached_property
    def briefs(self) -> tuple[Brief, ...]:
        """What is known now of every text."""
        return tuple(Brief.of(self.texts[path]) if path in self.texts else self.brief(path) for path in self.paths)

    @cached_property
    def written(self) -> Mapping[str, bytes]:
        """The ledgers that were read, for nothing was known of them."""
        return {path: data for path, data in self.unknown(self.logs) if isinstance(data, bytes)}

    @cached_property
    def logs(self) -> Sequence[str]:
        """The files of the ledgers."""
        return [path for path in self.marked.files(LEDGERS) if path.endswith(".jsonl")]

    @cached_property
    def firsts(self) -> Mapping[str, str]:
        """The code that the first line of each ledger names, of those that can be read."""
        read = {path: first_code(data) for path, data in self.written.items()}
        readable = (path for path in self.logs if path in read or self.is_known(path))
        return {path: read[path] if path in read else self.known[path][1] for path in readable}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The files of the ledgers by their codes."""
        return ledger_files(self.firsts, (item.code for item in self.briefs))

    @property
    def hides(self) -> bool:
        """Tell whether a ledger has another name than its own, or a folder has links, closed folders or other
        repositories in it.
        """
        hidden = (item for folder in (LEDGERS, *self.settings.keys.documents) for item in self.marked.hidden(folder))
        return len(self.names) != len(self.logs) or any(True for _problem in hidden)

    @property
    def signs(self) -> Mapping[str, str]:
        """The paths and marks of what bears each code."""
        originals = {item.code: item.path for item in self.briefs if item.code and not item.translation}
        marks = {path: record[0] for path, record in self.kept.items()}
        found = {}
        for code in {**originals, **self.names}:
            paths = [path for path in (originals.get(code), self.names.get(code)) if path]
            found[code] = "\n".join(f"{path} {marks[path]}" for path in paths) if marks.keys() >= {*paths} else ""
        return found

    @property
    def fresh(self) -> frozenset[str]:
        """The files that were read, and can be known again by their marks."""
        read = (*self.written, *(path for path, text in self.texts.items() if not text.problems))
        return frozenset(path for path in read if self.marked.marks[path] != YOUNG)

    @property
    def kept(self) -> Mapping[str, Sequence[object]]:
        """The records of all files that can be known again."""
        told = {
            **{item.path: item[1:] for item in self.briefs},
            **{path: (code,) for path, code in self.firsts.items()},
        }
        lasting = self.fresh.union(filter(self.is_known, told))
        return {path: (self.marked.marks[path], *told[path]) for path in told if path in lasting}

    def is_known(self, path: str) -> bool:
        """Tell whether a file is as it was when its record was made."""
        return path in self.known and self.known[path][0] == self.marked.marks[path] != YOUNG

    def unknown(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Problem | None]]:
        """Read the files of which nothing is known."""
        new = [path for path in paths if not self.is_known(path)]
        self.marked.prepare(new)
        return zip(new, read_all(self.marked.source, new), strict=True)

    def brief(self, path: str) -> Brief:
        """Return what is known of a text from earlier."""
        _mark, code, translation, aliases, references, level, kind = self.known[path]
        return Brief(path, code, translation, tuple(aliases), tuple(references), level, kind)

    def text(self, path: str) -> Document:
        """Return a text, which was read already or is read now."""
        return self.texts.get(path) or self.document(path, self.marked.same(path))

    def document(self, path: str, data: bytes | Problem | None) -> Document:
        """Return a text of which the file was read."""
        if isinstance(data, bytes):
            found = read_document(data, path, self.settings)
        else:
            found = unreadable(path, data, self.settings)
        self.doubt(found.problems)
        return found

    def ledger(self, code: str, path: str) -> Ledger:
        """Return a ledger, which was read already or is read now."""
        found = read_ledger(self.written[path] if path in self.written else self.marked.same(path), code, path)
        self.doubt(found.problems)
        return found
