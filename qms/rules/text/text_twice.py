"""A long paragraph or item stands in the text twice.

One of the two was left over from copying, or will be forgotten when the other one changes.

Flagged:
    body:
    # 1. Жүрүшү

    Аудитор текшерүүнүн жыйынтыгын беш күндүн ичинде жазып, бөлүмдүн жетекчисине жана департаменттин директоруна берет.

    Директор карайт.

    Аудитор текшерүүнүн жыйынтыгын беш күндүн ичинде жазып, бөлүмдүн жетекчисине жана департаменттин директоруна берет.

Flagged:
    body:
    # 1. Жүрүшү

    - программаларды аккредитациялоо процедураларын уюштуруу, өткөрүү, отчетторду анализдөө;
    - студенттердин сурамжылоосун өткөрүү;
    - программаларды аккредитациялоо процедураларын уюштуруу, откоруу, отчётторду анализдео.

Accepted:
    -references
    body:
    # 1. Жүрүшү

    Аудитор отчетту жазат.

    Директор отчетту карайт.

    Аудитор отчетту жазат.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.folding import words
from qms.rules.prose import place
from qms.rules.reading import Block, Kind, Reading
from qms.rules.rule import Finding, Rule

FEWEST_LETTERS, FEWEST_WORDS = 90, 10
FEWEST_IN_LIST = 6
STEM = 4
ALIKE = 0.75
NEAR = 5


class Passage(NamedTuple):
    """A paragraph or an item: its block and its folded words."""

    block: Block
    words: tuple[str, ...]


def check(context: Context) -> Iterator[Finding]:
    """Compare long blocks word by word, and items of lists with those just before them but for the spelling."""
    for document in context.readable:
        for first, again in _twice(context.reading(document)):
            begin = " ".join(again.text.split()[:5])
            yield Finding(
                place(document, again.lines[0], 0),
                msg('"{begin} …" stands in line {line} already', begin=begin, line=first.lines[0].number),
                msg("Keep one of the two"),
                document.code or document.path,
            )


def _twice(reading: Reading) -> Iterator[tuple[Block, Block]]:
    """Yield the first block of the same words and the second; a third one says nothing new."""
    seen: dict[tuple[str, ...], Block] = {}
    told: set[tuple[str, ...]] = set()
    before: list[Passage] = []
    for block in reading.blocks:
        if block.kind in {Kind.TABLE, Kind.HEADING}:
            continue
        passage = Passage(block, words(block.text))
        first = seen.setdefault(passage.words, block)
        twin = first if first is not block and _long(passage) else _like(passage, before)
        if twin and passage.words not in told:
            told.add(passage.words)
            yield twin, block
        before = [*before[1 - NEAR :], passage] if block.kind is Kind.ITEM else []


def _long(passage: Passage) -> bool:
    return len(passage.words) >= FEWEST_WORDS and len(passage.block.text) >= FEWEST_LETTERS


def _like(passage: Passage, before: list[Passage]) -> Block | None:
    """Return the item shortly before that has nearly the same words, in the same order."""
    if passage.block.kind is not Kind.ITEM or len(passage.words) < FEWEST_IN_LIST:
        return None
    own = Counter(word[:STEM] for word in passage.words)
    for other in before:
        theirs = Counter(word[:STEM] for word in other.words)
        if 2 * (own & theirs).total() >= 2 * ALIKE * max(own.total(), theirs.total()):
            return other.block
    return None


RULE = Rule("TX017", Severity.WARNING, check)
