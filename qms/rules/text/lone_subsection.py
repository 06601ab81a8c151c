"""A section has one subsection only.

A division needs two parts: a single subsection either carries the text of its section, or another one was lost
(the manual promises five kinds of resources in 8.1 and has 8.1.1 alone).

Flagged:
    body:
    # 1. Ресурстар

    ## 1.1. Каржы

    Каржынын булактары.

    # 2. Жүрүшү

Accepted:
    -references
    body:
    # 1. Ресурстар

    1.1. Каржынын булактары.

    ## 1.2. Адамдар

    # 2. Жүрүшү

    ## 2.1. Даярдоо

    ## 2.2. Өткөрүү
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.history.sections import Section
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.headings import place
from qms.rules.reading import Reading
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Count the headings below every heading."""
    for document in context.marked:
        reading = context.reading(document)
        for heading in _lone(reading.headings):
            if not _has_sibling(reading, heading):
                yield Finding(
                    place(document, heading),
                    msg('"{title}" is the only subsection of its section', title=heading.title),
                    msg("Divide the section into two or more, or take this heading out"),
                    document.code or document.path,
                )


def _lone(headings: tuple[Section, ...]) -> Iterator[Section]:
    """Yield the headings one level below another one that have no neighbour there."""
    above: list[Section] = []
    below: dict[int, list[Section]] = {}
    for heading in headings:
        while above and above[-1].depth >= heading.depth:
            above.pop()
        if above:
            below.setdefault(above[-1].line, []).append(heading)
        above.append(heading)
    depths = {heading.line: heading.depth for heading in headings}
    for parent, children in below.items():
        if len(children) == 1 and children[0].depth == depths[parent] + 1:
            yield children[0]


def _has_sibling(reading: Reading, heading: Section) -> bool:
    """Tell whether a paragraph has the number of a neighbour: `8.2.1.` beside the heading `8.2.2`."""
    parent, _, _ = heading.number.rpartition(".")
    siblings = (number for number in reading.numbered if number.rpartition(".")[0] == parent)
    return bool(parent) and any(number != heading.number for number in siblings)


RULE = Rule("TX013", Severity.WARNING, check, View.ALONE)
