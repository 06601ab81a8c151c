"""The text gives an abbreviation another meaning than the register, or two meanings.

One abbreviation means one thing in all documents; a remark in brackets or a longer name is no other meaning,
nor is the English behind «PDCA (Plan – Do – Check – Act)».

Flagged:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: ОМК, meaning: {ky: окуу-методикалык комплекс}}
    body:
    # 1. Максаты

    Чечимди окуу-методикалык кеңеш (ОМК) СМС-ДП-2.2-2024 боюнча сактайт.

Flagged:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: КР, meaning: {ky: Кыргыз Республикасы}}
    body:
    # 1. Максаты

    Чечимди КРдин окуу-методикалык кеңеши (ОМК) СМС-ДП-2.2-2024 боюнча кабыл алат.

    Окуу-методикалык комплекс (ОМК) кафедрада сакталат.

Accepted:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: ОМК, meaning: {ky: окуу-методикалык комплекс (окутуучунун)}}
      - {abbreviation: АББСД, meaning: {ky: Сапат департаменти}}
    body:
    # 1. Максаты

    Окуу-методикалык комплекстерди (ОМК) каттоочу (АББСД) СМС-ДП-2.2-2024 боюнча сактайт.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.abbreviations import Definition, definitions, expands, expansion, means_same
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

FARTHEST = 3


def check(context: Context) -> Iterator[Finding]:
    """Compare the explanations of every text with the register, in the language of the text."""
    meanings = {item.text: item.meaning for item in context.snapshot.abbreviations}
    for document in context.readable if meanings else ():
        for found in definitions(context.reading(document)):
            own = meanings.get(found.text, {})
            meaning = own.get(document.language) or own.get("", "")
            if meaning and _differs(found, meaning):
                yield _finding(document, found, meaning)
        yield from _two_meanings(context, document, meanings)


def _two_meanings(context: Context, document: Document, register: Collection[str]) -> Iterator[Finding]:
    """Compare the explanations that a text itself gives of abbreviations that the register does not have."""
    seen: dict[str, tuple[str, int]] = {}
    for found in definitions(context.reading(document)):
        own = "" if found.text in register or found.listed else expansion(found.text, found.meaning)
        if own:
            meaning, line = seen.setdefault(found.text, (own, found.at.line))
            if not means_same(own, meaning):
                yield Finding(
                    found.at,
                    msg(
                        '"{abbreviation}" means "{meaning}" in line {line}',
                        abbreviation=found.text,
                        meaning=meaning,
                        line=line,
                    ),
                    msg("Choose another abbreviation for the second meaning"),
                    document.code or document.path,
                )


def _differs(found: Definition, meaning: str) -> bool:
    if found.listed:
        return not means_same(found.meaning, meaning)
    count = len(meaning.split()) + FARTHEST
    nearest = " ".join(found.meaning.split()[-count:])
    foreign = _is_latin(nearest) and not _is_latin(meaning)
    return expands(found.text, nearest) and not foreign and not means_same(nearest, meaning)


def _is_latin(text: str) -> bool:
    return all(letter < "\u0400" for letter in text if letter.isalpha())


def _finding(document: Document, found: Definition, meaning: str) -> Finding:
    return Finding(
        found.at,
        msg('"{abbreviation}" means "{meaning}" in the register', abbreviation=found.text, meaning=meaning),
        msg("Write that meaning, or choose another abbreviation"),
        document.code or document.path,
    )


RULE = Rule("AB004", Severity.WARNING, check, View.ALONE)
