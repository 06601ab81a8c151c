"""A Markdown text as passages: paragraphs, items of lists, rows of tables, lines of code. No word of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qms.history.sections import Section
from qms.model.redline import Kind, Passage

_ITEM = re.compile(r"([ \t]*(?:[-+*]|\d{1,9}[.)]|[^\W\d_]\))[ \t]+)(\S.*)\Z")
_QUOTE = re.compile(r"([ \t]*(?:>[ \t]*)+)(.*)\Z")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
_RULE_CELL = re.compile(":?---:?")
_CELL = re.compile(r"(?<!\\)\|")


def passages(section: Section) -> tuple[Passage, ...]:
    """Return the heading of a section and the passages below it; how lines are broken and spaced does not matter."""
    heading = (Passage(Kind.HEADING, "#" * section.depth, (_plain(section.title),)),) if section.title else ()
    return (*heading, *_Reader().read(section.text))


def lines_of(text: str) -> tuple[Passage, ...]:
    """Return every line of a text that is no Markdown (a front matter) as a passage of its own."""
    return tuple(Passage(Kind.CODE, "", (line.rstrip(),)) for line in text.splitlines() if line.strip())


class _Reader:
    """Follows a text line by line; `open` holds the lines of the passage that goes on, `fence` what ends the code."""

    def __init__(self) -> None:
        self.kind = Kind.PARAGRAPH
        self.lead = ""
        self.open: list[str] = []
        self.fence = ""

    def read(self, text: str) -> Iterator[Passage]:
        for line in text.split("\n"):
            yield from self.take(line.rstrip())
        yield from self.close()

    def take(self, line: str) -> Iterator[Passage]:
        mark = _FENCE.match(line)
        if self.fence or mark:
            yield from self.code(line, mark.group(1) if mark else "")
        elif not line.strip():
            yield from self.close()
        elif line.lstrip().startswith("|"):
            yield from self.close()
            yield Passage(Kind.ROW, "", _cells(line))
        else:
            yield from self.words(line)

    def code(self, line: str, mark: str) -> Iterator[Passage]:
        """Keep the lines between fences as they stand, fences too."""
        yield from self.close()
        yield Passage(Kind.CODE, "", (line,))
        if not self.fence:
            self.fence = mark
        elif mark.startswith(self.fence):
            self.fence = ""

    def words(self, line: str) -> Iterator[Passage]:
        """Begin an item or a quotation, or go on with what is open."""
        found = _ITEM.match(line)
        quoted = None if found else _QUOTE.match(line)
        if found or (quoted and self.lead != _lead(quoted.group(1))):
            yield from self.close()
        if found:
            self.kind, self.lead, self.open = Kind.ITEM, _lead(found.group(1)), [found.group(2)]
        elif quoted:
            self.lead = _lead(quoted.group(1))
            self.open.append(quoted.group(2))
        else:
            self.open.append(line)

    def close(self) -> Iterator[Passage]:
        """End the passage that is open."""
        text = _plain(" ".join(self.open))
        if text:
            yield Passage(self.kind, self.lead, (text,))
        self.kind, self.lead, self.open = Kind.PARAGRAPH, "", []


def _cells(line: str) -> tuple[str, ...]:
    parts = [_plain(part) for part in _CELL.split(line.strip().removeprefix("|"))]
    cells = parts[:-1] if len(parts) > 1 and not parts[-1] else parts
    return tuple(re.sub("-+", "---", cell) for cell in cells) if _RULE.fullmatch(line.strip()) else tuple(cells)


def is_rule(cells: Sequence[str]) -> bool:
    """Tell whether a row only parts the head of a table from its body."""
    return bool(cells) and all(_RULE_CELL.fullmatch(cell) for cell in cells)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _lead(text: str) -> str:
    """Return the sign before a passage, its indent by steps of two blanks."""
    wide = text.expandtabs(4)
    depth = len(wide) - len(wide.lstrip())
    return "  " * (depth // 2) + text.strip()
