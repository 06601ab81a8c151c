"""Front matter of plain lines, read quickly: thirty times as fast as the events of a YAML parser.

Nearly every front matter holds only lines `key: value`, a list in brackets or below its key, a table of languages in
braces or below its key. For these the table is made directly, with the same texts and places that `yaml` gives; for
anything else the answer is None, and `yaml` reads the text. A test compares the two on the same texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern

from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.location import Location
from qms.model.pattern import pattern

Place = tuple[int, int]
"""Line and column."""
LONGEST = 2_800  # so that no limit of the whole reader is reached
SHORT = 16
"""Values of so many letters (a type, a level, a unit) are those of many documents, and are kept once."""
PLAIN = r"""[^\s"'\[\]{}#&*!|>%@`?:,~-][^\n"'\[\]{}#&*!|>%@`?:,\\]*"""
SCALAR = rf"""(?:{PLAIN}|"[^"\\\n]*"|'[^'\n]*')"""
LIST = rf"""\[(?:{SCALAR}(?:, {SCALAR})*)?\]"""
KEY = "[a-z_]{1,60}"  # a longer one is none for YAML
MAP = rf"""\{{{KEY}: {SCALAR}(?:, {KEY}: {SCALAR})*\}}"""
_VALUE = rf"""(?:({PLAIN})|"([^"\\\n]*)"|'([^'\n]*)')"""
_LINE = pattern(rf"({KEY}):(?: (?:{_VALUE}|({LIST})|({MAP})))?\n")
_BELOW = pattern(rf"  ({KEY}): {_VALUE}\n")
_ITEM = pattern(rf"((?:  )?)- {_VALUE}\n")
_IN_LIST = pattern(_VALUE)
_IN_MAP = pattern(rf"({KEY}): {_VALUE}")


def read(text: str, path: str, first_line: int) -> Table | None:
    """Return the table that a text of plain lines is; None where it must be read as YAML."""
    if len(text) > LONGEST or not text.replace("\n", "").isprintable():
        return None
    return _Plain(text, path, first_line).table()


class _Places(Mapping[str, Location]):
    """Where the keys of a table stand in a file: thousands of files have theirs in the same lines and columns."""

    __slots__ = ("_layout", "_path")

    def __init__(self, path: str, layout: Mapping[str, Place]) -> None:
        self._path, self._layout = path, layout

    def __getitem__(self, key: str) -> Location:
        return Location(self._path, *self._layout[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._layout)

    def __len__(self) -> int:
        return len(self._layout)

    def __repr__(self) -> str:
        return repr(dict(self))


@lru_cache(maxsize=1_000)
def _layout(places: tuple[tuple[str, Place], ...]) -> Mapping[str, Place]:
    return dict(places)


class _Plain:
    """Reads line by line; `start` is where the line begins, `line` its number in the file."""

    __slots__ = ("line", "path", "start", "text")

    def __init__(self, text: str, path: str, line: int) -> None:
        self.text, self.path, self.line, self.start = text, path, line, 0

    def table(self) -> Table | None:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        at = Location(self.path, self.line)
        while self.start < len(self.text):
            found = _LINE.match(self.text, self.start)
            if found is None or found[1] in entries:
                return None
            key = intern(found[1])  # thousands of documents have the same few
            keys[key] = (self.line, 1)
            node = self.value(found)
            if node is None:
                return None
            entries[key] = node
        return Table(entries, self.places(keys), at)

    def value(self, found: re.Match[str]) -> Node | None:
        """Return the value of a line, and go on to the line after it; None where it must be read as YAML."""
        node: Node | None
        if found.lastindex == 1:
            self.next(found)
            return self.items() or self.below()
        if found.lastindex == 5:
            items = _IN_LIST.finditer(self.text, found.start(5), found.end(5))
            node = Sequence(tuple(self.scalar(item) for item in items), self.at(found.start(5)))
        elif found.lastindex == 6:
            node = self.pairs(_IN_MAP.finditer(self.text, found.start(6), found.end(6)), found.start(6))
        else:
            node = self.scalar(found)
        self.next(found)
        return node

    def items(self) -> Node | None:
        """Read the list below a key."""
        first = found = _ITEM.match(self.text, self.start)
        items: list[Scalar] = []
        at = self.at(first.end(1)) if first else None
        while found and first and found[1] == first[1]:
            items.append(self.scalar(found))
            self.next(found)
            found = _ITEM.match(self.text, self.start)
        return Sequence(tuple(items), at) if at and not found else None

    def below(self) -> Node | None:
        """Read the table below a key."""
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        at = self.at(self.start + 2)
        while found := _BELOW.match(self.text, self.start):
            if found[1] in entries:
                return None
            key = intern(found[1])
            keys[key] = (self.line, found.start(1) - self.start + 1)
            entries[key] = self.scalar(found)
            self.next(found)
        return Table(entries, self.places(keys), at) if entries else None

    def pairs(self, found: Iterator[re.Match[str]], start: int) -> Node | None:
        """Read a table in braces."""
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for pair in found:
            if pair[1] in entries:
                return None
            key = intern(pair[1])
            keys[key] = (self.line, pair.start(1) - self.start + 1)
            entries[key] = self.scalar(pair)
        return Table(entries, self.places(keys), self.at(start))

    def scalar(self, found: re.Match[str]) -> Scalar:
        index = found.lastindex or 0
        start = found.start(index)
        quoted = self.text[start - 1] in "\"'"
        text = found[index] if quoted else found[index].rstrip(" ")
        at = Location(self.path, self.line, start - quoted - self.start + 1)
        return Scalar(intern(text) if len(text) <= SHORT else text, at, quoted)

    def places(self, keys: Mapping[str, Place]) -> Mapping[str, Location]:
        return _Places(self.path, _layout(tuple(keys.items())))

    def at(self, place: int) -> Location:
        return Location(self.path, self.line, place - self.start + 1)

    def next(self, found: re.Match[str]) -> None:
        self.start = found.end()
        self.line += 1
