"""A standard is spelt otherwise than elsewhere in the repository.

«ИСО 9001 : 2015», «ISO 9001-2015» and «ISO 9001:2015» are one standard; whoever searches for one spelling misses the
other two. The card of the standard decides, else the spelling that most texts of the language have.

Flagged:
    body:
    # 1. Максаты

    ISO 9001:2015 талаптары, ISO 9001:2015 пункттары, ИСО 9001 : 2015 стандарты.

Accepted:
    -references
    body:
    # 1. Максаты

    ISO 9001:2015, ГОСТ Р ИСО 9001-2015, ISO 9001 стандарты.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.reading import Line
from qms.rules.rule import Finding, Rule
from qms.rules.standards import PARTS, Standard, standards

Place = tuple[Document, Line, Standard]


def check(context: Context) -> Iterator[Finding]:
    """Compare all citations that have a year."""
    cited = [place for document in context.readable for place in _cited(context, document)]
    right = _right(context, cited)
    told: set[tuple[str, int, str]] = set()
    for document, line, standard in cited:
        wanted = right.get((document.language, standard.number, standard.year), standard.text)
        key = (document.path, line.number, standard.text)
        if standard.text != wanted and key not in told:
            told.add(key)
            yield Finding(
                place(document, line, standard.begin),
                msg('"{standard}" is spelt "{right}" elsewhere', standard=standard.text, right=wanted),
                msg('Write "{right}"', right=wanted),
                document.code or document.path,
            )


def _cited(context: Context, document: Document) -> Iterator[Place]:
    if any(part in document.body for part in PARTS):
        for line in context.reading(document).prose:
            for standard in standards(line.text):
                if standard.year and not standard.national:
                    yield document, line, standard


def _right(context: Context, cited: list[Place]) -> Mapping[tuple[str, str, str], str]:
    """Return the right spelling of every standard by language."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for document, _, standard in cited:
        counts.setdefault((document.language, standard.number, standard.year), Counter())[standard.text] += 1
    cards = [item for card in context.originals for item in standards(card.front.text("designation"))]
    named = {(item.number, item.year): item.text for item in cards}
    return {key: named.get(key[1:]) or max(count, key=lambda text: _rank(text, count)) for key, count in counts.items()}


def _rank(text: str, count: Counter[str]) -> tuple[int, bool, int, str]:
    """Put the prefix that most citations have first, then the sign that the standard itself has."""
    prefix = sum(number for other, number in count.items() if other[:3] == text[:3])
    return prefix, ":" in text and " :" not in text, count[text], text


RULE = Rule("RF009", Severity.WARNING, check, alone=True)
