"""Abbreviations in a text: where they are used, with whatever ending, and where the text says what they mean."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from qms.codes.folding import fold
from qms.model.location import Location
from qms.model.pattern import pattern
from qms.rules.folding import left_over, words
from qms.rules.reading import Block, Kind, Line, Reading

UPPER = "A-ZА-ЯЁӨҮҢ"
WORD = rf"(?:[{UPPER}]{{2,12}}|[{UPPER}][а-яёөүңa-z]{{1,2}}[{UPPER}]{{1,12}})"
_ENDING = r"[^\W\d_]{0,20}"
_USED = pattern(rf"(?<![^\W_])[{UPPER}]{{2,}}[^\W\d_]*")
_RUN = pattern(r"[^\s|«»()\[\]]+")
_JOINED = pattern(r"[-–/.№]")
_ROMAN = pattern(r"[IVXLCDMІХ]+\Z")
_CAPITALS = pattern(rf"[{UPPER}]{{4,}}")
_LISTED = pattern(rf"[\s|]*(?:[-*+•]\s+)?[*_]*({WORD}(?:\s\w{{1,12}}\s{WORD})?)[*_]*\s*(?:[–—|:]|-\s|=)\s*([^|]+)")
_BRACKETED = pattern(rf"\((?:[^()]{{0,120}}?[–—,]\s*)?({WORD}){_ENDING}[;,)\s]")
_OPENED = pattern(rf"(?<![^\W_])({WORD}){_ENDING}\s\(([^()]{{0,200}})\)")
_WORD = pattern(r"[^\W\d_]+")
_WORDS = pattern(r"[а-яёөүңa-z]{3}")
_CHAPTER = pattern(r"кыскарт|сокращен|abbreviat|термин|терминдер|definition|аныктама|определен|обозначен")
LONGEST = 6
LONGEST_KNOWN = 16
BESIDE = 40
BEFORE = 200
_ENDINGS = (
    "нын нин нун нүн дын дин дун дүн тын тин тун түн га ге го гө ка ке ко кө ны ни ну нү ды ди ду дү ты ти ту тү "
    "да де до дө та те то тө дан ден дон дөн тан тен тон төн лар лер лор лөр дар дер дор дөр тар тер тор төр "
    "сы си су сү"
)
_EVERYBODY_KNOWS = (
    "ISO IEC ИСО МЭК ГОСТ PDF QR ID IT IP PC CD DVD USB URL WWW HTTP HTTPS HTML XML JSON CSV YAML SMS GPS API SQL SSH "
    "DOCX XLSX PPTX PNG JPG JPEG SVG EXCEL WORD USA EU UN UNESCO USD EUR KGS RUB АКШ США СССР ССР БУУ ООН ЮНЕСКО ЕС "
    "ТМД СНГ ФИО ИНН ЖШК ЖЧК ААК АО ОАО ЗАО ООО КБ МБ ГБ ТБ КВТ МВТ КГ ММ СМ "
    "МВт ГВт МГц ГГц МПа ГПа МОм МДж ГДж OK UTC GMT AM PM COVID TOP ТОП MS VIP PR HR AI"
)
ENDINGS = frozenset(_ENDINGS.split())
EVERYBODY_KNOWS = frozenset(_EVERYBODY_KNOWS.split())


class Use(NamedTuple):
    """An abbreviation in a text: its capitals, the whole word, its line and where in it."""

    text: str
    word: str
    line: Line
    begin: int


class Definition(NamedTuple):
    """What a text says that an abbreviation means; `listed` in a list of abbreviations, else in brackets."""

    text: str
    meaning: str
    at: Location
    listed: bool


def uses(reading: Reading, known: Iterable[str]) -> Iterator[Use]:
    """Yield the words that begin with two capitals or more and are no known abbreviation, number, code or loud word."""
    names = frozenset(known) | EVERYBODY_KNOWS
    for line in reading.prose:
        found = [match for match in _USED.finditer(line.text) if not is_known(match[0], names)]
        if not found or _loud(line.text):
            continue
        hidden = tuple(_compounds(line.text))
        for match in found:
            head = re.match(rf"[{UPPER}]+", match[0])
            text = head[0] if head else match[0]
            at = bisect(hidden, (match.start(), len(line.text))) - 1
            within = at >= 0 and match.start() < hidden[at][1]
            if not within and not _is_no_abbreviation(text, match[0], line.text, match.start()):
                yield Use(text, match[0], line, match.start())


def _compounds(line: str) -> Iterator[tuple[int, int]]:
    """Yield the places of words that hang together with digits: codes, «27-ФХД», «COVID-19»."""
    for run in _RUN.finditer(line):
        if _JOINED.search(run[0]) and any(letter.isdigit() for letter in run[0]):
            yield run.span()


def is_known(word: str, names: frozenset[str]) -> bool:
    """Tell whether a word is one of some names, with or without an ending: «КРдин», «СМСТИН»."""
    if word in names:
        return True
    return any(word[:end] in names and _is_ending(word[end:]) for end in range(2, min(len(word), LONGEST_KNOWN)))


def _is_ending(tail: str) -> bool:
    loud = tail.isupper() and len(tail) < 3  # «КРСУ» is another abbreviation, «СМСТИН» an ending
    return tail.islower() or (tail.lower() in ENDINGS and not loud)


def _is_no_abbreviation(text: str, word: str, line: str, index: int) -> bool:
    """Tell whether capitals are a roman number, a stamp, a name in quotation marks or part of a loud phrase."""
    after = line[index + len(word) : index + len(word) + BESIDE]
    before = line[max(0, index - BESIDE) : index]
    if len(text) > LONGEST or _ROMAN.match(text) or (word != text and not word[len(text) :].islower()):
        return True
    if before[-1:] in {"«", '"', "“"} and after[:1] in {"»", '"', "”"}:
        return True
    beside = (re.search(r"(\w+)\W?\s\Z", before), re.match(r"\W?\s(\w+)", after))
    return any(match and _CAPITALS.fullmatch(match[1]) and len(match[1]) >= LONGEST for match in beside)


def _loud(line: str) -> bool:
    """Tell whether most letters of a line are capitals."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 2 * LONGEST and sum(letter.isupper() for letter in letters) > 0.6 * len(letters)


def definitions(reading: Reading) -> Iterator[Definition]:
    """Yield what the text itself explains: lists of abbreviations, «words (ABC)», «ABC (words)»."""
    for block, chapter in _by_chapters(reading):
        for line in block.lines:
            yield from _listed(reading, line, chapter=chapter)
            yield from _in_brackets(reading, line)


def lists(reading: Reading) -> Iterator[Definition]:
    """Yield what the lists of abbreviations of a text explain."""
    for block, chapter in _by_chapters(reading):
        for line in block.lines if chapter else ():
            yield from _listed(reading, line, chapter=True)


def _by_chapters(reading: Reading) -> Iterator[tuple[Block, bool]]:
    """Yield the blocks of a text, and whether each stands in a chapter of abbreviations."""
    chapter = False
    for block in reading.blocks:
        if block.kind is Kind.HEADING:
            chapter = bool(_CHAPTER.search(fold(block.text)))
        yield block, chapter


def _in_brackets(reading: Reading, line: Line) -> Iterator[Definition]:
    """Yield «words (ABC)» and «ABC (words)»."""
    path = reading.document.path
    for found in _BRACKETED.finditer(line.text):
        meaning = re.split(r"[()|]", line.text[max(0, found.start() - BEFORE) : found.start()])[-1]
        yield Definition(found[1], meaning.strip(), Location(path, line.number, found.start(1) + 1), listed=False)
    for found in _OPENED.finditer(line.text):
        if _WORDS.search(found[2]):
            at = Location(path, line.number, found.start(1) + 1)
            yield Definition(found[1], found[2].strip(), at, listed=False)


def _listed(reading: Reading, line: Line, *, chapter: bool) -> Iterator[Definition]:
    found = _LISTED.match(line.text)
    if found:
        at = Location(reading.document.path, line.number, found.start(1) + 1)
        for text in re.findall(WORD, found[1]):
            yield Definition(text, found[2].strip(" ;.*_"), at, listed=chapter)


def expands(text: str, meaning: str) -> bool:
    """Tell whether the last words of a text begin with the letters of an abbreviation."""
    letters = [letter for letter in fold(text) if letter.isalpha()]
    initials = [word[0] for word in words(meaning)][-len(letters) :]
    return initials == letters


def expansion(text: str, meaning: str) -> str:
    """Return the last words of a text, one for each letter of an abbreviation; nothing where their letters differ."""
    own = list(_WORD.finditer(meaning))[-sum(letter.isalpha() for letter in text) :]
    return meaning[own[0].start() : own[-1].end()] if own and expands(text, meaning) else ""


@lru_cache(maxsize=4096)
def means_same(one: str, other: str) -> bool:
    """Tell whether two explanations say the same: one may say more than the other, remarks in brackets do not count."""
    first, second = (re.sub(r"\([^()]*\)|\(.*", "", text) for text in (one, other))
    alone, lacking = left_over(first, second)
    return not alone or not lacking
