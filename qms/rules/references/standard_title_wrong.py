"""A standard is named with the title of another one.

ISO 9000:2015 holds the fundamentals and the vocabulary, ISO 9001:2015 the requirements; the manual gives both titles
the same number, and a reader looks for terms in the wrong standard.

Flagged:
    body:
    # 1. Шилтемелер

    ISO 9001:2015 Сапат менеджменти системалары. Негизги жоболор жана сөздүк.

Accepted:
    -references
    body:
    # 1. Шилтемелер

    ISO 9000:2015 Сапат менеджменти системалары. Негизги жоболор жана сөздүк; ISO 9001:2015 талаптары.
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
from qms.rules.standards import TITLES, Standard, number_of, standards

LONGEST = 110


def check(context: Context) -> Iterator[Finding]:
    """Compare the words after every standard, and the titles of cards, with the titles that are known."""
    for document in context.readable:
        for standard in standards(document.front.text("designation")):
            yield from _wrong(document, standard, " ".join(document.title.values()), document.at("designation"))
    for document in context.having(Sign.STANDARDS):
        for line in context.reading(document).prose:
            cited = tuple(standards(line.text))
            for standard, after in zip(cited, (*cited[1:], None), strict=False):
                end = after.begin if after else len(line.text)
                title = line.text[standard.end : min(end, standard.end + LONGEST)]
                at = place(document, line, standard.begin)
                yield from _wrong(document, standard, title.partition("|")[0].partition(";")[0], at)


def _wrong(document: Document, standard: Standard, title: str, at: Location) -> Iterator[Finding]:
    number = number_of(title)
    if number and number != standard.number and standard.number in TITLES:
        message = msg(
            '"{standard}" has another title; this one is of "{right}"', standard=standard.text, right=_iso(number)
        )
        yield Finding(at, message, msg("Correct the number or the title"), document.code or document.path)


def _iso(number: str) -> str:
    return f"ISO {number}"


RULE = Rule("RF011", Severity.ERROR, check, View.ALONE)
