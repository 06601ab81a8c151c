"""A documents repository on disk: where it is, and its snapshot as the rules and actions need it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qms.adapters.files import tables
from qms.adapters.files.documents import read_document, unreadable
from qms.adapters.files.holders import read_holders
from qms.adapters.files.ledgers import Unread, read_ledgers
from qms.adapters.files.places import cards, document_files, is_card
from qms.adapters.files.settings import read_settings
from qms.adapters.files.shape import Shape
from qms.adapters.files.sources import TEXTS, CommitTree, Source, WorkTree
from qms.adapters.files.style import read_look
from qms.adapters.files.together import read_all
from qms.adapters.git.door import Git, is_id
from qms.adapters.kept.cache import Cache
from qms.errors import RepositoryError
from qms.ledger.distribution import distribution
from qms.ledger.lines import file_name, ledger_path
from qms.model.document import Document
from qms.model.entry import Registers
from qms.model.field import Table
from qms.model.file_name import is_left_over
from qms.model.location import Location
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.settings import SETTINGS_FILE, Settings
from qms.model.snapshot import PEOPLE, POSITIONS, PROCESSES, UNITS, WAIVERS, HolderList, Ledger, Snapshot
from qms.model.terms import ABBREVIATIONS, GLOSSARY

FOLDERS = ("distribution", "ledger")
DOUBTFUL = frozenset({"syntax", "encoding", "unreadable", "ledger"})


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder with `qms.yaml`, the git repository around it, and the way from the one to the other.

    `prefix` is empty where both are the same folder, else it ends in `/`. `doubts` are the texts and ledgers that
    were asked for and could not be read whole, each with the line: what is told of them may be wrong.
    """

    root: Path
    git: Git
    prefix: str
    cache: Cache = field(default_factory=Cache, compare=False)
    _trees: dict[str, CommitTree] = field(default_factory=dict, compare=False, repr=False)
    doubts: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def find(cls, start: Path, *, remembering: bool = False) -> Workspace:
        """Find the documents repository that holds `start`; RepositoryError where there is none.

        With `remembering`, what was found out earlier about its objects is used and kept (`cache`).
        """
        folder = start.resolve()
        if not folder.exists():
            raise RepositoryError(msg('There is no "{path}"', path=str(start)), msg("Check the spelling of the path"))
        for candidate in (folder, *folder.parents):
            if (candidate / SETTINGS_FILE).is_file():
                return cls._at(candidate, remembering=remembering)
            if (candidate / ".git").exists():
                break
        Git.open(folder)
        raise RepositoryError(
            msg('"{path}" is no documents repository: it has no "qms.yaml"', path=str(start)),
            msg(
                'Go to the folder of the documents; or make a new repository with "qms init DIR", '
                'or let qms read this one as it is with "qms init --here"'
            ),
        )

    @classmethod
    def _at(cls, root: Path, *, remembering: bool) -> Workspace:
        git = Git.open(root)
        git.require_all_files()
        inside = root.relative_to(git.root).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        return cls(root, git, prefix, Cache(git.git_dir if remembering else None))

    def snapshot(self, jobs: int = 1) -> Snapshot:
        """Read the repository as it lies on disk, very long ledgers with `jobs` processes."""
        return self._doubted(read_snapshot(WorkTree(self.root), jobs))

    def _doubted(self, found: Snapshot) -> Snapshot:
        self.doubt(found.problems)
        for document in found.files:
            self.doubt(document.problems)
        for ledger in found.ledgers.values():
            self.doubt(ledger.problems)
        return found

    def doubt(self, problems: Iterable[Problem]) -> None:
        """Note the files of which not all could be read."""
        for problem in problems:
            if problem.kind in DOUBTFUL:
                self.doubts.setdefault(problem.at.path, problem.at.line)

    def settings(self) -> Settings:
        """Read the settings alone, as they lie on disk."""
        data = WorkTree(self.root).read(SETTINGS_FILE)
        return read_settings(data if isinstance(data, bytes) else b"")[0]

    def committed(self, revision: str = "HEAD") -> Snapshot:
        """Read the repository as a commit left it: what is printed comes from here, never from the work tree."""
        return self._doubted(read_snapshot(self.files_of(revision)))

    def files_of(self, revision: str = "HEAD") -> CommitTree:
        """Return the files of a commit; those of the one that was asked for last are not read again.

        A name such as `HEAD^` means another commit after the next one, so it is read anew.
        """
        commit = (self.git.head() if revision == "HEAD" else None) or revision
        if not is_id(commit):
            return CommitTree.at(self.git, commit, self.prefix)
        if commit not in self._trees:
            self._trees.clear()
            self._trees[commit] = CommitTree.at(self.git, commit, self.prefix)
        return self._trees[commit]

    def registers(self) -> Registers:
        """Read all registers with their entries, as they lie on disk."""
        from qms.adapters.files.registers import read_registers

        return read_registers(WorkTree(self.root))

    def present(self) -> frozenset[str]:
        """Return the files that git has in its index, and those that it does not know yet; ignored ones are left out.

        A file of the index need not lie on the disk any more. Of what git does not know, what systems leave in folders
        is left out, too.
        """
        listing = self.git.read("ls-files", "-t", "--cached", "--others", "--exclude-standard", "-z", "--full-name")
        lines = (line.decode("utf-8", "surrogateescape") for line in listing.split(b"\0")[:-1])
        names = (line[2:] for line in lines if line[0] != "?" or not any(map(is_left_over, line[2:].split("/"))))
        return frozenset(name.removeprefix(self.prefix) for name in names if name.startswith(self.prefix))

    def in_git(self, path: str) -> str:
        """Return a path of the documents repository as git names it."""
        return self.prefix + path


def read_snapshot(source: Source, jobs: int = 1) -> Snapshot:
    """Read everything once, very long ledgers with `jobs` processes; what cannot be read becomes problems with their
    places, never an exception.
    """
    data = source.read(SETTINGS_FILE)
    settings, problems = read_settings(data if isinstance(data, bytes) else b"")
    reader = _Reader(source, settings, [data, *problems] if isinstance(data, Problem) else list(problems))
    paths = document_files(source, settings.keys)
    files = tuple(reader.document(path, found) for path, found in zip(paths, read_all(source, paths), strict=True))
    reader.hidden({*settings.keys.documents, *FOLDERS})
    ledgers = reader.ledgers(files, jobs)
    units, positions, processes = (reader.rows(path) for path in (UNITS, POSITIONS, PROCESSES))
    lists = tuple(reader.lists())
    look = read_look(settings.style, source)
    return Snapshot(
        settings=settings,
        files=files,
        ledgers=ledgers,
        units={item.id: item for item in map(tables.unit, units) if item.id},
        positions={item.id: item for item in map(tables.position, positions) if item.id},
        people={item.id: item for item in map(tables.employee, reader.rows(PEOPLE, tables.EMPLOYEE)) if item.id},
        processes={item.number: item for item in map(tables.process, processes) if item.number},
        distribution=distribution(lists, [item for item in files if not item.translation]),
        lists=lists,
        waivers=tuple(tables.waiver(row, settings.language) for row in reader.rows(WAIVERS)),
        abbreviations=tuple(item for item in map(tables.abbreviation, reader.rows(ABBREVIATIONS)) if item.text),
        terms=tuple(tables.term(row, settings.language) for row in reader.rows(GLOSSARY)),
        problems=(*reader.problems, *([look.problem] if look.problem else [])),
        look=look,
    )


@dataclass(slots=True)
class _Reader:
    source: Source
    settings: Settings
    problems: list[Problem] = field(default_factory=list)

    def data(self, path: str) -> bytes | None:
        return self.plain(self.source.read(path))

    def plain(self, found: bytes | Problem | None) -> bytes | None:
        """Take a problem down; only bytes are left."""
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found

    def hidden(self, folders: Iterable[str]) -> None:
        """Report what nothing else reports: links, other repositories and closed folders, in which nothing is read."""
        found = (problem for folder in sorted(folders) for problem in self.source.hidden(folder))
        self.problems += {problem.at.path: problem for problem in found if not problem.at.path.endswith(TEXTS)}.values()

    def document(self, path: str, found: bytes | Problem | None) -> Document:
        if isinstance(found, bytes):
            return read_document(found, path, self.settings, self.beside(path))
        return unreadable(path, found, self.settings)

    def beside(self, path: str) -> tuple[bytes, str] | None:
        """Return the card that lies beside a text, where the settings say that it carries the fields."""
        if "beside" not in self.settings.keys.metadata or is_card(path):
            return None
        found = ((self.source.read(other), other) for other in cards(path))
        return next(((data, other) for data, other in found if isinstance(data, bytes)), None)

    def rows(self, path: str, row: Mapping[str, Shape] | None = None) -> tuple[Table, ...]:
        rows, problems = tables.entries(self.data(path), path, row)
        self.problems.extend(problems)
        return rows

    def lists(self) -> Iterator[HolderList]:
        """Read the distribution lists; one that says of nothing what it is of is left out."""
        for path in self.source.files("distribution"):
            data = self.data(path) if path.endswith((".yaml", ".yml")) else None
            if data is not None:
                found, problems = read_holders(data, path)
                self.problems.extend(problems)
                if found.key:
                    yield found

    def ledgers(self, files: Iterable[Document], jobs: int) -> Mapping[str, Ledger]:
        codes = {file_name(document.code): document.code for document in files if document.code}
        return {ledger.code: ledger for ledger in read_ledgers(self.unread(codes), jobs)}

    def unread(self, codes: Mapping[str, str]) -> Iterator[Unread]:
        """Yield the ledgers whose files are named as they must be; `codes` are those of texts by the name of a file."""
        paths = [path for path in self.source.files("ledger") if path.endswith(".jsonl")]
        for path, read in zip(paths, read_all(self.source, paths), strict=True):
            data = self.plain(read)
            if data is not None:
                code = codes.get(_stem(path)) or first_code(data) or _stem(path)
                if _is_named(path, code):
                    yield Unread(data, code, path)
                else:
                    self.problems.append(_misnamed(path, code))


def ledger_files(firsts: Mapping[str, str], codes: Iterable[str]) -> Mapping[str, str]:
    """Return the path of each ledger by its code, in the order of the paths: `firsts` has what the first line of each
    names, by path, `codes` those of all texts.
    """
    names = {file_name(code): code for code in codes if code}
    found = {path: names.get(_stem(path)) or first or _stem(path) for path, first in firsts.items()}
    return {code: path for path, code in found.items() if _is_named(path, code)}


def _stem(path: str) -> str:
    return unicodedata.normalize("NFC", path.rpartition("/")[2].removesuffix(".jsonl"))


def _is_named(path: str, code: str) -> bool:
    return unicodedata.normalize("NFC", path) == ledger_path(code)


def _misnamed(path: str, code: str) -> Problem:
    """Return the problem of a second ledger: an old copy under another name must not take the place of the true one."""
    told = msg('The ledger of "{code}" may lie only in "{path}"', code=code, path=ledger_path(code))
    return Problem("ledger", Location(path), told, msg("Restore it with git; nothing in this file counts"))


def first_code(data: bytes) -> str:
    """Return the code that the first line of a ledger names, for one whose document is gone."""
    try:
        values = json.loads(data.split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return ""
    code = values.get("code") if isinstance(values, dict) else None
    return code if isinstance(code, str) else ""
