"""The headings of a document's text."""

from __future__ import annotations

from collections.abc import Iterator

from qms.history.sections import Section, sections
from qms.model.document import Document
from qms.model.location import Location


def headings(document: Document) -> Iterator[Section]:
    """Yield the sections that have a heading."""
    return (section for section in sections(document.body) if section.depth)


def place(document: Document, section: Section) -> Location:
    """Return where a heading stands."""
    return Location(document.path, document.body_line + section.line - 1)
