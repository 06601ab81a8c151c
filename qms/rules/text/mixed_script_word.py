"""A word mixes Cyrillic letters with Latin ones, or with those of another script.

It looks right and is not: a search does not find it, and a speller stops at it. A Latin abbreviation with a Kyrgyz
ending ("PDFти") is no mixture. A scanner also leaves Arabic or Indian letters within words.

Flagged:
    body:
    # 1. Аkkредитация

Flagged:
    body:
    # 1. Cапат

Flagged:
    body:
    # 1. Тарбия жана карым-катышقا

Accepted:
    -references
    body:
    # 1. PDFти жана ECTSти Moodleдо колдонуу

    РФ `cапат` [а](cапат.md)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.codes.lookalikes import TO_CYRILLIC, TO_LATIN
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, prose
from qms.rules.rule import Finding, Rule, View

_LATIN, _CYRILLIC = "A-Za-z", "\u0400-\u052f"
_OTHER = "\u00c0-\u02af\u0370-\u03ff\u0530-\u1c7f\u3040-\u9fff"
# It begins with the rarer letters: most of a text is passed over at once.
_SIDES = pattern(rf"[{_LATIN}{_OTHER}](?:(?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}][{_LATIN}{_OTHER}]))")
_MIXED = pattern(
    rf"(?<![^\W\d_])(?:[{_LATIN}{_OTHER}]+[{_CYRILLIC}]|[{_CYRILLIC}]+[{_LATIN}{_OTHER}])[{_LATIN}{_CYRILLIC}{_OTHER}]*"
)
_ENDED = pattern(rf"([{_LATIN}\u00c0-\u024f]+)([{_CYRILLIC}]+)")
_NO_LETTERS = "×÷"


def check(context: Context) -> Iterator[Finding]:
    """Look at every word of the text."""
    for document in context.readable:
        for line in prose(context, document, _SIDES):
            for found in _MIXED.finditer(line.text):
                if not _has_ending(found[0]) and not set(_NO_LETTERS) & set(found[0]):
                    yield Finding(
                        place(document, line, found.start()),
                        msg(
                            'The word "{word}" mixes letters of two alphabets: {letters}',
                            word=found[0],
                            letters=_strangers(found[0]),
                        ),
                        msg("Type the word again in one alphabet"),
                        document.code or document.path,
                    )


def _has_ending(word: str) -> bool:
    """Tell whether a word is a foreign one or an abbreviation in Latin letters with a Cyrillic ending."""
    parts = _ENDED.fullmatch(word)
    if not parts:
        return False
    stem, ending = parts.groups()
    abbreviation = len(stem) > 1 and stem.isupper() and ending.islower()
    foreign = len(stem) > 1 and any(letter.translate(TO_CYRILLIC) == letter for letter in stem)
    alike = all(letter.translate(TO_LATIN) != letter for letter in ending)
    return abbreviation or (foreign and not alike)


def _strangers(word: str) -> str:
    """Return the letters of a word that belong to neither alphabet; else the Latin ones of a word that begins in
    Cyrillic, else those of the rarer alphabet.
    """
    other = re.findall(f"[{_OTHER}]", word)
    latin = [letter for letter in word if letter.isascii()]
    cyrillic = [letter for letter in word if not letter.isascii()]
    fewer = latin if not word[0].isascii() or len(latin) <= len(cyrillic) else cyrillic
    return ", ".join(f"{letter} U+{ord(letter):04X}" for letter in dict.fromkeys(other or fewer))


RULE = Rule("TX005", Severity.ERROR, check, View.ALONE)
