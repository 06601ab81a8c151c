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

import re
from collections import defaultdict
from collections.abc import Iterator

from qms.history.sections import Section
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.headings import place
from qms.rules.rule import Finding, Rule, View

_NUMBER = pattern(r"\s{0,3}#{1,6}\s+[*_]*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<stop>\.?)[*_]*\s")

Numbered = tuple[Section, re.Match[str]]
"""A heading, and its number with the full stop that may follow it."""


def check(context: Context) -> Iterator[Finding]:
    """Compare the headings of one level; those of the rarer way are reported."""
    for document in context.marked:
        lines = document.body.split("\n")
        ways: dict[int, tuple[list[Numbered], list[Numbered]]] = defaultdict(lambda: ([], []))
        for heading in context.reading(document).headings:
            found = _NUMBER.match(lines[heading.line - 1])
            if found:
                ways[found["number"].count(".")][bool(found["stop"])].append((heading, found))
        for way in ways.values():
            for heading, found in min(way, key=len) if all(way) else ():
                number = found["number"]
                yield Finding(
                    place(document, heading)._replace(column=found.start("number") + 1),
                    msg('The number "{number}" is written otherwise than those beside it', number=number),
                    msg('Write "{suggestion}"', suggestion=number + ("" if found["stop"] else ".")),
                    document.code or document.path,
                )


RULE = Rule("TX020", Severity.WARNING, check, View.ALONE)
