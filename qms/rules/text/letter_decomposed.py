"""A letter is written as two characters: a plain letter and a mark over it.

«й» and «ё» that come from some systems as two characters look right, yet no search finds the word, and a code or a file
name with such a letter is another one. `qms fix` writes them as one.

Flagged:
    body:
    # Аудит

    Ички аудит жылына бир жолу еткөрүлөт, ар ки<U+0438><U+0306> бөлүмдө.

Flagged:
    title: {ky: Ички аудит, ru: Внутренни<U+0438><U+0306> аудит}

Accepted:
    body:
    # Аудит

    Ар бир бөлүм өзүнүн кайра кароо күнүн билет, ёлка жана йогурт деген сөздөр да туура.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_PAIR = pattern("[^\\W\\d_][\u0300-\u036f]+")


def check(context: Context) -> Iterator[Finding]:
    """Look at every line and every value; one finding a line."""
    for document in context.having(Sign.UNUSUAL):
        for line in () if is_normalized("NFC", document.body) else context.reading(document).lines:
            found = _pair(line.text)
            if found:
                yield _finding(found[0], place(document, line, found.start()), document)
    for document in context.readable:
        for scalar in _scalars(document.front):
            found = _pair(scalar.text)
            if found:
                yield _finding(found[0], scalar.at, document)


def _pair(text: str) -> re.Match[str] | None:
    if is_normalized("NFC", text):
        return None
    return next((pair for pair in _PAIR.finditer(text) if not is_normalized("NFC", pair[0])), None)


def _finding(letters: str, at: Location, document: Document) -> Finding:
    message = msg(
        'The letter "{letter}" is written as {count} characters',
        letter=normalize("NFC", letters),
        count=len(letters),
    )
    return Finding(at, message, msg('"qms fix" writes it as one'), document.code or document.path)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Table):
        for value in node.entries.values():
            yield from _scalars(value)


RULE = Rule("TX019", Severity.WARNING, check, View.ALONE)
