"""A document's text read once for all rules: its lines, its prose, its blocks and its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from qms.history.sections import Section, sections
from qms.model.document import Document
from qms.model.pattern import pattern

_FENCE = pattern(r" {0,3}(`{3,}|~{3,})")
_NO_PROSE = pattern(
    r"\A\s*(?:>\s*)+\[!\w+\]|\]\([^()\s]*\)|<?https?://\S+|(?<![\w.+@-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
)
_TICKS = pattern("`+")
_MAY_BE_NO_PROSE = ("`", "](", "://", "@", "[!")
_ITEM = pattern(r"\s*(?:(?:[-*+•–—]|\d{1,9}[.)])\s|(?:[-*+•–—]\s+)?[^\W\d_][.)]\s)")
_NUMBERED = pattern(r"[\s|]*(?:[-*+]\s+)?[*_]*(\d{1,2}(?:\.\d{1,2})*)(?:\\?[.)]\s|\s)")
_UNDERLINE = pattern(r" {0,3}(?:=+|-+)\s*\Z")


class Line(NamedTuple):
    """A line of the text: its number in the file, what it says, whether it stands in a code fence."""

    number: int
    text: str
    code: bool


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    PARAGRAPH = "paragraph"


class Block(NamedTuple):
    """A heading, an item of a list, a table or a paragraph, with its lines."""

    kind: Kind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines joined by blanks."""
        return " ".join(line.text.strip() for line in self.lines)


@dataclass(frozen=True)
class Reading:
    """The parts of a document's text, each made when a rule first asks for it."""

    document: Document

    @cached_property
    def small(self) -> str:
        """The body in small letters: to ask for a word in it is many times quicker than any search."""
        return self.document.body.lower()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the body."""
        return tuple(_lines(self.document))

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines outside code fences; code spans, addresses and `[!NOTE]` are blank, so that columns stay right."""
        return tuple(_plain(line) for line in self.lines if not line.code)

    @cached_property
    def headings(self) -> tuple[Section, ...]:
        """The sections that have a heading."""
        return tuple(section for section in sections(self.document.body) if section.depth)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """The numbers that paragraphs, items and rows begin with: `8.2.1. Each unit …` is a section without a title."""
        found = (_NUMBERED.match(line.text) for line in self.prose)
        return frozenset(match[1] for match in found if match)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the prose."""
        first = self.document.body_line - 1
        return tuple(_blocks(self.prose, frozenset(section.line + first for section in self.headings)))


def _lines(document: Document) -> Iterator[Line]:
    fence = ""
    for number, raw in enumerate(document.body.split("\n"), document.body_line):
        text = raw.removesuffix("\r")
        mark = _FENCE.match(text)
        if mark and not fence:
            fence = mark[1]
            yield Line(number, text, code=True)
        else:
            yield Line(number, text, code=bool(fence))
            if mark and mark[1].startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""


def without_spans(text: str) -> str:
    """Return a line with its code spans blank; a span ends at the next run of as many ticks (CommonMark 6.1)."""
    if "`" not in text:
        return text
    runs = [found.span() for found in _TICKS.finditer(text)]
    ends = _ends(runs)
    parts, at = list[str](), 0
    for (begin, _), close in zip(runs, ends, strict=True):
        if close and begin >= at:
            parts.append(text[at:begin] + " " * (close - begin))
            at = close
    return "".join(parts) + text[at:]


def _ends(runs: Sequence[tuple[int, int]]) -> Sequence[int]:
    """Return where the span ends that each run of ticks would begin, 0 where it begins none."""
    last: dict[int, int] = {}
    found: list[int] = []
    for begin, end in reversed(runs):
        found.append(last.get(end - begin, 0))
        last[end - begin] = end
    return found[::-1]


def _plain(line: Line) -> Line:
    if not any(mark in line.text for mark in _MAY_BE_NO_PROSE):
        return line
    return line._replace(text=_NO_PROSE.sub(lambda found: " " * len(found[0]), without_spans(line.text)))


def _blocks(prose: tuple[Line, ...], headings: frozenset[int]) -> Iterator[Block]:
    kind, held = Kind.PARAGRAPH, list[Line]()
    for line in prose:
        follows = bool(held) and line.number == held[-1].number + 1
        blank = not line.text.strip()
        begun = None if blank else _begun(line, kind if follows else None, heading=line.number in headings)
        if held and (blank or begun):
            yield Block(kind, tuple(held))
            held = []
        if not blank:
            kind = begun or kind
            held.append(line)
    if held:
        yield Block(kind, tuple(held))


def _begun(line: Line, before: Kind | None, *, heading: bool) -> Kind | None:
    """Return the kind of block that a line begins; None where it goes on with the one before."""
    if heading:
        return Kind.HEADING
    if line.text.lstrip().startswith("|"):
        return None if before is Kind.TABLE else Kind.TABLE
    if _ITEM.match(line.text):
        return Kind.ITEM
    underline = before is Kind.HEADING and _UNDERLINE.match(line.text)
    return None if underline or before in {Kind.ITEM, Kind.PARAGRAPH} else Kind.PARAGRAPH
