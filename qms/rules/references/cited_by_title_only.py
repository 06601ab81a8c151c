"""The text cites a document of this system by its title alone.

Titles change and are spelt in many ways; the code leads to one document. A text that gives the code anywhere, or the
number of the document beside its title, is left alone; so are English words in quotation marks without a capital, and
addresses. Where a process has the same title, the document is meant if the text calls it one: «… процедурасы».

Flagged:
    -references
    body:
    # 1. Максаты

    Акт «Жазууларды башкаруу» процедурасы боюнча сакталат.

Accepted:
    body:
    # 1. Максаты

    Акт СМС-ДП-2.2-2024 «Жазууларды башкаруу» боюнча сакталат.

    Ошондой эле «Жазууларды башкаруу» боюнча.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.folding import words
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_QUOTED = pattern(r"[«\"“„]([^«»\"“”„|]{6,160})[»\"”“]")
_PROCESS = pattern(r"(?i)процесс|process")
_DOCUMENT = pattern(r"(?i)процедура|жобо|положени|инструкци|procedure|regulation|instruction")
NEAR = 20


def check(context: Context) -> Iterator[Finding]:
    """Compare what stands in quotation marks with the titles of all documents."""
    titles = context.outlook.titles
    for document in context.having(Sign.QUOTES):
        yield from _cited(context, document, titles)


def _cited(context: Context, document: Document, titles: Mapping[tuple[str, ...], str]) -> Iterator[Finding]:
    told = {document.code}
    reading = context.reading(document)
    for line in reading.prose:
        for quoted in _QUOTED.finditer(line.text):
            code = titles.get(words(quoted[1]), "")
            near = slice(max(0, quoted.start() - NEAR), quoted.end() + NEAR)
            around, written = line.text[near], reading.lines[line.number - document.body_line].text[near]
            if not code or code in told or code in document.body or not _is_title(quoted[1]):
                continue
            if _is_coded(context, line.text[: quoted.start()]):
                continue
            beside = around.replace(quoted[0], "")
            if _numbered(code, written) or _PROCESS.search(beside):
                continue
            if words(quoted[1]) in context.outlook.process_titles and not _DOCUMENT.search(beside):
                continue
            told.add(code)
            yield Finding(
                place(document, line, quoted.start(1)),
                msg('"{title}" is cited without its code', title=quoted[1]),
                msg('Write "{code}" before the title', code=code),
                document.code or document.path,
            )


def _is_coded(context: Context, before: str) -> bool:
    """Tell whether the word before a title is a code: which document it means is looked up by other rules."""
    word = before.rsplit(maxsplit=1)[-1].strip("(,;") if before.strip() else ""
    return bool(word and context.scheme.type_of(word))


def _is_title(text: str) -> bool:
    """Tell whether words begin like a title: addresses, names of channels and words of an English sentence do not."""
    return text[0].isalnum() and not "a" <= text[0] <= "z"


def _numbered(code: str, around: str) -> bool:
    """Tell whether the number of a document stands beside its title: `PEP 12, "…"`. Codes of several numbers do not."""
    numbers = re.findall(r"\d+", code)
    return len(numbers) == 1 and bool(re.search(rf"(?<!\d)0*{int(numbers[0])}(?!\d)", around))


RULE = Rule("RF008", Severity.WARNING, check, View.NEAR)
