"""The lines and words of a document's text, without what is no prose: code fences, code spans, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.document import Document
from qms.model.location import Location
from qms.rules.context import Context
from qms.rules.reading import Line, without_spans


def prose(context: Context, document: Document, wanted: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines outside code fences that hold what is wanted; code spans and addresses in them are blank."""
    # One search in the whole text is many times quicker than one in each line, and most texts have nothing to find.
    if wanted.search(document.body):
        yield from (line for line in context.reading(document).prose if wanted.search(line.text))


def unspanned(context: Context, document: Document, wanted: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines outside code fences that may hold what is wanted, with code spans blank."""
    for line in context.reading(document).lines if wanted.search(document.body) else ():
        if not line.code and wanted.search(line.text):
            yield line._replace(text=without_spans(line.text))


def place(document: Document, line: Line, index: int) -> Location:
    """Return the place of a character of a line, counted from 0."""
    return Location(document.path, line.number, index + 1)
