"""A list of contents is typed.

The print has contents of its own, with page numbers, made from the headings. A typed list grows old: sections that were
added later are missing in it, and titles differ. Differences in spelling alone are not counted.

Flagged:
    body:
    # Мазмуну

    1. Максаты
    2. Жүрүшү

    # 1. Максаты

    Аудиттин максаты.

    # 2. Жүрүшү

    Аудиттин жүрүшү.

Accepted:
    -references
    body:
    # 1. Отчеттун мазмуну

    - максаты;
    - жыйынтыгы.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from qms.codes.folding import fold
from qms.history.sections import Section
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.folding import same
from qms.rules.headings import place as heading_place
from qms.rules.prose import place
from qms.rules.reading import Block, Kind, Line, Reading
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_TITLE = pattern(r"[#*_\s]*(?:мазмуну?|содержание|оглавление|(?:table of )?contents)[*_:\s]*\Z")
_ENTRY = pattern(r"(?:[-*+•]\s+)?[*_]*\[?(?:(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+)?(.+?)(?:[\s.…_]{2,}\d+|\]\(.*\))?\s*\Z")
_TARGET = pattern(r" {0,3}\[[^\]]+\]:\s")
"""A line that says where links lead (CommonMark 4.7): nobody sees it."""
_NUMBER = pattern(r"\d{1,3}(?:\.\d{1,3})*\.?\s+")
FEWEST, MOST = 2, 150
"""How many entries a list of contents has; no print of this kind has longer ones."""


class Entry(NamedTuple):
    """A line of a typed list of contents."""

    line: Line
    number: str
    title: str


def check(context: Context) -> Iterator[Finding]:
    """Look for the title of a list of contents, and whether headings of the text follow it."""
    for document in context.having(Sign.CONTENTS, context.marked):
        reading = context.reading(document)
        if len(reading.headings) >= FEWEST:
            for at, block in enumerate(reading.blocks):
                entries = _entries(reading, at) if _TITLE.match(fold(block.lines[-1].text)) else ()
                if len(entries) >= FEWEST:
                    yield _typed(document, block)
                    yield from _differences(document, reading, entries)


def _typed(document: Document, block: Block) -> Finding:
    return Finding(
        place(document, block.lines[-1], 0),
        msg("The contents are typed"),
        msg("Delete the list: the print has contents made from the headings"),
        document.code or document.path,
    )


def _entries(reading: Reading, at: int) -> tuple[Entry, ...]:
    """Return the lines after a title that name headings of the text."""
    titles = [_NUMBER.sub("", section.title) for section in reading.headings[:MOST]]
    below = takewhile(lambda block: block.kind is not Kind.HEADING, reading.blocks[at + 1 :])
    shown = (line for block in below for line in block.lines if not _TARGET.match(line.text))
    matches = ((line, _ENTRY.match(line.text.strip())) for line in shown)
    found = [Entry(line, match[1] or "", match[2].strip("* ")) for line, match in matches if match]
    known = [
        entry for entry in found[:MOST] if entry.title in titles or any(same(entry.title, title) for title in titles)
    ]
    return tuple(found[:MOST]) if len(known) * 2 >= len(found[:MOST]) else ()


def _after(document: Document, reading: Reading, last: Line) -> tuple[Section, ...]:
    """Return the headings that stand below the list."""
    first = document.body_line - 1
    return tuple(section for section in reading.headings if section.line + first > last.number)


def _differences(document: Document, reading: Reading, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield the entries without a heading or with another title, and the headings beside them that have no entry."""
    subject = document.code or document.path
    rest = list(_after(document, reading, entries[-1].line)[:MOST])
    above = [section.title for section in reading.headings[:MOST] if section not in rest]
    for entry in entries:
        heading = _heading_of(entry, rest)
        if heading is None and any(same(entry.title, title) for title in above):
            continue
        if heading is None:
            message = msg('The contents name "{title}", the text does not', title=entry.title)
            wanted = msg("Delete the line, or write the section")
            yield Finding(place(document, entry.line, 0), message, wanted, subject)
            continue
        rest.remove(heading)
        title = _NUMBER.sub("", heading.title)
        if not same(entry.title, title):
            message = msg('The contents name "{title}", the heading is "{heading}"', title=entry.title, heading=title)
            yield Finding(place(document, entry.line, 0), message, msg("Write the same title in both"), subject)
    listed = {entry.number.rpartition(".")[0] for entry in entries}
    for heading in rest:
        if heading.number.rpartition(".")[0] in listed and (heading.number or heading.depth == 1):
            message = msg('The heading "{title}" is missing in the contents', title=heading.title)
            wanted = msg("Delete the list: the print has contents made from the headings")
            yield Finding(heading_place(document, heading), message, wanted, subject)


def _heading_of(entry: Entry, headings: Sequence[Section]) -> Section | None:
    """Return the heading with the number of an entry, else the one with its title."""
    numbered = (item for item in headings if entry.number and item.number == entry.number)
    titled = (item for item in headings if same(entry.title, _NUMBER.sub("", item.title)))
    return next(numbered, None) or next(titled, None)


RULE = Rule("TX011", Severity.WARNING, check, View.ALONE)
