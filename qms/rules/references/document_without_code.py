"""The text relies on an internal document by its title alone, and the repository has none of that title.

Nobody can find it, and nobody sees when it changes (ISO 9001:2015, 7.5.3). Either it is a document of the system and
has a code, or it is another body's, and its number or date belongs beside the title.

Flagged:
    body:
    # Аудит

    Экзамендер «Курстук экзамендер жана зачеттор жөнүндө жобо» боюнча өткөрүлөт.

Flagged:
    body:
    # Аудит

    Отдел руководствуется «Положением о кадровом резерве».

Accepted:
    body:
    # Аудит

    Экзамендер «Курстук экзамендер жана зачеттор жөнүндө жобо» (29.05.2012-ж. № 346) боюнча өткөрүлөт.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.citations import expression
from qms.rules.context import Context
from qms.rules.folding import words
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_QUOTED = pattern(r"[«\"“„](?P<title>[^«»\"“”„|]{10,200})[»\"”“](?P<after>[^.;«»\"“”„|]{0,40})")
_KIND = (
    r"(?:жобо|тартиби?|эреже(?:лери)?|регламент\w*|нускама(?:сы)?|инструкци\w+|"
    r"положени\w+|порядок|порядк\w+|правила\w*|regulations?|instructions?|rules)"
)
_ENDS = pattern(rf"(?i)(?:\b{_KIND}\W*\Z|\A(?:положени|поряд[ок]|правил|регламент|инструкци)\w{{0,4}}\s)")
_AFTER = pattern(rf"(?i)\A[\s*)]*(?:жөнүндө(?:гү)?\s+)?(?:ички\s+)?{_KIND}")
_BEFORE = pattern(r"(?i)\b(?:положени|порядк|правила|регламент|инструкци)\w*\s+[*(]*\Z")
_IDENTIFIED = pattern(r"№|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b")
AROUND = 60


def check(context: Context) -> Iterator[Finding]:
    """Look at every title in quotation marks that is one of a regulation, an order of work or an instruction."""
    codes = expression(context.scheme)
    if codes is None:
        return
    titles = context.outlook.all_titles
    for document in context.having(Sign.QUOTES, context.having(Sign.REGULATIONS)):
        for line in context.reading(document).prose:
            for found in _QUOTED.finditer(line.text):
                around = line.text[max(0, found.start() - AROUND) : found.end() + AROUND]
                if (
                    not _is_document(line.text, found)
                    or _IDENTIFIED.search(around)
                    or codes.search(around)
                    or words(found["title"]) in titles
                ):
                    continue
                yield Finding(
                    place(document, line, found.start("title")),
                    msg('"{title}" is cited without code, number or date', title=found["title"]),
                    msg("Write its code; of a document of another body write the number and date"),
                    document.code or document.path,
                )


def _is_document(text: str, found: re.Match[str]) -> bool:
    """Tell whether a title in quotation marks, or the words beside it, speak of a regulation or an instruction."""
    before = text[max(0, found.start() - AROUND) : found.start()]
    return any((_ENDS.search(found["title"]), _AFTER.match(found["after"]), _BEFORE.search(before)))


RULE = Rule("RF014", Severity.WARNING, check, View.NEAR)
