"""Looks at the tracked files of a repository that was never made for qms: which of them carry fields, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from qms.adapters.files import head, metadata
from qms.adapters.files.places import CARDS, TEXTS, is_card
from qms.adapters.files.sources import LINK, REGULAR, WorkTree
from qms.adapters.files.text import UTF16, decode, lines
from qms.adapters.git.door import Git
from qms.adapters.yaml import reading as yaml
from qms.model.field import Table
from qms.model.field_names import is_known
from qms.model.location import Location
from qms.model.settings import Keys

LARGEST = 1_000_000
MOST_MESSAGES = 2_000
NEVER = frozenset(
    [
        "readme",
        "changelog",
        "contributing",
        "license",
        "licence",
        "copying",
        "code_of_conduct",
        "pull_request_template",
        "issue_template",
        "template",
        "package",
        "package-lock",
        "tsconfig",
        "composer",
        "mkdocs",
        "docker-compose",
        "pubspec",
        "_config",
        "requirements",
    ]
)
AT_THE_TOP = frozenset(
    ["changes", "security", "authors", "contributors", "notice", "history", "support", "governance", "maintainers"]
)
"""Files about the repository where they lie in its uppermost folder; elsewhere they are documents like others."""
FOREIGN = frozenset(["node_modules", "vendor", "third_party", "testdata", "fixtures", "dist", "build"])
DOUBTFUL = frozenset(["test", "tests", "template", "templates", "examples", "example"])
"""Folders whose files are seldom documents: only beside folders of documents of the same kind."""
PAST = frozenset(["archive", "archived", "archives", "obsolete", "superseded", "old", "backup", "архив", "эски"])
"""Folders of documents of the past: they do not tell what documents look like today, and may be copies of these."""
SCHEMA = frozenset(["properties", "definitions", "$defs"])
_NONE = Table()
_TRAILER = re.compile(r"(?m)^([A-Z][A-Za-z-]{1,40}): \S")


@dataclass(frozen=True, slots=True)
class Sample:
    """A file that may be a document: path, form of its metadata (that of `Keys`, `card` or `toml`), fields.

    `labels` are those at the head of a text without other fields, as they are written; whether they are meant as fields
    a look at all texts tells. `broken` tells that its fields are not written as they should be, `unreadable` that its
    bytes are no UTF-8.
    """

    path: str
    form: str
    front: Table
    body: str = ""
    broken: bool = False
    unreadable: bool = False
    labels: Table = _NONE

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def doubtful(self) -> bool:
        """Tell whether it lies in a folder of tests, templates or examples."""
        return bool(DOUBTFUL & {*self.folder.casefold().split("/")})

    @property
    def past(self) -> bool:
        """Tell whether it lies in a folder of the past."""
        return bool(PAST & {*self.folder.casefold().split("/")})

    @property
    def folder(self) -> str:
        """The folder of the file; empty for the root."""
        return self.path.rpartition("/")[0]

    @property
    def ending(self) -> str:
        """The ending of its name: `.md`."""
        return PurePosixPath(self.path).suffix

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields that it has."""
        return frozenset(self.front.entries)

    def text(self, name: str) -> str:
        """Return the single value of a field."""
        return self.front.text(name)


def tracked(git: Git) -> tuple[str, ...]:
    """Return the paths of the tracked files and links, sorted."""
    return tuple(sorted(path for path, entry in git.index().items() if entry.mode in {*REGULAR, LINK}))


def samples(root: Path, paths: Iterable[str]) -> tuple[Sample, ...]:
    """Read every file of `paths` below the folder `root` that may be a document, as it lies on disk."""
    return tuple(_found(WorkTree(root), filter(is_candidate, paths)))


def is_candidate(path: str) -> bool:
    """Tell by its path whether a file may be a document."""
    parts = path.casefold().split("/")
    stem = parts[-1].partition(".")[0]
    hidden = any(part.startswith(".") for part in parts)
    card = parts[-1].endswith(CARDS)
    never = (
        stem in NEVER
        or (stem == "index" and card)
        or (stem in AT_THE_TOP and len(parts) == 1)
        or bool(FOREIGN & {*parts[:-1]})
    )
    return (card or parts[-1].endswith(TEXTS)) and not hidden and not never


def _found(tree: WorkTree, paths: Iterable[str]) -> Iterator[Sample]:
    for path in paths:
        data = tree.read(path)
        if isinstance(data, bytes) and len(data) <= LARGEST:
            text, problem = decode(data, path)
            found = sample(_guessed(data) if problem else text, path)
            if not _is_schema(found):
                yield replace(found, unreadable=problem is not None)


def _is_schema(item: Sample) -> bool:
    """Tell whether a file is a JSON Schema: it tells what others may hold."""
    return item.form == "card" and "$schema" in item.fields and bool(SCHEMA & item.fields)


def _guessed(data: bytes) -> str:
    """Return what a text that is no UTF-8 may say: enough to tell its form; it is never read as a document so."""
    return data.decode("utf-16" if data.startswith(UTF16) else "cp1251", "replace")


def sample(text: str, path: str) -> Sample:
    """Tell the form of one file and read its fields."""
    plain = text.removeprefix("\ufeff")
    if is_card(path):
        parts = metadata.card(plain, path, Keys())
        return Sample(path, "card", parts.front, broken=bool(parts.problems))
    top = lines(plain[: 20 * yaml.FRONT_MATTER.size])
    first = top[0].rstrip() if top else ""
    if first == "+++":
        return Sample(path, "toml", Table(), plain)
    form = "front-matter" if first == "---" else "headers" if metadata.is_headers(top) else "none"
    parts = metadata.split(plain, path, Keys(metadata=(form, "none")))
    if not parts.front.entries and not parts.problems:
        form = "none"
    told = _labels(top, path) if form == "none" else Table()
    return Sample(path, form, parts.front, parts.body, broken=bool(parts.problems), labels=told)


def _labels(top: Sequence[str], path: str) -> Table:
    """Return the first value of each label at the head of a text."""
    found: dict[str, head.Label] = {}
    for item in head.labels(top, path, is_known):
        found.setdefault(item.name, item)
    return Table(
        {name: item.value for name, item in found.items()},
        {name: item.at for name, item in found.items()},
        Location(path),
    )


def trailers(git: Git) -> Counter[str]:
    """Count in how many of the newest commit messages each trailer stands."""
    if git.head() is None:
        return Counter()
    listing = git.read("rev-list", f"--max-count={MOST_MESSAGES}", "--format=%x00%B", "HEAD").decode("utf-8", "replace")
    found: Counter[str] = Counter()
    for message in listing.split("\0")[1:]:
        paragraph = message.partition("\ncommit ")[0].strip().rpartition("\n\n")
        found.update(set(_TRAILER.findall(paragraph[2])) if paragraph[0] else ())
    return found
