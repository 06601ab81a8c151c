"""A word mixes Latin and Cyrillic letters.

It looks right and is not: a search does not find it, and a speller stops at it. A Latin abbreviation with a Kyrgyz
ending ("PDFти") is no mixture.

Flagged:
    body:
    # 1. Аkkредитация

Flagged:
    body:
    # 1. Cапат

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
from qms.rules.context import Context
from qms.rules.prose import place, prose
from qms.rules.rule import Finding, Rule

_LATIN, _CYRILLIC = "A-Za-z", "\u0400-\u052f"
_SIDES = re.compile(rf"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_MIXED = re.compile(rf"(?<![^\W\d_])(?:[{_LATIN}]+[{_CYRILLIC}]|[{_CYRILLIC}]+[{_LATIN}])[{_LATIN}{_CYRILLIC}]*")
_ENDED = re.compile(rf"([{_LATIN}]+)([{_CYRILLIC}]+)")


def check(context: Context) -> Iterator[Finding]:
    """Look at every word of the text."""
    for document in context.readable:
        for line in prose(context, document, _SIDES):
            for found in _MIXED.finditer(line.text):
                if not _has_ending(found[0]):
                    yield Finding(
                        place(document, line, found.start()),
                        msg(
                            'The word "{word}" mixes Latin and Cyrillic letters: {letters}',
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
    """Return the Latin letters of a word that begins in Cyrillic, else the letters of the rarer alphabet."""
    latin = [letter for letter in word if letter.isascii()]
    cyrillic = [letter for letter in word if not letter.isascii()]
    fewer = latin if not word[0].isascii() or len(latin) <= len(cyrillic) else cyrillic
    return ", ".join(f"{letter} U+{ord(letter):04X}" for letter in dict.fromkeys(fewer))


RULE = Rule("TX005", Severity.ERROR, check)
