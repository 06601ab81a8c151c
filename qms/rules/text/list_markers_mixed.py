"""The letters of a list are not consecutive.

«б» after «б», «г» after «в» that is missing, or a last item «г)» in a list without letters: a reference to "item в"
leads to the wrong one, or to none.

Flagged:
    body:
    # 1. Кирүү

    - а) аудит;
    - в) даттануу.

Flagged:
    body:
    # 1. Кирүү

    - аудит;
    - даттануу;
    - г) сунуш.

Flagged:
    body:
    # 1. Кирүү

    - а) аудит;
    - б) даттануу.

    Чыгуу:

    - а. отчет;
    - б. чечим.

    Акыры:

    - а) акт;
    - б) буйрук.

Accepted:
    -references
    body:
    # 1. Кирүү

    - а) аудит;
    - б) даттануу;
      - а) тышкы;
      - б) ички;
    - в) сунуш.

    Чыгуу:

    - а) отчет;
    - б) чечим.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qms.codes.lookalikes import TO_CYRILLIC
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import Message, msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.reading import Kind, Line, Reading
from qms.rules.rule import Finding, Rule, View

_MARK = pattern(r"(?P<space>\s*)(?:[-*+•]\s+)?[*_]*(?P<letter>[^\W\d_])\\?(?P<end>[.)])\s+(?!\S?\.|\d)")
# It begins with the end of the line before: most of a text is passed over at once.
_ANY = pattern(r"\n\s*(?:[-*+•]\s+)?[*_]*[^\W\d_A-ZА-ЯЁӨҮҢ]\\?[.)]\s")
ALPHABETS = ("абвгдежзиклмнопрстуфхцчшщэюя", "абвгдеёжзийклмнңоөпрстуүфхцчшщэюя", "abcdefghijklmnopqrstuvwxyz")


class Item(NamedTuple):
    """An item of a list: its line, how far it is indented, its letter and the sign after it (both may be missing)."""

    line: Line
    depth: int
    letter: str
    end: str
    column: int


def check(context: Context) -> Iterator[Finding]:
    """Follow the letters of every list; a paragraph, a heading or a table ends it."""
    for document in context.marked:
        if not _ANY.search(f"\n{document.body}"):
            continue
        lists = tuple(_lists(context.reading(document)))
        for items in lists:
            yield from _order(document, items)
        yield from _ends(document, [item for items in lists for item in items if item.letter])


def _lists(reading: Reading) -> Iterator[list[Item]]:
    """Yield the items of every list level that has letters, in their order."""
    levels: dict[int, list[Item]] = {}
    for block in reading.blocks:
        if block.kind is not Kind.ITEM:
            yield from levels.values()
            levels = {}
            continue
        item = _item(block.lines[0])
        for depth in [depth for depth in levels if depth > item.depth]:
            yield levels.pop(depth)
        levels.setdefault(item.depth, []).append(item)
    yield from levels.values()


def _item(line: Line) -> Item:
    depth = len(line.text) - len(line.text.lstrip())
    found = _MARK.match(line.text)
    if not found or not found["letter"].islower():
        return Item(line, depth, "", "", depth)
    return Item(line, depth, found["letter"], found["end"], found.start("letter"))


def _order(document: Document, items: list[Item]) -> Iterator[Finding]:
    """Yield the letters that do not follow the one before, in the alphabet that fits the list best."""
    if not any(item.letter for item in items):
        return
    cyrillic = any("а" <= item.letter <= "ө" and item.letter.translate(TO_CYRILLIC) == item.letter for item in items)
    last = ""
    for number, item in enumerate(items):
        letter = item.letter.translate(TO_CYRILLIC) if cyrillic else item.letter
        if letter and letter not in _next(last):
            yield _finding(document, item, _wrong(item, last, first=number == 0))
        last = letter or last


def _next(last: str) -> set[str]:
    return {
        alphabet[alphabet.find(last) + 1 :][:1] if last else alphabet[0] for alphabet in ALPHABETS if last in alphabet
    }


def _wrong(item: Item, last: str, *, first: bool) -> Message:
    if last:
        return msg('The item "{mark}" does not follow "{before}"', mark=item.letter + item.end, before=last + item.end)
    if first:
        return msg('The list begins with "{mark}"', mark=item.letter + item.end)
    return msg('The item "{mark}" stands in a list without letters', mark=item.letter + item.end)


def _ends(document: Document, items: list[Item]) -> Iterator[Finding]:
    """Yield the first item of the rarer kind where some letters have a bracket and others a full stop."""
    counts = Counter(item.end for item in items)
    if len(counts) > 1:
        rarer = min(counts, key=lambda end: (counts[end], end))
        item = next(item for item in items if item.end == rarer)
        message = msg('Items are marked "{one}" and "{other}" in one text', one="а)", other="а.")
        yield _finding(document, item, message)


def _finding(document: Document, item: Item, message: Message) -> Finding:
    wanted = msg("Mark all items of a list in one way, without gaps")
    return Finding(place(document, item.line, item.column), message, wanted, document.code or document.path)


RULE = Rule("TX014", Severity.WARNING, check, View.ALONE)
