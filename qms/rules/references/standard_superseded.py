"""The text relies on an edition of a standard that is superseded.

Certification follows the edition in force; clauses of the old one have other numbers and other requirements. A sentence
that names the new edition too speaks of the change, and is left alone.

Flagged:
    body:
    # 1. Максаты

    Аудит ISO 19011:2011 стандарты боюнча өткөрүлөт.

Accepted:
    -references
    body:
    # 1. Максаты

    Аудит ISO 19011:2018 боюнча өткөрүлөт; ISO 9001:2008 ордуна ISO 9001:2015 колдонулат.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.standards import CURRENT, Standard, standards


def check(context: Context) -> Iterator[Finding]:
    """Look every edition up, in texts and on the cards of standards."""
    for document in context.readable:
        for standard in standards(document.front.text("designation")):
            yield from _superseded(document, standard, document.at("designation"))
    for document in context.having(Sign.STANDARDS):
        for line in context.reading(document).prose:
            cited = tuple(standards(line.text))
            years = {(item.number, item.year) for item in cited}
            for standard in cited:
                newer = CURRENT.get((standard.number, standard.year), "").rpartition(":")[2]
                if (standard.number, newer) not in years:
                    yield from _superseded(document, standard, place(document, line, standard.begin))


def _superseded(document: Document, standard: Standard, at: Location) -> Iterator[Finding]:
    current = CURRENT.get((standard.number, standard.year))
    if current:
        message = msg('"{standard}" is superseded by "{current}"', standard=standard.text, current=current)
        wanted = msg("Compare the text with the new edition, then name that one")
        yield Finding(at, message, wanted, document.code or document.path)


RULE = Rule("RF010", Severity.WARNING, check, View.ALONE)
