"""The lines and words of a document's text, without what is no prose: code fences, code spans, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qms.model.document import Document
from qms.model.location import Location

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SPAN = re.compile(r"(`+)(?:(?!`).)+?\1(?!`)")
_NO_PROSE = re.compile(r"(`+)(?:(?!`).)+?\1(?!`)|\]\([^()\s]*\)|<?https?://\S+|\S+@\S+\.\w+")


class Line(NamedTuple):
    """A line of the text: its number in the file, what it says, whether it stands in a code fence."""

    number: int
    text: str
    code: bool


def lines(document: Document) -> Iterator[Line]:
    """Yield every line of the body."""
    fence = ""
    for number, text in enumerate(document.body.split("\n"), document.body_line):
        mark = _FENCE.match(text)
        if mark and not fence:
            fence = mark[1]
            yield Line(number, text, code=True)
        else:
            yield Line(number, text, code=bool(fence))
            if mark and mark[1].startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""


def prose(document: Document, wanted: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines outside code fences that may hold what is wanted; code spans and addresses in them are blank, so
    that columns stay right.
    """
    return _without(document, wanted, _NO_PROSE)


def unspanned(document: Document, wanted: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines outside code fences that may hold what is wanted, with code spans blank."""
    return _without(document, wanted, _SPAN)


def _without(document: Document, wanted: re.Pattern[str], left_out: re.Pattern[str]) -> Iterator[Line]:
    # One search in the whole text is many times quicker than one in each line, and most texts have nothing to find.
    for line in lines(document) if wanted.search(document.body) else ():
        if not line.code and wanted.search(line.text):
            yield line._replace(text=left_out.sub(lambda found: " " * len(found[0]), line.text))


def place(document: Document, line: Line, index: int) -> Location:
    """Return the place of a character of a line, counted from 0."""
    return Location(document.path, line.number, index + 1)
