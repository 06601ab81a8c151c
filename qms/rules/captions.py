"""Captions of figures and tables, the tables themselves, and where the text speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from qms.codes.folding import fold
from qms.model.document import Document
from qms.model.location import Location
from qms.model.pattern import pattern
from qms.rules.reading import Block, Kind, Line, Reading


class Sort(StrEnum):
    """What a caption names."""

    FIGURE = "figure"
    TABLE = "table"


class Caption(NamedTuple):
    """A caption: what it names, its number as it is typed and in digits, whether an appendix begins before it."""

    sort: Sort
    typed: str
    number: str
    at: Location
    line: int
    part: int


# Folded, as texts are compared: «сүрөт» is «сурот», and the scanner's «сурет» with it.
_WORDS = {
    Sort.FIGURE: r"(?:сур[ое]т|рисун(?:ок|к)|рис(?=\.)|figure|fig(?=\.))",
    Sort.TABLE: r"(?:таблиц|табл(?=\.)|жадыбал|table)",
}
_NAMES = pattern("|".join(_WORDS.values()))
_NUMBER = r"(?:[^\W\d_]\.)?\d{1,3}(?:\.\d{1,3})*|[ivxlcdmіхоо]{1,5}|з"
_CAPTIONS = {
    sort: pattern(
        rf"[*_\s]*(?:(?P<before>{_NUMBER})\s?[-–—]\s?{word}а?|{word}[^\W\d_]?\.?\s*(?:№\s*)?(?P<after>{_NUMBER}))"
        r"[*_]*\s*(?:[.:—–-](?:[*_\s]|\Z)|\Z|[*_]+\s)"
    )
    for sort, word in _WORDS.items()
}
END = 200
_LEADERS = pattern(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{0,4}\s*\Z")
"""How a line of a typed list of figures ends: dots up to the number of the page."""
_LIST = r"\d{1,3}(?:\.\d{1,3})*"
_JOIN = r"(?:\s*[-–—]?\s*(?:,|;|жана|менен|же|и|или|and|or|to)\s*|\s*[-–—]\s*)"
_MENTIONS = {
    sort: pattern(
        rf"(?P<before>{_LIST}(?:{_JOIN}{_LIST})*)\s?[-–—]\s?{word}"
        rf"|{word}[^\W\d_]{{0,5}}\.?\s*(?:№\s*)?(?P<after>{_LIST}(?:{_JOIN}{_LIST})*)"
    )
    for sort, word in _WORDS.items()
}
_RANGE = pattern(rf"({_LIST})\s*[-–—]\s*({_LIST})")
_APPENDIX = pattern(r"тиркеме|приложени|appendix|annex")
LETTERS = str.maketrans("ilіоз", "11103")


def captions(reading: Reading) -> tuple[Caption, ...]:
    """Return the captions of a text, in its order; only one with `Sign.CAPTIONS` has any."""
    return tuple(_captions(reading))


def _captions(reading: Reading) -> Iterator[Caption]:
    part = 0
    for block in reading.blocks:
        part += block.kind is Kind.HEADING and bool(_APPENDIX.search(fold(block.text)))
        for line in block.lines if block.kind is Kind.PARAGRAPH else block.lines[:1]:
            found = _caption(reading.document, line, part) if block.kind is not Kind.TABLE else None
            if found:
                yield found


def _caption(document: Document, line: Line, part: int) -> Caption | None:
    text = fold(line.text)
    for sort, wanted in _CAPTIONS.items() if _NAMES.search(text) else ():
        found = wanted.match(text)
        if found and not _LEADERS.search(text[-END:]):
            group = "before" if found["before"] else "after"
            typed = line.text[found.start(group) : found.end(group)]
            at = Location(document.path, line.number, found.start(group) + 1)
            return Caption(sort, typed, in_digits(found[group]), at, line.number, part)
    return None


def in_digits(number: str) -> str:
    """Return the number that was meant by letters: roman ones, and those that look like digits."""
    if number[-1].isdigit():
        return number
    roman = number.replace("х", "x").replace("і", "i")
    if re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", roman):
        return str(_roman(roman))
    return number.translate(LETTERS)


def _roman(number: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def tables(reading: Reading) -> tuple[tuple[Block, bool], ...]:
    """Return the tables of a text, and whether each has a caption in the block before it or after it."""
    lines = {item.line for item in captions(reading) if item.sort is Sort.TABLE}
    around = [None, *reading.blocks, None]
    return tuple(
        (block, _captioned(before, lines) or _captioned(after, lines))
        for before, block, after in zip(around, reading.blocks, around[2:], strict=False)
        if block.kind is Kind.TABLE and len(block.lines) > 1
    )


def _captioned(block: Block | None, lines: set[int]) -> bool:
    return block is not None and any(line.number in lines for line in block.lines)


def mentioned(reading: Reading, sort: Sort) -> frozenset[str]:
    """Return the numbers of the figures or tables that the text speaks of, outside their captions."""
    captions_at = {item.line: item for item in captions(reading)}
    found: set[str] = set()
    for line in reading.prose:
        text = fold(line.text)
        if _NAMES.search(text):
            begin = captions_at[line.number].at.column + 8 if line.number in captions_at else 0
            for mention in _MENTIONS[sort].finditer(text, begin):
                found |= set(_numbers(mention["before"] or mention["after"]))
    return frozenset(found)


def _numbers(text: str) -> Iterator[str]:
    yield from re.findall(_LIST, text)
    for first, last in _RANGE.findall(text):
        if first.isdigit() and last.isdigit():
            yield from (str(number) for number in range(int(first), min(int(last), int(first) + 99)))
