"""Looks at the tracked files of a repository that was never made for qms: which of them carry fields, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from qms.adapters import metadata, yaml
from qms.adapters.git import Git
from qms.adapters.places import CARDS, TEXTS, is_card
from qms.adapters.sources import REGULAR, WorkTree
from qms.adapters.text import decode, lines
from qms.model.field import Scalar, Table
from qms.model.settings import Keys

LARGEST = 1_000_000
MOST_MESSAGES = 2_000
NEVER = frozenset(
    [
        "readme",
        "changelog",
        "changes",
        "contributing",
        "license",
        "licence",
        "copying",
        "code_of_conduct",
        "security",
        "authors",
        "contributors",
        "notice",
        "history",
        "support",
        "governance",
        "maintainers",
        "pull_request_template",
        "issue_template",
        "index",
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
FOREIGN = frozenset(
    [
        "node_modules",
        "vendor",
        "third_party",
        "test",
        "tests",
        "testdata",
        "fixtures",
        "template",
        "templates",
        "examples",
        "example",
        "dist",
        "build",
    ]
)
_TRAILER = re.compile(r"(?m)^([A-Z][A-Za-z-]{1,40}): \S")


@dataclass(frozen=True, slots=True)
class Sample:
    """A file that may be a document: path, form of its metadata (that of `Keys`, `card` or `toml`), fields."""

    path: str
    form: str
    front: Table
    body: str = ""
    broken: bool = False

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
        node = self.front.entries.get(name)
        return node.text.strip() if isinstance(node, Scalar) and not node.empty else ""


def tracked(git: Git) -> tuple[str, ...]:
    """Return the paths of the tracked files, sorted."""
    return tuple(sorted(path for path, entry in git.index().items() if entry.mode in REGULAR))


def samples(git: Git, paths: Iterable[str]) -> tuple[Sample, ...]:
    """Read every tracked file that may be a document, as it lies on disk."""
    return tuple(_found(WorkTree(git.root), filter(is_candidate, paths)))


def is_candidate(path: str) -> bool:
    """Tell by its path whether a file may be a document."""
    parts = path.casefold().split("/")
    stem = parts[-1].partition(".")[0]
    hidden = any(part.startswith(".") for part in parts)
    return parts[-1].endswith((*TEXTS, *CARDS)) and not hidden and stem not in NEVER and not FOREIGN & {*parts[:-1]}


def _found(tree: WorkTree, paths: Iterable[str]) -> Iterator[Sample]:
    for path in paths:
        data = tree.read(path)
        if isinstance(data, bytes) and len(data) <= LARGEST:
            text, problem = decode(data, path)
            if problem is None:
                yield sample(text, path)


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
    return Sample(path, form, parts.front, parts.body, broken=bool(parts.problems))


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
