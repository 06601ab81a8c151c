"""Turns the text of a quality manual as a scanner read it into one document of a repository.

The cover becomes the front matter; the typed contents and the empty change sheet go, because qms makes them. Headings
are known by their numbers, lists by their marks, tables by their tabs. Words are never touched, mistakes included.

    python -m tests.manual.convert MANUAL.txt CODE > documents/1/CODE.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

FRONT = """---
code: {code}
title: {{ky: "{title}"}}
type: СЖ
level: "1"
revision: 1
language: ky
owner: АББСД
---
"""
LONGEST_HEADING = 110
PAGE_BREAK = 3
ALIKE = 0.75

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")
_ORDERED = re.compile(r"(\d{1,2})([.)])\s+(?=\S)")
_BULLET = re.compile(r"(?:-|(?=\**•))\s*(.+)")
_LETTERED = re.compile(r"[^\W\d_][.)]\s")
_GLYPH = re.compile(r"^(\**)•\s*")
_TAG = re.compile(r"\s*<[^>]+>\s*")
_UNFINISHED = re.compile(r"[\w,–-]$")


@dataclass(slots=True)
class Block:
    """A part of the text: its kind (heading, paragraph, bullet, ordered, row), its words, and how deep it lies."""

    kind: str
    text: str
    level: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, with the number of blank ones before it."""

    text: str
    gap: int

    @property
    def indented(self) -> bool:
        """Tell whether the line begins with a space."""
        return self.text[:1] == " "


@dataclass(frozen=True, slots=True)
class Manual:
    """The parts of the scanned text: its title, the entries of the typed contents, the lines of the text proper, the
    name of the empty change sheet behind it.
    """

    title: str
    contents: tuple[str, ...]
    lines: tuple[Line, ...]
    sheet: str


def convert(text: str, code: str, *, whole: bool = False) -> str:
    """Return the scanned text as the Markdown document `code`; `whole` keeps the typed contents and the empty sheet."""
    manual = read(text)
    title = manual.title.replace("\\", "\\\\").replace('"', '\\"')
    body = "".join(written(blocks(manual)))
    if whole:
        contents = "".join(f"- {entry}\n" for entry in manual.contents)
        body = f"# Мазмуну\n\n{contents}\n{body}" + (f"\n# {manual.sheet}\n" if manual.sheet else "")
    return FRONT.format(code=code, title=title) + "\n" + body


# ---- parts ------------------------------------------------------------------------------------------------------


def read(text: str) -> Manual:
    """Part the cover, the typed contents and the text: the contents begin with the first line that comes again."""
    lines = list(_lines(text))
    words = [line.text.strip() for line in lines]
    first = next(at for at, word in enumerate(words) if word in words[at + 1 :])
    begin = words.index(words[first], first + 1)
    contents = tuple(re.sub(r"^- ", "", word) for word in words[first:begin])
    sheet = words[-1] if _alike(words[-1], contents[-1]) else ""
    end = len(lines) - bool(sheet)
    place = next(at for at, word in enumerate(words) if re.search(r"[–-] \d{4}$", word))
    return Manual(words[place - 1], contents, tuple(lines[begin:end]), sheet)


def _lines(text: str) -> Iterator[Line]:
    gap = 0
    for line in text.splitlines():
        if line.strip():
            yield Line(line.rstrip(" "), gap)
        gap = 0 if line.strip() else gap + 1


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


# ---- blocks -----------------------------------------------------------------------------------------------------


def blocks(manual: Manual) -> list[Block]:
    """Return the blocks of the text, in order."""
    unnumbered = [re.sub(r"^\d+-\w+\. ", "", entry) for entry in manual.contents if not _NUMBER.match(entry)]
    found: list[Block] = []
    place: tuple[int, ...] = ()
    for line in manual.lines:
        last = found[-1] if found else Block("", "")
        if "\t" in line.text:
            _row(found, line)
        elif _continues(last, line):
            last.text = f"{last.text} {line.text.strip()}"
        else:
            number = _numbered(line, place)
            place = number or place
            found.append(_block(line, number, unnumbered))
            _nest(found, line)
    return found


def _numbered(line: Line, place: tuple[int, ...]) -> tuple[int, ...]:
    """Return the number that a line begins with, if it follows on `place`: other numbers belong to lists."""
    match = _NUMBER.match(line.text)
    number = tuple(map(int, match[1].split("."))) if match else ()
    if len(number) == 1 and (line.gap == 0 or line.text[-1] in ".:;,"):
        return ()
    after = {(*place[:depth], place[depth] + 1) for depth in range(len(place))} | {(*place, 1)}
    return number if number in after else ()


def _block(line: Line, number: tuple[int, ...], unnumbered: Iterable[str]) -> Block:
    text = line.text.strip()
    if number:
        heading = len(text) <= LONGEST_HEADING and text[-1] not in ".:;"
        return Block("heading", text, len(number)) if heading else Block("paragraph", text)
    if any(_alike(text, entry) for entry in unnumbered):
        return Block("heading", text, 1)
    bullet = _BULLET.fullmatch(text)
    inner = _GLYPH.sub(r"\1", bullet[1]) if bullet else text
    if ordered := _ORDERED.match(inner):
        return Block("ordered", inner[ordered.end() :], mark=f"{ordered[1]}{ordered[2]}")
    listed = bullet or _LETTERED.match(text) or re.match(r"\d+(\.\d+)+\. ", text)
    return Block("bullet", inner, mark="-") if listed else Block("paragraph", text)


def _continues(last: Block, line: Line) -> bool:
    """Tell whether a line goes on with the block before: on the next line, or after the end of a page."""
    text = line.text.strip()
    if last.kind in {"", "heading", "row"} or _BULLET.match(text) or _ORDERED.match(text) or _LETTERED.match(text):
        return False
    over = line.gap >= PAGE_BREAK and text[0].islower() and bool(_UNFINISHED.search(last.text))
    return line.gap == 0 or over


def _nest(found: list[Block], line: Line) -> None:
    """Put a list item below the one before that ends with a colon."""
    if len(found) < 2 or found[-1].kind not in {"bullet", "ordered"}:
        return
    item, last = found[-1], found[-2]
    if last.kind not in {"bullet", "ordered"}:
        return
    if last.text.endswith(":") and last.level == 0:
        item.level = int(line.indented or (last.kind, item.kind) == ("ordered", "bullet"))
    elif last.level:
        item.level = int(line.indented or last.kind == item.kind == "bullet")


def _row(found: list[Block], line: Line) -> None:
    """Add a row of a table; one that begins with nothing or in mid-sentence goes on with the row before."""
    cells = [_cell(cell) for cell in line.text.split("\t")]
    last = found[-1] if found else Block("", "")
    first = line.text.split("\t")[0].strip()
    if last.kind == "row" and (not first or first[0].islower() or first[0] == "<"):
        before = [*last.text.split("\t"), *[""] * len(cells)][: max(len(cells), last.text.count("\t") + 1)]
        after = [*cells, *[""] * len(before)][: len(before)]
        last.text = "\t".join(" ".join(filter(None, pair)) for pair in zip(before, after, strict=True))
    else:
        found.append(Block("row", "\t".join(cells)))


def _cell(text: str) -> str:
    """Return a cell without HTML; its paragraphs get bullets, as the items of its lists have."""
    parts = [part.strip() for part in _TAG.split(text) if part.strip()]
    return " ".join(parts) if len(parts) < 2 else " ".join(f"• {part.removeprefix('• ')}" for part in parts)


# ---- Markdown ---------------------------------------------------------------------------------------------------


def written(found: list[Block]) -> Iterator[str]:
    """Yield the Markdown of the blocks."""
    numbers: dict[int, int] = {}
    last = Block("", "")
    for block in found:
        together = block.kind == last.kind == "row" or _same_list(last, block)
        if last.kind and not together:
            yield "\n"
        if block.kind != "ordered" and not (block.kind == "bullet" and block.level):
            numbers = {}
        yield from _markdown(block, first=not together, numbers=numbers, width=_width(found, block))
        last = block


def _same_list(last: Block, block: Block) -> bool:
    lists = {"bullet", "ordered"}
    return {last.kind, block.kind} <= lists and (last.kind == block.kind or last.level != block.level)


def _width(found: list[Block], block: Block) -> int:
    """Return the number of columns of the table that a row belongs to."""
    if block.kind != "row":
        return 0
    begin = end = next(at for at, other in enumerate(found) if other is block)
    while begin and found[begin - 1].kind == "row":
        begin -= 1
    while end < len(found) and found[end].kind == "row":
        end += 1
    return max(row.text.count("\t") + 1 for row in found[begin:end])


def _markdown(block: Block, *, first: bool, numbers: dict[int, int], width: int) -> Iterator[str]:
    if block.kind == "row":
        cells = [cell.replace("|", "\\|") for cell in block.text.split("\t")]
        yield _table_line([*cells, *[""] * (width - len(cells))])
        if first:
            yield _table_line(["---"] * width)
    elif block.kind == "heading":
        yield f"{'#' * block.level} {block.text}\n"
    elif block.kind == "ordered":
        number = int(block.mark[:-1])
        follows = block.level not in numbers or number == numbers[block.level] + 1
        numbers[block.level] = number
        mark = block.mark if follows else f"\\{block.mark}"  # Markdown would count on by itself
        yield f"{'   ' * block.level}{mark} {block.text}\n"
    elif block.kind == "bullet":
        yield f"{'   ' * block.level}- {block.text}\n"
    else:
        yield re.sub(r"^(?=[#>+=|~`])", r"\\", re.sub(r"^(\d+)([.)]\s)", r"\1\\\2", block.text)) + "\n"


def _table_line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    sys.stdout.write(convert(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]))
