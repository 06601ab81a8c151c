"""An abbreviation stands twice in one list.

With two meanings it says nothing any more («ОМК»: a complex and a council); with one, only one of the two lines will be
corrected.

Flagged:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: КБ, meaning: {ky: Кадрлар бөлүмү}}
      - {abbreviation: КБ, meaning: {ky: Карьера борбору}}

Flagged:
    body:
    # 1. Кыскартуулар

    - ОМК – окуу-методикалык комплекс;
    - ОМК – окуу-методикалык кеңеш.

Accepted:
    body:
    # 1. Кыскартуулар

    - ОМК – окуу-методикалык комплекс.

    # 2. Жүрүшү

    Жазуу СМС-ДП-2.2-2024 боюнча окуу-методикалык комплекстин (ОМК) ичинде.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.rules.abbreviations import lists
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign


def check(context: Context) -> Iterator[Finding]:
    """Look through the register, and through the lists of abbreviations of every text."""
    seen: dict[str, Location] = {}
    for item in context.snapshot.abbreviations:
        before = seen.setdefault(item.text, item.location)
        if before is not item.location:
            yield Finding(item.location, _twice(item.text, before), _keep(), item.text)
    for document in context.having(Sign.ABBREVIATIONS):
        own: dict[str, Location] = {}
        for found in lists(context.reading(document)):
            before = own.setdefault(found.text, found.at)
            if before is not found.at:
                yield Finding(found.at, _twice(found.text, before), _keep(), document.code or document.path)


def _twice(abbreviation: str, before: Location) -> Message:
    return msg('"{abbreviation}" stands in line {line} already', abbreviation=abbreviation, line=before.line)


def _keep() -> Message:
    return msg("Keep one of the two, and choose another abbreviation for a second meaning")


RULE = Rule("AB003", Severity.ERROR, check, View.NEAR)
