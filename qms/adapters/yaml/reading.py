"""YAML (ruamel.yaml): a bounded reader by events, and quotation marks for writing.

Reading never builds objects from tags: it walks the parser's events, refuses everything that a quality document does
not need (anchors, aliases, tags, merge keys, several documents), keeps every value as the text that was written, with
its place, and goes on after an error where it can. `ruamel.yaml` is imported on the first call.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from qms.adapters.yaml import plain
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.pattern import pattern
from qms.model.problem import Problem

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HIDDEN = BIDI | frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff")
UNPRINTED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# What the libraries raise on hostile input (security.md 3f).
RAISED = (ValueError, OverflowError, RecursionError, LookupError, TypeError, AttributeError, AssertionError)


class Limits(NamedTuple):
    """How much a file may hold; a front matter is small, a register may be large."""

    size: int
    nodes: int
    depth: int = 8
    scalar: int = 8_000


FRONT_MATTER = Limits(size=16_000, nodes=2_000)
TABLES = Limits(size=2_000_000, nodes=200_000, depth=12)


class _RefusedError(Exception):
    def __init__(self, kind: str, mark: Any, message: Message, help_: Message) -> None:  # Any: ruamel's mark
        super().__init__(kind)
        self.kind, self.mark, self.message, self.help = kind, mark, message, help_


def forbidden(character: str) -> bool:
    """Tell whether a character may not stand in metadata: controls, bidi marks, invisible ones, lone surrogates."""
    return character in HIDDEN or (unicodedata.category(character) in UNPRINTED and character not in "\n\r\t")


def name_of(character: str) -> str:
    """Return how to speak of a character: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def read(
    text: str, path: str, *, first_line: int = 1, limits: Limits = FRONT_MATTER
) -> tuple[Table, tuple[Problem, ...]]:
    """Read one YAML mapping; `first_line` is the line of the file on which `text` begins.

    Returns what could be read, also after an error, and the problems with their places. Never raises on any text.
    """
    quick = plain.read(text, path, first_line) if limits.nodes >= FRONT_MATTER.nodes else None
    return (quick, ()) if quick else _read_again(text, path, first_line, limits)


@lru_cache(maxsize=256)  # a command reads the tables of a repository before and after what it does
def _read_again(text: str, path: str, first_line: int, limits: Limits) -> tuple[Table, tuple[Problem, ...]]:
    return read_events(text, path, first_line=first_line, limits=limits)


def read_events(
    text: str, path: str, *, first_line: int = 1, limits: Limits = FRONT_MATTER
) -> tuple[Table, tuple[Problem, ...]]:
    """Read one YAML mapping by the events of the parser, whatever stands in it."""
    start = Location(path, first_line)
    if len(text) > limits.size:
        return Table(at=start), (_too_large(start, limits.size),)
    early = tuple(_hidden(text, path, first_line))
    if early:
        return Table(at=start), early
    builder = _Builder(path, first_line, limits)
    return builder.build(text)


def _too_large(at: Location, limit: int) -> Problem:
    return Problem(
        "syntax",
        at,
        msg("The data is larger than {limit} characters", limit=limit),
        msg("Move the text below the front matter"),
    )


def _hidden(text: str, path: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n")):
        if line.isprintable():
            continue
        for column, character in enumerate(line, 1):
            if forbidden(character):
                yield Problem(
                    "encoding",
                    Location(path, first_line + number, column),
                    msg('A character that cannot be seen: "{character}"', character=name_of(character)),
                    msg("Delete it; it changes the meaning of a code without showing"),
                )


@dataclass(slots=True)
class _Open:
    """A collection that is being read: a mapping (with the key that waits for its value) or a list."""

    at: Location
    entries: dict[str, Node] | None = None
    keys: dict[str, Location] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None

    def close(self) -> Node:
        """Return the finished collection; a key that never got its value counts as empty."""
        if self.entries is None:
            return Sequence(tuple(self.items), self.at)
        return Table(self.entries, self.keys, self.at)


_CONFLICT = pattern(r"(?m)^(?:<{7}|>{7}|={7}$)")


@dataclass(slots=True)
class _Builder:
    path: str
    first_line: int
    limits: Limits
    stack: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    root: Node | None = None
    last: Location | None = None

    def build(self, text: str) -> tuple[Table, tuple[Problem, ...]]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        yaml = YAML(typ="safe", plug_ins=[])
        try:
            for event in yaml.parse(text):
                self.step(event)
        except _RefusedError as refused:
            self.problems.append(Problem(refused.kind, self.place(refused.mark), refused.message, refused.help))
        except YAMLError as error:
            self.problems.append(self.syntax(error, text))
        except RAISED:
            at = self.last or Location(self.path, self.first_line)
            self.problems.append(Problem("syntax", at, msg("This is not YAML that can be read"), _QUOTE))
        while self.stack:
            self.put(self.stack.pop().close())
        return self.table(), tuple(self.problems)

    def table(self) -> Table:
        start = Location(self.path, self.first_line)
        if self.root is None or (isinstance(self.root, Scalar) and self.root.empty):
            return Table(at=start)
        if isinstance(self.root, Table):
            return self.root
        if not self.problems:
            self.problems.append(
                Problem(
                    "syntax",
                    self.root.at,
                    msg("Keys with values are expected here"),
                    msg('Write "key: value" on each line'),
                )
            )
        return Table(at=start)

    def place(self, mark: Any) -> Location:  # Any: ruamel's mark, which may be missing
        if mark is None:
            return self.last or Location(self.path, self.first_line)
        return Location(self.path, self.first_line + mark.line, mark.column + 1)

    def syntax(self, error: Any, text: str) -> Problem:  # Any: ruamel's marked errors, whose own words are English
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is not None and text[mark.index : mark.index + 1] == "\t":
            return Problem("syntax", self.place(mark), msg("A tab stands where YAML has only blanks"), _BLANKS)
        conflict = _CONFLICT.search(text)
        if conflict:
            at = Location(self.path, self.first_line + text.count("\n", 0, conflict.start()), 1)
            return Problem(
                "syntax",
                at,
                msg("Two versions of this passage stand here: a merge was not finished"),
                msg('Keep the right one, and delete the lines that begin with "<<<<<<<", "=======" and ">>>>>>>"'),
            )
        return Problem("syntax", self.place(mark), msg("This is not YAML that can be read"), _CLOSE)

    def step(self, event: Any) -> None:  # Any: ruamel's events
        name = type(event).__name__
        if name in {"MappingStartEvent", "SequenceStartEvent", "ScalarEvent", "AliasEvent"}:
            self.last = self.place(event.start_mark)
            self.refuse(event, name)
        if name == "ScalarEvent":
            self.put(Scalar(event.value, self.last or Location(self.path), quoted=event.style not in {None, ""}))
        elif name == "MappingStartEvent":
            self.stack.append(_Open(self.last or Location(self.path), entries={}))
        elif name == "SequenceStartEvent":
            self.stack.append(_Open(self.last or Location(self.path)))
        elif name in {"MappingEndEvent", "SequenceEndEvent"}:
            self.put(self.stack.pop().close())
        elif name == "DocumentStartEvent":
            self.document(event)

    def document(self, event: Any) -> None:  # Any: ruamel's events
        if self.root is not None or event.version or event.tags:
            raise _RefusedError(
                "syntax", event.start_mark, msg("Only one plain YAML document is read here"), msg("Delete this line")
            )

    def refuse(self, event: Any, name: str) -> None:  # Any: ruamel's events
        self.nodes += 1
        mark = event.start_mark
        if name == "AliasEvent" or event.anchor:
            raise _RefusedError("syntax", mark, msg('"&" and "*" have a meaning of their own in YAML'), _QUOTE)
        if event.tag not in {None, "!"}:
            raise _RefusedError("syntax", mark, msg('"!" has a meaning of its own in YAML'), _QUOTE)
        if self.nodes > self.limits.nodes or len(self.stack) > self.limits.depth:
            raise _RefusedError(
                "syntax", mark, msg("The data is nested too deeply or too long"), msg("Write it as a plain list")
            )
        if name == "ScalarEvent":
            self.refuse_scalar(event.value, mark)

    def refuse_scalar(self, value: str, mark: Any) -> None:  # Any: ruamel's mark
        if len(value) > self.limits.scalar:
            raise _RefusedError(
                "syntax", mark, msg("A value is longer than {limit} characters", limit=self.limits.scalar), _SHORTER
            )
        bad = None if value.isprintable() else next((c for c in value if forbidden(c)), None)
        if bad:
            raise _RefusedError(
                "encoding",
                mark,
                msg('A character that cannot be seen: "{character}"', character=name_of(bad)),
                msg("Delete it; it changes the meaning of a code without showing"),
            )

    def put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.entries is None:
            parent.items.append(node)
        elif parent.key is None:
            self.key(parent, node)
        else:
            self.value(parent, parent.key, node)

    def key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar) or not node.text.strip() or node.text == "<<":
            self.problems.append(
                Problem("syntax", node.at, msg("A key must be a plain word"), msg('Write "key: value"'))
            )
            node = Scalar(f"?{node.at.line}:{node.at.column}", node.at)
        parent.key = node

    def value(self, parent: _Open, key: Scalar, node: Node) -> None:
        parent.key = None
        name = unicodedata.normalize("NFC", key.text)
        if parent.entries is None:
            return
        if name in parent.entries:
            first = parent.keys[name].line
            self.problems.append(
                Problem(
                    "duplicate",
                    key.at,
                    msg('The key "{key}" stands here a second time; the first is in line {line}', key=name, line=first),
                    msg("Keep one of the two lines"),
                )
            )
            return
        parent.entries[name] = node
        parent.keys[name] = key.at


_BLANKS = msg("Write two blanks in the place of the tab")
_CLOSE = msg('Close every bracket and quotation mark, or put the value in quotation marks: key: "value"')
_QUOTE = msg('Put the value in quotation marks: key: "value"')
_SHORTER = msg("Shorten it, or move the text below the front matter")


def quote(text: str) -> str:
    """Return `text` as a YAML scalar that any reader takes for exactly this text."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'
