"""What git prints, turned into values: NUL-separated streams of trees, histories and refs. Starts no process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple, TypeVar

_CHUNK = 1 << 18
_TURNED = 500
_HASHES = {40: hashlib.sha1, 64: hashlib.sha256}
_GITLINK = b"160000"
_ABSENT = b"000000"

Item = TypeVar("Item")

# The fields of a commit, in the order of RawCommit; `%an` and `%ae` are as recorded, without mailmap.
HISTORY_FORMAT = "%H%x00%P%x00%an%x00%ae%x00%aI%x00%B"
SHOW = (
    *("diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw", "--no-renames", "--no-abbrev"),
    *("--diff-merges=first-parent", "--encoding=UTF-8", "--no-notes", "--no-show-signature"),
    f"--format={HISTORY_FORMAT}",
)
"""Asks for commits in the form that `history` reads."""


class Person(NamedTuple):
    """Who writes: a name and an address, as git records them."""

    name: str
    email: str


class Entry(NamedTuple):
    """A file of a tree or of the index: its mode (`100644`, `100755`, `120000` link, `160000` submodule) and object."""

    mode: str
    id: str


class PathChange(NamedTuple):
    """What a commit did to one path: the blob before and after; None where there was no file."""

    path: str
    old: str | None
    new: str | None


class RawCommit(NamedTuple):
    """A commit as git has it. `when` is the author's moment, strict ISO 8601 with offset (empty where it is broken);
    `changes` are against the first parent.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    when: str
    message: str
    changes: tuple[PathChange, ...]


def tokens(stream: BinaryIO) -> Iterator[bytes]:
    """Split a stream at its NUL bytes, one chunk at a time; what a stream that broke off left unfinished is dropped."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def turned(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items in turned order within each group of some; twice turned they are in their order again."""
    rest = iter(items)
    while group := list(islice(rest, _TURNED)):
        yield from reversed(group)


def blob(stream: BinaryIO, object_id: str) -> bytes | None:
    """Read one answer of `cat-file --batch`; None where it is no blob, not all of it, or not what its id says."""
    kind, data = whole_object(stream, object_id)
    return data if kind == b"blob" else None


def whole_object(stream: BinaryIO, object_id: str) -> tuple[bytes, bytes]:
    """Read one answer of `cat-file --batch`: kind and contents, an empty kind where they are not what the id says.

    git does not look: whoever may write into `.git` can put another text in the place of the one that was approved.
    """
    header = stream.readline().split()
    if len(header) != 3:
        return b"", b""
    kind, size = header[1], int(header[2])
    data = stream.read(size + 1)[:-1]
    hashed = _HASHES[len(object_id)](b"%b %d\0" % (kind, size), usedforsecurity=False)
    hashed.update(data)
    return (kind, data) if hashed.hexdigest() == object_id else (b"", b"")


def tree(listing: bytes, under: str) -> dict[str, Entry]:
    """Read `ls-tree -r -z`: the entries below `under` by path."""
    entries = {}
    for line in listing.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        path = as_path(name)
        if below(path, under):
            mode, _, object_id = facts.decode("ascii").split(" ")
            entries[path] = Entry(mode, object_id)
    return entries


def index(listing: bytes) -> dict[str, Entry]:
    """Read `ls-files --stage -z`; a path with an unresolved merge has an entry without mode and object."""
    entries = {}
    for line in listing.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, object_id, stage = facts.decode("ascii").split(" ")
        entries[as_path(name)] = Entry(mode, object_id) if stage == "0" else Entry("", "")
    return entries


def history(words: Iterable[bytes], under: str) -> Iterator[RawCommit]:
    """Read `diff-tree --stdin -z --raw --format=HISTORY_FORMAT`, with only the changes below `under`."""
    stream, shared = iter(words), Shared()
    first: bytes | None = next(stream, None)
    while first is not None:
        head = [first, *islice(stream, 5)]
        if len(head) < 6:
            return
        changes, first = _changes(stream, under, shared)
        yield _commit(head, changes, shared)


class Shared:
    """Texts that a history says again and again, each kept once: a history of 100,000 commits names few people, few
    paths, and every object twice, as the new one and as the old one of the next change.
    """

    __slots__ = ("_near", "_texts")

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._near: dict[str, tuple[str | None, str | None]] = {}

    def text(self, text: str) -> str:
        """Return the first text that was equal to this one."""
        return self._texts.setdefault(text, text)

    def change(self, path: str, old: str | None, new: str | None) -> PathChange:
        """Return a change that shares its path, and its objects with the change of the commit before or after."""
        path = self.text(path)
        one, other = self._near.get(path, (None, None))
        old = one if old == one else other if old == other else old
        new = one if new == one else other if new == other else new
        self._near[path] = (old, new)
        return PathChange(path, old, new)


def below(path: str, under: str) -> bool:
    """Tell whether `path` is `under` or stands below it; everything is below the empty path."""
    return not under or path == under or path.startswith(under.rstrip("/") + "/")


def as_path(name: bytes) -> str:
    """Decode a path; bytes that are no UTF-8 survive as surrogates."""
    return name.decode("utf-8", "surrogateescape")


def _changes(stream: Iterator[bytes], under: str, shared: Shared) -> tuple[tuple[PathChange, ...], bytes | None]:
    """Return the changes up to the next commit, and the first word of that commit."""
    changes: list[PathChange] = []
    for word in stream:
        facts = word.lstrip(b"\n")
        if not facts.startswith(b":"):
            return tuple(changes), word
        path = as_path(next(stream, b""))
        old_mode, new_mode, old, new, _ = facts[1:].split(b" ")
        change = shared.change(path, _blob(old_mode, old), _blob(new_mode, new))
        if (change.old or change.new) and below(path, under):
            changes.append(change)
    return tuple(changes), None


def _blob(mode: bytes, object_id: bytes) -> str | None:
    return None if mode in (_ABSENT, _GITLINK) else object_id.decode("ascii")


def _commit(head: list[bytes], changes: tuple[PathChange, ...], shared: Shared) -> RawCommit:
    commit_id, parents, author, email, when, message = [word.decode("utf-8", "replace") for word in head]
    moment = when[:-1] + "+00:00" if when.endswith("Z") else when
    return RawCommit(
        commit_id,
        tuple(parents.split()),
        shared.text(author),
        shared.text(email),
        moment,
        message.rstrip("\n"),
        changes,
    )
