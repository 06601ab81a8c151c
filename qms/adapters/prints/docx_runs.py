"""The small pieces of WordprocessingML (ECMA-376 part 1): runs, paragraphs, and where a block stands."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

MEASURE, TURNED_MEASURE = 9180, 14560
"""Twips (twentieths of a point) across the text of an upright page, and of one on its side."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its indent in twips, the mark before its first line, the frame and the style around it."""

    indent: int = 0
    mark: str = ""
    frame: str = ""
    style: str = ""
    measure: int = MEASURE
    depth: int = 0


def words(text: str) -> str:
    """Return a run of plain text."""
    return f'<w:t xml:space="preserve">{escape(text.replace(chr(0x200B), ""))}</w:t>'


def run(text: str, properties: str = "") -> str:
    """Return a run with properties (`<w:b/>`)."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words(text)}</w:r>"


def paragraph(body: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; `properties` follow the style in the order of the schema."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{body}</w:p>"
