"""What may stand in a text, told by one look at it: a rule passes over the texts in which it has nothing to look for.

A sign is a condition: where it is missing, a rule that asks for it finds nothing, as a test compares. The signs of a
text are a few words; they are kept when its lines and blocks are let go (`Context.having`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from functools import lru_cache

from qms.model.pattern import pattern
from qms.rules.standards import PARTS as STANDARDS

YEAR = pattern(r"(?:19|20)\d\d")
UNUSUAL = pattern("[^\t\n -~\u00a0-\u02ff\u0410-\u044fЁёӨөҮүҢң\u2010-\u2027\u2030-\u2040\u2116]")


class Sign(StrEnum):
    """Something that a text may hold. For each of `PARTS`, a part of a word; else as it says."""

    ABBREVIATIONS = auto()
    CAPTIONS = auto()
    CHANGE_SHEET = auto()
    CONTENTS = auto()
    PICTURES = auto()
    """The beginning of a picture."""
    PRINCIPLES = auto()
    QUOTES = auto()
    """A quotation mark that opens."""
    REGULATIONS = auto()
    REVISIONS = auto()
    SECTIONS = auto()
    STANDARDS = auto()
    """How the name of a standard of ISO begins."""
    TIMES = auto()
    UNUSUAL = auto()
    """Any character that is not usual in Kyrgyz, Russian and English: no other is foreign, hidden, a mark over a letter
    or missing in fonts.
    """
    VAGUE = auto()
    YEARS = auto()
    """A year of this century or the last."""


PARTS: Mapping[Sign, tuple[str, ...]] = {
    Sign.ABBREVIATIONS: ("кыскарт", "сокращ", "abbrev", "термин", "defin"),
    Sign.CAPTIONS: ("табл", "жадыб", "tabl", "сүр", "сур", "рис", "fig"),
    Sign.CHANGE_SHEET: ("барагы", "журнал", "лист ", "sheet", " history", " log"),
    Sign.CONTENTS: ("мазмун", "содержание", "оглавление", "contents"),
    Sign.PRINCIPLES: ("принци", "principle"),
    Sign.REGULATIONS: (
        *("жобо", "тарти", "эреже", "регламент", "нускама", "инструкц", "положени", "порядок", "порядк", "правила"),
        *("regulation", "instruction", "rules"),
    ),
    Sign.REVISIONS: ("ред", "чыгарылыш", "верси", "rev", "version"),
    Sign.SECTIONS: ("-бөлүм", "–бөлүм", "ункт", "-тиркеме", "аздел", "п. ", "ection ", "lause ", "tem ", " кара"),
    Sign.TIMES: ("жолу", "раз", "more"),
    Sign.VAGUE: (
        *("ички ", "локалд", "тиешел", "колдонууд", "внутр", "локальн", "действ", "соответ"),
        *("internal", "relevant", "applic"),
    ),
}
"""Parts of one word each, in small letters; a blank at an end of a part stands for that end of the word."""


def signs(body: str) -> frozenset[Sign]:
    """Return the signs of a text."""
    # Each word once: half as long as a text, often less; to ask for a part in it is many times quicker than a search.
    words = f" {' '.join(set(body.split()))} "
    small = words.lower()
    found = {sign for sign, parts in PARTS.items() if any(part in small for part in parts)}
    found.update(sign for sign, stands in _OTHERS.items() if stands(words))
    return _once(frozenset({*found, Sign.UNUSUAL} if UNUSUAL.search(body) else found))


@lru_cache(maxsize=1_000)
def _once(found: frozenset[Sign]) -> frozenset[Sign]:
    """Return the first signs that were equal to these: thousands of texts have the same few."""
    return found


def _quotes(words: str) -> bool:
    return any(mark in words for mark in ("«", '"', "“", "„"))


def _names_years(words: str) -> bool:
    return ("19" in words or "20" in words) and bool(YEAR.search(words))


_OTHERS: Mapping[Sign, Callable[[str], bool]] = {
    Sign.PICTURES: lambda words: "![" in words,
    Sign.QUOTES: _quotes,
    Sign.STANDARDS: lambda words: any(part in words for part in STANDARDS),
    Sign.YEARS: _names_years,
}
