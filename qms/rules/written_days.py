"""Days and periods of years as texts write them, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qms.model.pattern import pattern
from qms.rules.reading import Line, Reading
from qms.rules.sentences import sentences
from qms.rules.signs import YEAR

_MONTHS = (
    ("янв", "jan"),
    ("фев", "feb"),
    ("мар", "mar"),
    ("апр", "apr"),
    ("май", "мая", "may"),
    ("июн", "jun"),
    ("июл", "jul"),
    ("авг", "aug"),
    ("сен", "sep"),
    ("окт", "oct"),
    ("ноя", "nov"),
    ("дек", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = (
    r"(?P<{}>янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)[^\W\d_]*"
)
_YEAR = YEAR.pattern
_DAY = pattern(
    rf"(?<![\d.])(?P<d1>\d{{1,2}})\.(?P<m1>\d{{1,2}})\.(?P<y1>{_YEAR})(?!\d|\.\d)"
    rf"|(?<![\w-])(?P<y2>{_YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d)(?![\d-])"
    rf"|(?<!\d)(?P<y3>{_YEAR})(?:-|\s)?ж(?:ыл[^\W\d_]*|\.)\s*(?P<d3>\d{{1,2}})(?:-|\s){_NAME.format('m3')}"
    rf"|(?<![\d.])(?P<d4>\d{{1,2}})(?:-|\s+){_NAME.format('m4')},?\s+(?P<y4>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_PERIOD = pattern(
    rf"(?<![\w.:-])(?P<first>{_YEAR})\s?[-–—]\s?(?P<last>{_YEAR})(?:-|\s)?(?:жж?\b|жыл|г\.|гг|год|year)",
    re.IGNORECASE,
)
NEAR = 90
PLANS = pattern(
    r"\b(?:план|мөөнөт|чейин|тийиш|концепц|стратег|долбоор|күчүнө|киргиз|болот\b|жарактуу|өнүктүр|срок|до\b|будет|должн"
    r"|проект|вводит|введ|действует|дорожн|until|plan|by\b|shall|strateg|concept|effective|draft)"
)
"""Words by which a sentence, in small letters, speaks of what is to come."""


class Form(StrEnum):
    """How a day is written."""

    NUMBERS = "26.05.2021"
    ISO = "2021-05-26"
    WORDS = "26 мая 2021"


class Written(NamedTuple):
    """A day as it is written: in which form, where, the words around it in its sentence, in small letters; and the day
    itself, None where there is no such day.
    """

    form: Form
    text: str
    line: Line
    begin: int
    around: str
    day: date | None


class Period(NamedTuple):
    """A period of years: the last of them, how it is written and where, the words around it in its sentence."""

    last: int
    text: str
    line: Line
    begin: int
    around: str


def days(reading: Reading) -> Iterator[Written]:
    """Yield the days of a text."""
    for line, found, around in _dated(reading, _DAY):
        which = next(number for number in "1234" if found[f"d{number}"])
        form = {"1": Form.NUMBERS, "2": Form.ISO}.get(which, Form.WORDS)
        yield Written(form, found[0], line, found.start(), around, _day(*(found[f"{part}{which}"] for part in "ymd")))


def _day(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month) if month.isdigit() else _MONTH[month.lower()[:3]], int(number))
    except ValueError:
        return None


def periods(reading: Reading) -> Iterator[Period]:
    """Yield the periods of years of a text."""
    for line, found, around in _dated(reading, _PERIOD):
        yield Period(int(found["last"]), found[0], line, found.start(), around)


def _dated(reading: Reading, wanted: re.Pattern[str]) -> Iterator[tuple[Line, re.Match[str], str]]:
    """Yield what is found, each text once a line, with its line and the words around it."""
    for line in reading.prose:
        told: set[str] = set()
        for begin, sentence in sentences(line.text) if wanted.search(line.text) else ():
            for found in wanted.finditer(line.text, begin, begin + len(sentence)):
                if found[0] not in told:
                    told.add(found[0])
                    first, last = max(begin, found.start() - NEAR), min(begin + len(sentence), found.end() + NEAR)
                    yield line, found, line.text[first:last].lower()
