"""Characters that look alike: Latin and Cyrillic letters, dashes, blanks (Unicode TR39, what a code may contain).

A code is compared by its skeleton: two codes that a reader cannot tell apart have the same one. Correct Kyrgyz letters
(ө ү ң) are left alone.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from qms.model.pattern import pattern

# Latin letter -> Cyrillic letter of the same shape.
TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYSJaceopxysij", "АВСЕНІКМОРТХУЅЈасеорхуѕіј")
TO_LATIN = str.maketrans("АВСЕНІКМОРТХУЅЈасеорхуѕіј", "ABCEHIKMOPTXYSJaceopxysij")
# Letters of other alphabets that real documents use instead of the Kyrgyz ones.
KYRGYZ = {"Ѳ": "Ө", "ѳ": "ө", "ϴ": "Ө", "ɵ": "ө", "Ɵ": "Ө", "θ": "ө", "њ": "ң", "Њ": "Ң"}
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
BLANKS = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
# Capitals that a reader takes for a digit or for each other, in one case of the letter or the other (б 6, l 1, ь b,
# г r); only the skeleton folds them.
CONFUSED = str.maketrans("ОЗІLБЬГҮ", "03116ВRУ")
_WORD = pattern(r"[^\W\d_]+")
FULL_WIDTH = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
_TIDY = str.maketrans({**BLANKS, **DASHES, **FULL_WIDTH, **dict.fromkeys(INVISIBLE, "")})
_KYRGYZ = str.maketrans(KYRGYZ)


class Doubtful(NamedTuple):
    """A character that does not belong in a code: its place (from 0), itself, and what was meant (may be nothing)."""

    place: int
    character: str
    meant: str


def script(character: str) -> str:
    """Return `latin`, `cyrillic` or an empty text for a character that is no letter of the two."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "")
    return "latin" if name.startswith("LATIN") else "cyrillic" if name.startswith("CYRILLIC") else ""


def main_script(text: str) -> str:
    """Return the script of most letters that can belong to one script only, else of most letters."""
    sure = [script(c) for c in text if c.translate(TO_CYRILLIC) == c and c.translate(TO_LATIN) == c]
    for letters in (sure, [script(c) for c in text]):
        cyrillic, latin = letters.count("cyrillic"), letters.count("latin")
        if cyrillic or latin:
            return "cyrillic" if cyrillic >= latin else "latin"
    return ""


def tidy(text: str) -> str:
    """Return `text` in NFC, with plain hyphens and blanks, without invisible characters, letters left as they are."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TIDY).split())


def repair(text: str, wanted: str = "") -> str:
    """Return what was meant by a code: `tidy`, and every letter in one script (`wanted`, else that of most letters)."""
    meant = tidy(text).translate(_KYRGYZ)
    wanted = wanted or main_script(meant)
    return meant.translate(TO_LATIN if wanted == "latin" else TO_CYRILLIC)


@lru_cache(maxsize=50_000)
def skeleton(text: str) -> str:
    """Return the form by which codes are compared: equal for codes that look alike, in whatever case."""
    meant = repair(text, "cyrillic").upper()
    return meant.translate(TO_CYRILLIC).translate(CONFUSED).replace(" ", "")


def differences(text: str, meant: str) -> tuple[Doubtful, ...]:
    """Find the characters of a code that stand for others of the same look, given the code that was meant; a letter in
    the other case is none.
    """
    found: list[Doubtful] = []
    rest = iter(meant)
    for place, character in enumerate(text):
        wanted = "" if character in INVISIBLE else next(rest, "")
        if character.upper() != wanted.upper():
            found.append(Doubtful(place, character, wanted))
    return tuple(found)


def misplaced(text: str) -> tuple[Doubtful, ...]:
    """Find the characters that do not belong in a code of which nothing is known: dashes, blanks, invisible characters,
    look-alikes within a word of the other script. Words wholly of one script are left alone.
    """
    found = doubtful(text)
    words = {at: word[0] for word in _WORD.finditer(text) for at in range(*word.span())}
    return tuple(item for item in found if item.place not in words or not _one_script(words[item.place]))


def _one_script(word: str) -> bool:
    return len({script(character) for character in word if character.isalpha()}) == 1


def doubtful(text: str, wanted: str = "") -> tuple[Doubtful, ...]:
    """Find the characters that do not belong in a code of the script `wanted` (else that of most of its letters)."""
    wanted = wanted or main_script(text)
    return tuple(
        Doubtful(place, character, meant)
        for place, character in enumerate(text)
        if (meant := _meant(character, wanted)) != character
    )


def _meant(character: str, wanted: str) -> str:
    if character in INVISIBLE:
        return ""
    plain = KYRGYZ.get(character, FULL_WIDTH.get(character, DASHES.get(character, BLANKS.get(character, character))))
    return plain.translate(TO_LATIN if wanted == "latin" else TO_CYRILLIC) if wanted else plain
