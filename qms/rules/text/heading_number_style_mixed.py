"""The numbers of headings end now with a full stop, now without one.

One text follows one way (GOST R 7.0.97, GOST 2.105: numbers of sections in one form); a contents list made of both
looks like two documents.

Flagged:
    body:
    # 1. Максаты

    Текст.

    # 2. Тартип

    Текст.

    # 3 Жоопкерчилик

    Текст.

Accepted:
    body:
    # 1. Максаты

    Текст.

    # 2. Тартип

    Текст.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

_NUMBER = pattern(r"\s{0,3}#{1,6}\s+[*_]*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<stop>\.?)[*_]*\s")


class Numbered(NamedTuple):
    """The number of a heading, whether a full stop follows it, and where it stands."""

    number: str
    stop: bool
    at: Location


def check(context: Context) -> Iterator[Finding]:
    """Compare the headings of one level; those of the rarer way are reported."""
    for document in context.marked:
        ways: dict[int, tuple[list[Numbered], list[Numbered]]] = defaultdict(lambda: ([], []))
        for item in _numbered(context, document):
            ways[item.number.count(".")][item.stop].append(item)
        for way in ways.values():
            for item in min(way, key=len) if all(way) else ():
                wrong = msg('The number "{number}" is written otherwise than those beside it', number=item.number)
                meant = msg('Write "{suggestion}"', suggestion=item.number + ("" if item.stop else "."))
                yield Finding(item.at, wrong, meant, document.code or document.path)


def _numbered(context: Context, document: Document) -> Iterator[Numbered]:
    lines = document.body.split("\n")
    for section in context.reading(document).headings:
        found = _NUMBER.match(lines[section.line - 1])
        if found:
            at = Location(document.path, section.line + document.body_line - 1, found.start("number") + 1)
            yield Numbered(found["number"], bool(found["stop"]), at)


RULE = Rule("TX020", Severity.WARNING, check, View.ALONE)
