"""ISO standards as texts cite them: their spelling, their editions, what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qms.codes.folding import fold
from qms.model.pattern import pattern

_CITED = pattern(
    r"(?<![\w/-])(?P<prefix>ISO|ИСО)(?:/[A-ZА-Я]{2,4})*\s*(?P<number>\d{4,5}(?:-\d{1,2}(?!\d))?)"
    r"(?:(?P<sign>\s*[:‑–—-]\s*)(?P<year>(?:19|20)\d\d))?(?![\w-]*\d)"
)
_NATIONAL = pattern(r"(?:ГОСТ|СТ|КМС|DIN|EN|BS)(?:\s+[РРКR]+)?\s+\Z")
PARTS = ("ISO", "ИСО")

CURRENT = {
    **{("9000", year): "ISO 9000:2015" for year in ("1994", "2000", "2005")},
    **{("9001", year): "ISO 9001:2015" for year in ("1987", "1994", "2000", "2008")},
    **{("9002", year): "ISO 9001:2015" for year in ("1987", "1994")},
    **{("9003", year): "ISO 9001:2015" for year in ("1987", "1994")},
    **{("9004", year): "ISO 9004:2018" for year in ("1994", "2000", "2009")},
    **{("10002", year): "ISO 10002:2018" for year in ("2004", "2014")},
    ("10013", "2001"): "ISO 10013:2021",
    ("10015", "1999"): "ISO 10015:2019",
    **{("14001", year): "ISO 14001:2015" for year in ("1996", "2004")},
    ("17025", "2005"): "ISO/IEC 17025:2017",
    **{("19011", year): "ISO 19011:2018" for year in ("2002", "2011")},
    **{("27001", year): "ISO/IEC 27001:2022" for year in ("2005", "2013")},
    ("31000", "2009"): "ISO 31000:2018",
}
"""The edition that stands for a superseded one, by number and year."""

TITLES = {
    "9000": pattern(r"негизги жоболор\w* жана создук|основные положения и словар|fundamentals and vocabulary"),
    "9001": pattern(r"(?:систем\w+|менеджмента качества|systems?)\W{1,4}(?:талаптар|требования|requirements)\b"),
    "19011": pattern(r"аудитт\w+ боюнча (?:корсотмо|жетек)|указания по (?:проведению )?аудит|guidelines for audit"),
}
"""The words by which a title is known, folded, by the number of the standard."""


class Standard(NamedTuple):
    """A standard as it is cited: its text, place in the line, prefix, number, sign before the year, year."""

    text: str
    begin: int
    end: int
    prefix: str
    number: str
    sign: str
    year: str
    national: bool


class Spelling(NamedTuple):
    """How texts of a language write an edition of a standard."""

    language: str
    number: str
    year: str
    text: str


def standards(text: str) -> Iterator[Standard]:
    """Yield the standards of a text; `national` tells that it is the edition of a country («ГОСТ Р ИСО 9001-2015»)."""
    for found in _CITED.finditer(text) if any(part in text for part in PARTS) else ():
        national = bool(_NATIONAL.search(text[max(0, found.start() - 12) : found.start()]))
        parts = (found["prefix"], found["number"], found["sign"] or "", found["year"] or "")
        yield Standard(found[0], *found.span(), *parts, national)


def number_of(title: str) -> str:
    """Return the number of the standard that a title belongs to; an empty text for others."""
    folded = fold(title)
    return next((number for number, words in TITLES.items() if words.search(folded)), "")


def right_spellings(
    spelt: Iterable[tuple[Spelling, int]], named: Mapping[tuple[str, str], str]
) -> Mapping[tuple[str, str, str], str]:
    """Return the right spelling of every edition, by language, number and year: that of its card (`named`, by number
    and year), else the one that stands most often in the texts of the language.
    """
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for spelling, count in spelt:
        counts.setdefault(spelling[:3], Counter())[spelling.text] += count
    return {key: named.get(key[1:]) or max(count, key=lambda text: _rank(text, count)) for key, count in counts.items()}


def _rank(text: str, count: Counter[str]) -> tuple[int, bool, bool, int, str]:
    """Put the prefix that most citations have first, then the sign and the blank that the standard itself has."""
    prefix = sum(number for other, number in count.items() if other[:3] == text[:3])
    return prefix, ":" in text and " :" not in text, " " in text, count[text], text
