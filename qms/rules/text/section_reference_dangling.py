"""The text refers to a section that it does not have.

After sections were moved or renumbered the reference leads nowhere; so does a title that no heading has. A section of a
standard, a law or another document that stands in the same sentence is not meant, nor one behind a link; a text whose
sections have no numbers speaks of those of others.

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

Flagged:
    body:
    # 1. Максаты

    Укуктар ушул жобонун 7.3-пунктунда.

Accepted:
    -references
    body:
    # 1. Максаты

    ISO 9001:2015 стандартынын 7.5-пункту жана ушул документтин 1-бөлүмү.

    ## 1.1. Чөйрөсү

    Мөөнөттөр 1.2-пунктта берилген.

    1.2. Мөөнөт – беш күн.

Accepted:
    -references
    body:
    # 1. Максаты

    Программа IEC 62304:2006+A1:2015, section 7 боюнча текшерилет.

    62304 категориялары section 5.2.2 боюнча.

    Көчүрмөлөр мындай сакталат: [Копиялар](../x.md)
    section 7.

Accepted:
    -references
    body:
    # Максаты

    Толтуруу: 9-пунктта ишти, 10-пунктта мөөнөттү жазыңыз.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.folding import same
from qms.rules.prose import place
from qms.rules.reading import Line, Reading
from qms.rules.rule import Finding, Rule, View
from qms.rules.sentences import sentences
from qms.rules.signs import Sign

_PLACE = r"\d{1,2}(?:\.\d{1,2})*"
_REFERENCE = pattern(
    rf"(?<![\w.-])({_PLACE})\.?[-–—](?:бөлүм|пункт|подпункт|тиркеме)"
    rf"|(?<!\w)(?:(?:[Пп]од)?[Рр]аздел\w{{0,3}}|[Пп]ункт\w{{0,3}}|[Пп]\.(?:\s?п\.)?|[Ss]ection|[Cc]lause|[Ii]tem)"
    rf"\s+(?:№\s*)?({_PLACE})(?![\w%-]|\s%)"
)
_QUOTED = r"[«\"“][^«»\"“”]{3,80}[»\"”]"
_BY_TITLE = pattern(
    rf"((?:{_QUOTED},?\s*(?:жана\s+)?){{1,5}})б[өое]л[үу]м\w*\s+кара|(?:[Сс]м\.|[Ss]ee)\s+(?:раздел\w*|sections?)\s+({_QUOTED})"
)
_NAMED = pattern(r"[«\"“]|[^\W\d_]{2,12}-\S{0,60}\d")
"""A title in quotation marks, or a code: the section of that document is meant."""
_SEEN = pattern("кара|[Сс]м\\.|[Ss]ee ")
MOST = 300
_ORDINAL = pattern(rf"(?:(?:[Рр]аздел|[Пп]ункт|[Гг]лава|[Ss]ection|[Cc]lause|[Cc]hapter)\s+)?({_PLACE})(?!\d)")
"""How the number of a heading is written: `5.3. Title`, «3-тиркеме», «Раздел 5»."""
_LEADING = pattern(r"\A\d[\d.]*\s+")
_PARTS = ("-бөлүм", "–бөлүм", "ункт", "-тиркеме", "аздел", "п. ", "П. ", "ection ", "lause ", "tem ", " кара")
_ELSEWHERE = pattern(
    r"(?i)стандарт|мыйзам|закон|устав|кодекс|токтом|постановлен|жарлык|указ[аеуо ]|iso\b|исо\b|гост"
    r"|жобо|положени|буйру|приказ|келишим|договор|процедура|руководств|жетектеме|инструкци"
    r"|standard|law\b|act\b|manual|procedure|document|rfc|spec\b|specification|template|guide|paper\b|agreement"
    r"|regulation\b|directive|annex [IVX]|\brev\.|шаблон|договорённост|регламент|\d of (?!this)"
    r"|(?-i:\b(?:IEC|EN|DIN|ANSI|ASTM|IEEE|NIST|CFR|FDA|MDR|IVDR|GDPR|PCI|МЭК|ОСТ|СТО|СНиП|СанПиН)\b)"
    r"|(?<![\w.,/])\d{5}(?![\w.,/])"
)
"""Words and numbers that name another text: `62304 categories from section 5.2.2`."""

_LINK = pattern(r"\]\([^)]*\)[*_]*\s*\Z")
_OWN_KINDS = r"(?:документ|жобо|процедура|жетектеме|инструкция|нускама|эреже|тартип)"
_OWN_BEFORE = pattern(rf"(?i)(?<!\w)ушул\s+{_OWN_KINDS}\w{{0,8}}\s+\Z")
_OWN_AFTER = pattern(r"(?i)[\d.,–и\s-]{0,20}\sнастоящ(?:его|ей|их)\s(?!стандарт|закон)")


def check(context: Context) -> Iterator[Finding]:
    """Look every number up among the headings and the numbered paragraphs; one finding for each number of a line."""
    for document in context.having(Sign.SECTIONS, context.marked):
        reading = context.reading(document)
        numbers = _numbers(reading)
        for line in reading.prose:
            if any(part in line.text for part in _PARTS):
                found = {number: at for at, number in _references(line, reading) if number not in numbers}
                found |= {title: at for at, title in _titles(line, reading)}
                yield from (_finding(document, line, at, name) for name, at in found.items())


def _references(line: Line, reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the references of a line to sections; those of sentences that name another document are left alone."""
    if not _has_numbers(reading):
        return
    written = reading.lines[line.number - reading.document.body_line].text
    for begin, sentence in sentences(line.text):
        found = tuple(_REFERENCE.finditer(sentence))
        if found and (_ELSEWHERE.search(sentence) or _NAMED.search(_REFERENCE.sub("", sentence))):
            found = tuple(match for match in found if _is_own(sentence, match))
        for match in found:
            group = 1 if match[1] else 2
            behind = not line.text[: begin + match.start()].strip() and _is_behind_link(line, reading)
            if not (behind or _is_link(written, begin + match.start(group))):
                yield begin + match.start(group), match[group]


def _is_own(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether a reference says itself that it means this text, whatever else its sentence names."""
    return bool(_OWN_BEFORE.search(sentence[: match.start()]) or _OWN_AFTER.match(sentence[match.end() :]))


def _has_numbers(reading: Reading) -> bool:
    """Tell whether sections of a text have numbers: those of headings, or of paragraphs, such as 8.2."""
    return any(_ORDINAL.match(section.title) for section in reading.headings) or any("." in n for n in reading.numbered)


def _is_link(text: str, at: int) -> bool:
    """Tell whether a place of a line belongs to the words of a link: it says itself where it leads."""
    return text.rfind("[", 0, at) > text.rfind("]", 0, at) and "](" in text[at:]


def _is_behind_link(line: Line, reading: Reading) -> bool:
    """Tell whether the line above ends with a link: the section is one of the text that it leads to."""
    at = line.number - reading.document.body_line
    return at > 0 and bool(_LINK.search(reading.lines[at - 1].text[-MOST:]))


def _titles(line: Line, reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the titles in quotation marks that a reference names and no heading has."""
    for found in _BY_TITLE.finditer(line.text) if _SEEN.search(line.text) else ():
        group = 1 if found[1] else 2
        for quoted in re.finditer(_QUOTED, found[group]):
            title = quoted[0][1:-1]
            if not any(same(title, _LEADING.sub("", section.title)) for section in reading.headings[:MOST]):
                yield found.start(group) + quoted.start() + 1, title


def _numbers(reading: Reading) -> frozenset[str]:
    """Return the numbers of headings («3-тиркеме» too), and of paragraphs, items and rows that begin with one."""
    ordinals = (_ORDINAL.match(section.title) for section in reading.headings)
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


RULE = Rule("TX012", Severity.ERROR, check, View.ALONE)
