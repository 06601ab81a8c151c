"""An abbreviation is explained and never used.

A list that grows by everything that was ever used is read by nobody. One of the register must be used in some document,
one of a document's own list in that document; ids of units and of types are in use by themselves. A document that is
hardly more than such a list explains the abbreviations of others.

Flagged:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: КОББ, meaning: {ky: кесиптик орто билим берүү}}

Flagged:
    body:
    # 1. Кыскартуулар

    - ОМБ – окуу-методикалык бирикме;
    - МАК – мамлекеттик аттестациялык комиссия.

    # 2. Жүрүшү

    МАКтын отчету СМС-ДП-2.2-2024 боюнча сакталат.

Accepted:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: МББС, meaning: {ky: мамлекеттик билим берүү стандарты}}
      - {abbreviation: КБ, meaning: {ky: Кадрлар бөлүмү}}
    body:
    # 1. Максаты

    МББСтин талаптары СМС-ДП-2.2-2024 боюнча.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.snapshot import UNITS
from qms.model.terms import ABBREVIATIONS
from qms.rules.abbreviations import LONGEST_KNOWN, Definition, lists
from qms.rules.context import Context
from qms.rules.outlook import wanted
from qms.rules.reading import Kind, Reading
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

LONG_LIST = 10


def check(context: Context) -> Iterator[Finding]:
    """Look for every abbreviation at the beginning of a word."""
    yield from _of_register(context)
    for document in context.having(Sign.ABBREVIATIONS):
        reading = context.reading(document)
        listed = list(lists(reading))
        counts = _counts(document.body) if listed and not _is_glossary(reading, listed) else Counter()
        for item in listed:
            if counts[item.text] == 1:
                message = msg('The text does not use its abbreviation "{abbreviation}"', abbreviation=item.text)
                yield Finding(item.at, message, msg("Delete the line"), document.code or document.path)


def _is_glossary(reading: Reading, listed: Sequence[Definition]) -> bool:
    """Tell whether most lines of a text outside its headings explain an abbreviation, and many of them do."""
    lines = sum(len(block.lines) for block in reading.blocks if block.kind is not Kind.HEADING)
    count = len({item.at.line for item in listed})
    return count >= LONG_LIST and count * 2 > lines


def _counts(text: str) -> Counter[str]:
    """Return how many words of a text begin with each abbreviation that is in it."""
    words = Counter(re.findall(r"(?<![^\W_])[A-ZА-ЯЁӨҮҢ]\w+", text))
    found: Counter[str] = Counter()
    for word, count in words.items():
        for end in range(2, min(len(word), LONGEST_KNOWN) + 1):
            if not word[end : end + 2].isupper() or len(word) == end + 1:
                found[word[:end]] += count
    return found


def _of_register(context: Context) -> Iterator[Finding]:
    """Look in all texts; where one cannot be read, or the units cannot, nobody knows what stands there."""
    files = context.snapshot.files
    lost = not files or any(not item.body and item.problems for item in files)
    unsure = lost or {ABBREVIATIONS, UNITS} & context.broken
    unused = frozenset[str]() if unsure else wanted(context) - context.outlook.used.keys()
    for item in context.snapshot.abbreviations:
        if item.text in unused:
            yield Finding(
                item.location,
                msg('No document uses the abbreviation "{abbreviation}"', abbreviation=item.text),
                msg("Delete the line"),
                item.text,
            )


RULE = Rule("AB002", Severity.WARNING, check, View.NEAR)
