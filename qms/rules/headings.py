"""The headings of a document's text."""

from __future__ import annotations

from qms.history.sections import Section
from qms.model.document import Document
from qms.model.location import Location

Number = tuple[int, ...]


def number_of(section: Section) -> Number:
    """Return the number of a heading in parts, `5.4.3` as (5, 4, 3); an empty one where it has none."""
    number = section.number
    return tuple(map(int, number.split("."))) if number else ()


def place(document: Document, section: Section) -> Location:
    """Return where a heading stands."""
    return Location(document.path, document.body_line + section.line - 1)
