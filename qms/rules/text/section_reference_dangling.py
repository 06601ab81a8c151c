"""The text refers to a section that it does not have.

After sections were moved or renumbered the reference leads nowhere; so does a title that no heading has. A section of a
standard, a law or another document that stands in the same sentence is not meant.

Flagged:
    body:
    # 1. Максаты

    Мөөнөттөр 5.3-бөлүмдө берилген.

Flagged:
    body:
    # 1. Максаты

    Мөөнөттөр (6.2-пункт) өзгөрбөйт.

Flagged:
    body:
    # 1. Максаты

    Мөөнөттөр өзүнчө берилген («Жакшыртуу» бөлүмүн караңыз).

Accepted:
    -references
    body:
    # 1. Максаты

    ISO 9001:2015 стандартынын 7.5-пункту жана ушул документтин 1-бөлүмү.

    ## 1.1. Чөйрөсү

    Мөөнөттөр 1.2-пунктта берилген.

    1.2. Мөөнөт – беш күн.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.folding import same
from qms.rules.prose import place
from qms.rules.reading import Line, Reading
from qms.rules.rule import Finding, Rule
from qms.rules.sentences import sentences

_PLACE = r"\d{1,2}(?:\.\d{1,2})*"
_REFERENCE = re.compile(
    rf"(?<![\w.-])({_PLACE})\.?[-–—](?:бөлүм|пункт|подпункт|тиркеме)"
    rf"|(?<!\w)(?:(?:[Пп]од)?[Рр]аздел\w{{0,3}}|[Пп]ункт\w{{0,3}}|[Пп]\.(?:\s?п\.)?|[Ss]ection|[Cc]lause|[Ii]tem)"
    rf"\s+(?:№\s*)?({_PLACE})(?![\w%-]|\s%)"
)
_QUOTED = r"[«\"“][^«»\"“”]{3,80}[»\"”]"
_BY_TITLE = re.compile(
    rf"((?:{_QUOTED},?\s*(?:жана\s+)?)+)б[өое]л[үу]м\w*\s+кара|(?:[Сс]м\.|[Ss]ee)\s+(?:раздел\w*|sections?)\s+({_QUOTED})"
)
_SEEN = re.compile("кара|[Сс]м\\.|[Ss]ee ")
_LEADING = re.compile(r"\A\d[\d.]*\s+")
_PARTS = ("-бөлүм", "–бөлүм", "ункт", "-тиркеме", "аздел", "п. ", "П. ", "ection ", "lause ", "tem ", " кара")
_ELSEWHERE = re.compile(
    r"(?i)стандарт|мыйзам|закон|устав|кодекс|токтом|постановлен|жарлык|указ[аеуо ]|iso\b|исо\b|гост"
    r"|жобо|положени|буйру|приказ|келишим|договор|процедура|руководств|жетектеме|инструкци"
    r"|standard|law\b|act\b|manual|procedure|document"
)


def check(context: Context) -> Iterator[Finding]:
    """Look every number up among the headings and the numbered paragraphs."""
    for document in context.readable:
        reading = context.reading(document)
        for line in reading.prose if any(part in document.body for part in _PARTS) else ():
            for at, number in _references(line, reading) if any(part in line.text for part in _PARTS) else ():
                yield _finding(document, line, at, number)
            for at, title in _titles(line, reading) if _SEEN.search(line.text) else ():
                yield _finding(document, line, at, title)


def _references(line: Line, reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the references of a line to sections that are not there; those to another document are left alone."""
    for begin, sentence in sentences(line.text):
        for found in _REFERENCE.finditer(sentence):
            group = 1 if found[1] else 2
            number = found[group]
            if not _ELSEWHERE.search(sentence) and not _of_another(sentence, found) and number not in _numbers(reading):
                yield begin + found.start(group), number


def _titles(line: Line, reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the titles in quotation marks that a reference names and no heading has."""
    headings = [_LEADING.sub("", section.title) for section in reading.headings]
    for found in _BY_TITLE.finditer(line.text):
        group = 1 if found[1] else 2
        for quoted in re.finditer(_QUOTED, found[group]):
            title = quoted[0][1:-1]
            if not any(same(title, heading) for heading in headings):
                yield found.start(group) + quoted.start() + 1, title


def _of_another(sentence: str, found: re.Match[str]) -> bool:
    """Tell whether a code or a title in quotation marks stands in the sentence: its section is meant."""
    around = sentence[: found.start()] + sentence[found.end() :]
    return bool(re.search(r"[«\"“]|[^\W\d_]{2,}-[^\s]*\d", around))


def _numbers(reading: Reading) -> frozenset[str]:
    """Return the numbers of headings («3-тиркеме» too), and of paragraphs, items and rows that begin with one."""
    ordinals = (re.match(r"(\d+)-", section.title) for section in reading.headings)
    return reading.numbered.union(
        (section.number for section in reading.headings), (found[1] for found in ordinals if found)
    )


def _finding(document: Document, line: Line, at: int, number: str) -> Finding:
    return Finding(
        place(document, line, at),
        msg('There is no section "{number}"', number=number),
        msg("Write the number of the section that is meant, or name the document that has it"),
        document.code or document.path,
    )


RULE = Rule("TX012", Severity.ERROR, check)
