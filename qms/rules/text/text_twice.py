"""A long paragraph, or an item of one section, stands in the text twice.

One of the two was left over from copying, or will be forgotten when the other one changes. Lists of several sections
may have the same item: two units have the same duty.

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

Flagged:
    body:
    # 1. Жүрүшү

    Персоналды окутуу жыл сайын пландаштырылат. Персоналды окутуу жыл сайын пландаштырылат.

Accepted:
    -references
    body:
    # 1. Жүрүшү

    Аты: ______________________________ Кызматы: ______________________________ Күнү: ____________

    Аты: ______________________________ Кызматы: ______________________________ Күнү: ____________

    Баланы негизги багуучу кызматкер 16 жумага чейин эмгек акысы толук сакталган өргүү алат. Баланы экинчи багуучу
    кызматкер 6 жумага чейин эмгек акысы толук сакталган өргүү алат.

Accepted:
    -references
    body:
    # 1. Жүрүшү

    Аудитор отчетту жазат.

    Директор отчетту карайт.

    Аудитор отчетту жазат.

    # 2. Бөлүмдөр

    - программаларды аккредитациялоо процедураларын уюштуруу, өткөрүү, отчетторду анализдөө жана сактоо.

    # 3. Факультеттер

    - программаларды аккредитациялоо процедураларын уюштуруу, өткөрүү, отчетторду анализдөө жана сактоо.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.folding import ALIKE, likeness, words
from qms.rules.prose import place
from qms.rules.reading import Block, Kind, Line, Reading
from qms.rules.rule import Finding, Rule, View

FEWEST_LETTERS, FEWEST_WORDS, MOST_WORDS = 80, 6, 200
STEM, SAME = 5, 0.75
_SENTENCE = pattern(r"(?<=[.!?])\s+")
NEAR = 5
FEW = 3
"""How many words may differ between sentences that say the like of two things."""
MOST_HELD = 20
"""How many items of one length are compared with the next one: a list without end must not cost without end."""
_BLANKS = pattern(r"(?:\\?_){4}")
"""A place to be filled in by hand: the line for signatures of a form stands there for each person."""
_MARK = pattern(r"\A\s*(?:[-*+•]\s+)?(?:(?:\d+(?:\.\d+)*|[^\W\d_])[.)]\s)?")


def check(context: Context) -> Iterator[Finding]:
    """Compare long blocks letter by letter, items of lists but for their spelling, sentences with the one before."""
    for document in context.marked:
        for first, again in _twice(context.reading(document)):
            begin = " ".join(again.text.split()[:5])
            yield Finding(
                place(document, again.lines[0], 0),
                msg('"{begin} …" stands in line {line} already', begin=begin, line=first.lines[0].number),
                msg("Keep one of the two"),
                document.code or document.path,
            )
        for line, sentence in _at_once(context.reading(document)):
            begin = " ".join(sentence.split()[:5])
            yield Finding(
                place(document, line, max(0, line.text.find(sentence[:20]))),
                msg('"{begin} …" says again what the sentence before it says', begin=begin),
                msg("Make one sentence of the two"),
                document.code or document.path,
            )


def _at_once(reading: Reading) -> Iterator[tuple[Line, str]]:
    """Yield the sentences that have nearly all long words of the sentence before them, and their line."""
    for block in reading.blocks:
        if block.kind is Kind.PARAGRAPH and len(block.text) >= FEWEST_LETTERS:
            said = _SENTENCE.split(block.text)
            for first, again in pairwise((text, _stems(text)) for text in said):
                if _is_said_again(*first, *again):
                    line = next((item for item in block.lines if again[0][:20] in item.text), block.lines[0])
                    yield line, again[0]


def _is_said_again(first: str, first_stems: frozenset[str], again: str, again_stems: frozenset[str]) -> bool:
    """Tell whether a sentence is the one before it, or has nearly all its long words."""
    if first == again:
        return len(first) >= FEWEST_LETTERS // 2
    if len(again) + len(first) < 2 * FEWEST_LETTERS or _are_parallel(first, again):
        return False
    return len(first_stems & again_stems) >= max(FEWEST_WORDS, SAME * len(first_stems))


def _are_parallel(first: str, again: str) -> bool:
    """Tell whether two sentences say the like of two things: each has a number of its own before it or within, or they
    differ in single words that are unlike each other.
    """
    one, other = words(first), words(again)
    if re.findall(r"\d+", first) != re.findall(r"\d+", again):
        return True
    pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and 0 < len(pairs) <= FEW and all(likeness(*pair) < ALIKE for pair in pairs)


def _stems(sentence: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words(sentence) if len(word) >= STEM - 1)


def _twice(reading: Reading) -> Iterator[tuple[Block, Block]]:
    """Yield the first block of the same words and the second; a third one says nothing new."""
    seen: dict[tuple[int, str], list[Block]] = {}
    items: list[Block] = []
    far: dict[int, list[Block]] = {}
    section = 0
    for block in reading.blocks:
        if block.kind is Kind.HEADING:
            section, items, far = section + 1, [], {}
        elif block.kind in {Kind.PARAGRAPH, Kind.ITEM} and len(block.text) >= FEWEST_LETTERS:
            if _BLANKS.search(block.text):
                continue
            within = section if block.kind is Kind.ITEM else 0
            same = seen.setdefault((within, " ".join(_written(reading, block).lower().split())), [])
            same.append(block)
            if len(same) == 2:
                yield same[0], block
            elif len(same) == 1 and block.kind is Kind.ITEM:
                held = far.setdefault(len(words(block.text)), [])
                near = {id(other): other for other in (*held, *items)}
                yield from ((other, block) for other in near.values() if _alike(other, block))
                far[len(words(block.text))] = [*held[1 - MOST_HELD :], block]
        items = [*items[1 - NEAR :], block] if block.kind is Kind.ITEM else []


def _written(reading: Reading, block: Block) -> str:
    """Return the text of a block with the addresses of its links: items may differ in nothing else."""
    first = reading.document.body_line
    return " ".join(reading.lines[line.number - first].text.strip() for line in block.lines)


def _alike(one: Block, other: Block) -> bool:
    """Tell whether two items have the same words one by one, but for the spelling; links may lead elsewhere."""
    if one.text.strip().lower() == other.text.strip().lower():
        return False
    first, second = words(one.text), words(other.text)
    if not MOST_WORDS >= len(first) == len(second) >= FEWEST_WORDS or _digits(one) != _digits(other):
        return False
    return all(likeness(*pair) >= ALIKE for pair in zip(first, second, strict=True))


def _digits(block: Block) -> list[str]:
    """Return the numbers within an item; its own number does not count."""
    return re.findall(r"\d+", _MARK.sub("", block.text))


RULE = Rule("TX017", Severity.WARNING, check, View.ALONE)
