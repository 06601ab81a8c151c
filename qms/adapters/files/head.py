"""The labels at the head of a text: lines `**Document ID:** SOP-001` and tables of labels and values.

Most documents of quality systems without a front matter say so what they are. The head begins with the file; titles,
rules, pictures and lines in bold may stand in it. It ends with the first heading, rule or text behind labels, with a
heading behind other text, with a block of code, at the latest after `MOST_LINES`. What lies behind is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qms.adapters.files.head_table import Cell, is_border, pairs, row
from qms.model.field import Scalar, Table
from qms.model.field_names import fold, is_known, is_placeholder
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.model.problem import Problem

MOST_LINES = 120
LONGEST_LINE = 1_000
"""A longer line is text: no label or cell of a head is so long, and looking for marks in it must not take for ever."""
LONGEST_LABEL = 60
_QUOTE = pattern(r"(?: {0,3}> ?)+")
_BULLET = pattern(r"\s{0,6}[-*+]\s+(?:\[[ xX]\]\s+)?")
_MARKED = pattern(
    r"(?P<mark>\*{2,3}|__)(?P<name>(?:(?!(?P=mark)).)+?)(?P<in>[ \t]*[:：])?[ \t]*(?P=mark)[ \t]*(?P<out>[:：])?"
)
_PLAIN = pattern(r"(?P<name>[^\W\d_][^:：|*`\[\]<>]*?)[ \t]*[:：](?:[ \t\u00a0]+(?P<value>.*))?\Z")
_WHOLE = pattern(r"(\*{2,3}|__)(?P<name>[^\W\d_][^:：*_]*?)[ \t]*[:：][ \t]+(?P<value>(?:(?!\1).)+)\1\Z")
_HEADING = pattern(r" {0,3}(?:#{1,6}(?:[ \t]|\Z)|={3,}[ \t]*\Z)")
_RULE = pattern(r" {0,3}(?:-(?:[ \t]*-){2,}|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,})[ \t]*\Z")
_FENCE = pattern(r" {0,3}(?:```|~~~)")
_TITLE = pattern(r"(?:(\*{1,3}|_{1,3}|`)(?:(?!\1).)+\1|!\[[^\]]*\]\([^)]*\)|\[!\[.*\]\([^)]*\))[ \t\\]*\Z")
_BREAK = pattern(r"(?:[ ]{2,}|\\|<br\s*/?>)\s*\Z")
_END = pattern(r"(?:\s|\\|<br\s*/?>|[|·•;])+\Z")
_NEXT = pattern(r"[ \t]+[|·•][ \t]+(?=[^\W\d_][^:|]{0,40}:[ \t])")
_LINK = pattern(r"\[([^\]]+)\]\([^()\s]*(?: \"[^\"]*\")?\)")
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_WORDS = 6


class Label(NamedTuple):
    """A label as it is written, without marks and colon, its value, and where the label stands."""

    name: str
    value: Scalar
    at: Location


class _Line(NamedTuple):
    """A line of a block: its number, how many characters were taken off before `text`."""

    number: int
    taken: int
    text: str


def read(lines: Sequence[str], path: str, names: Iterable[str]) -> tuple[Table, tuple[Problem, ...]]:
    """Return the values of the labels that are called so, in any case of letters; the first of two values counts."""
    wanted = {fold(name): name for name in names}
    entries, places = dict[str, Scalar](), dict[str, Location]()
    problems: list[Problem] = []
    for item in labels(lines, path, lambda name: fold(name) in wanted or is_known(name)):
        name = wanted.get(fold(item.name), "")
        if name and name not in entries:
            entries[name], places[name] = item.value, item.at
        elif name and entries[name].text != item.value.text:
            problems.append(_again(item, places[name].line))
    return Table(entries, places, Location(path)), tuple(problems)


def _again(item: Label, first: int) -> Problem:
    said = msg('The key "{key}" stands here a second time; the first is in line {line}', key=item.name, line=first)
    return Problem("duplicate", item.at, said, msg("Keep one of the two lines"))


def labels(lines: Sequence[str], path: str, known: Callable[[str], bool]) -> tuple[Label, ...]:
    """Return all labels at the head of a text, in its order; `known` tells which of them make a head."""
    reader = _Reader(path, known)
    for block in _blocks(lines[:MOST_LINES]):
        if not reader.goes_on(block):
            break
    return tuple(reader.found) if reader.told else ()


def _blocks(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """Yield the blocks of a text: lines up to a blank one; a heading, a rule, a fence are blocks of their own."""
    block: list[_Line] = []
    comment = False
    for number, written in enumerate(lines, 1):
        if len(written) > LONGEST_LINE:
            break
        text = written.rstrip("\r\n")
        quote = _QUOTE.match(text)
        line = _Line(number, quote.end() if quote else 0, text[quote.end() :] if quote else text)
        begins = line.text.lstrip().startswith("<!--")
        hidden, comment = comment or begins, (comment or begins) and "-->" not in text
        alone = bool(_HEADING.match(line.text) or _RULE.match(line.text) or _FENCE.match(line.text))
        if block and (alone or hidden or not line.text.strip() or _is_row(line) != _is_row(block[0])):
            yield block
            block = []
        if alone:
            yield [line]
        elif line.text.strip() and not hidden:
            block.append(line)
    if block:
        yield block


def _is_row(line: _Line) -> bool:
    return line.text.lstrip().startswith("|")


@dataclass(slots=True)
class _Reader:
    """Reads block after block; `told`: a known label was there, `prose`: a text that is no label was there before."""

    path: str
    known: Callable[[str], bool]
    found: list[Label] = field(default_factory=list)
    told: bool = False
    prose: bool = False

    def goes_on(self, block: Sequence[_Line]) -> bool:
        """Take in a block; tell whether the head goes on behind it."""
        text = block[0].text
        if _FENCE.match(text):
            return False
        if _HEADING.match(text):
            return not (self.told or self.prose)
        if _RULE.match(text):
            return not self.told
        if text.lstrip().startswith("<"):
            return True
        if all(map(self._is_title, block)):
            return not self.told
        new, rest = self._table(block) if _is_row(block[0]) else self._lines(block)
        told = any(self.known(item.name) for item in new)
        self.found += new
        self.prose = self.prose or rest or not told
        self.told = self.told or told
        return bool(new and not rest) or not self.told

    def _is_title(self, line: _Line) -> bool:
        """Tell whether a line is all bold, italics or pictures, and no label."""
        whole = _WHOLE.match(line.text.strip())
        return bool(_TITLE.match(line.text.strip())) and not (whole and self.known(whole["name"]))

    def _table(self, block: Sequence[_Line]) -> tuple[list[Label], bool]:
        """Return the labels of a table, and whether it is one of another kind."""
        rows = [row(line.text, line.number, line.taken) for line in block]
        if len(rows) < 2 or not is_border(block[1].text):
            return [], True
        found = [self._cell(name, value) for name, value in pairs([rows[0], *rows[2:]], self.known)]
        return found, not found

    def _cell(self, name: Cell, value: Cell) -> Label:
        place = Location(self.path, name.line, name.column)
        return Label(name.label, self._value(value.text, value.line, value.column), place)

    def _lines(self, block: Sequence[_Line]) -> tuple[list[Label], bool]:
        """Return the labels of a paragraph or a list, and whether anything else stands in it."""
        found: list[Label] = []
        rest = plain = False
        for before, line in zip((None, *block), block, strict=False):
            bullet = _BULLET.match(line.text)
            start = bullet.end() if bullet else len(line.text) - len(line.text.lstrip())
            own = self._marked(line, start)
            if not own and (simple := self._simple(line, start)):
                own, plain = [simple], True
            if own:
                found += own
            elif before and found and not bullet and not plain and not _BREAK.search(before.text):
                found[-1] = _longer(found[-1], self._value(line.text, line.number, line.taken + 1))
            elif not self._is_title(line):
                rest = True
        return ([] if plain and rest else found), rest

    def _marked(self, line: _Line, start: int) -> list[Label]:
        """Return the labels in bold of a line that begins with one."""
        whole = _WHOLE.match(line.text.rstrip(" \\"), start)
        if whole and self.known(whole["name"]):
            return [self._label(line, whole["name"], whole.start(), whole.start("value"), whole["value"])]
        found = [item for item in _MARKED.finditer(line.text, start) if item["in"] or item["out"]]
        found = [item for item in found if _is_label(item["name"])]
        if not found or found[0].start() != start:
            return []
        ends = (*(item.start() for item in found[1:]), len(line.text))
        return [
            self._label(line, item["name"], item.start(), item.end(), line.text[item.end() : end])
            for item, end in zip(found, ends, strict=True)
        ]

    def _simple(self, line: _Line, start: int) -> Label | None:
        """Return the label of a line `Document ID: SOP-001` without marks."""
        item = _PLAIN.match(line.text, start)
        if not item or not _is_label(item["name"]) or len(item["name"].split()) > _WORDS:
            return None
        begin = item.start("value") if item["value"] else item.end()
        return self._label(line, item["name"], item.start(), begin, item["value"] or "")

    def _label(self, line: _Line, name: str, at: int, begin: int, text: str) -> Label:
        """Return a label at index `at` of a line, with a value that begins at index `begin`."""
        place = Location(self.path, line.number, line.taken + at + 1)
        return Label(" ".join(name.split()), self._value(text, line.number, line.taken + begin + 1), place)

    def _value(self, text: str, line: int, column: int) -> Scalar:
        text, moved = value(text)
        return Scalar(text, Location(self.path, line, column + moved))


def _is_label(name: str) -> bool:
    return len(name) <= LONGEST_LABEL and any(letter.isalpha() for letter in name)


def _longer(label: Label, more: Scalar) -> Label:
    before = label.value
    return label._replace(value=before._replace(text=f"{before.text} {more.text}".strip()) if before.text else more)


def value(text: str) -> tuple[str, int]:
    """Return a value without marks, and how many characters stand before it.

    Marks are bold, italics and code around the whole, the address of a link, a line break or a stroke at its end.
    """
    text = _END.sub("", _NEXT.split(text)[0])
    begins = len(text) - len(text.lstrip())
    text = text.lstrip()
    for mark in ("`", "***", "**", "__", "*", "_"):
        inner = text[len(mark) : -len(mark)]
        if inner and text.startswith(mark) and text.endswith(mark) and mark not in inner:
            text, begins = inner.strip(), begins + len(mark) + len(inner) - len(inner.lstrip())
            break
    link = _LINK.fullmatch(text)
    if link:
        inner, moved = value(link[1])
        return inner, begins + 1 + moved
    text = _ESCAPED.sub(r"\1", text)
    return ("" if is_placeholder(text) else text), begins
