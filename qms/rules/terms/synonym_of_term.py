"""The text uses another word for a term of the glossary.

The manual calls a nonconformity by five names; auditors and readers take them for five things. `synonyms:` of a term in
`registers/glossary.yaml` are the words that are not to be used. A sentence that has the term too explains the word.

Flagged:
    file: registers/glossary.yaml
    entries:
      - {term: {ky: туура келбөөчүлүк}, synonyms: [{ky: шайкеш келбестик}]}
    body:
    # 1. Максаты

    Шайкеш келбестиктер СМС-ДП-2.2-2024 боюнча жазылат.

Accepted:
    file: registers/glossary.yaml
    entries:
      - {term: {ky: туура келбөөчүлүк}, synonyms: [{ky: шайкеш келбестик}]}
    body:
    # 1. Максаты

    Туура келбөөчүлүк (шайкеш келбестик) СМС-ДП-2.2-2024 боюнча жазылат.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qms.codes.folding import fold
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.terms import GLOSSARY
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.sentences import sentences

RUSSIAN_STEM = 6


class Synonym(NamedTuple):
    """A word that is not to be used, the term in its place, and how to find both with whatever ending."""

    word: str
    term: str
    stem: str
    wanted: re.Pattern[str]
    meant: re.Pattern[str]


def check(context: Context) -> Iterator[Finding]:
    """Look for the first use of every synonym in every text."""
    synonyms = _synonyms(context)
    for document in context.readable:
        for synonym in synonyms.get(document.language, ()):
            if synonym.stem in context.reading(document).small:
                yield from _first(context, document, synonym)


def _synonyms(context: Context) -> dict[str, list[Synonym]]:
    found: dict[str, list[Synonym]] = {}
    for item in context.snapshot.terms if GLOSSARY not in context.broken else ():
        for language, texts in item.synonyms.items():
            term = item.term.get(language) or item.term.get("", "")
            for text in texts if term else ():
                stem = _stem(text.split()[0].lower())
                synonym = Synonym(text, term, stem, _inflected(text), _inflected(term))
                found.setdefault(language, []).append(synonym)
    return found


def _stem(word: str) -> str:
    """Return a word without what endings change: the last letters, a voiced last consonant."""
    if re.search("[өүң]", word) or len(word) < RUSSIAN_STEM:
        return word[:-1] if word[-1] in "кп" else word
    return word[:-2]


def _inflected(text: str) -> re.Pattern[str]:
    stems = (re.escape(fold(_stem(word.lower()))) + r"[^\W\d_]{0,9}" for word in text.split())
    return re.compile(rf"(?<![^\W_]){'[ -]'.join(stems)}")


def _first(context: Context, document: Document, synonym: Synonym) -> Iterator[Finding]:
    for line in context.reading(document).prose:
        if synonym.stem not in line.text.lower():
            continue
        for begin, sentence in sentences(line.text):
            folded = fold(sentence)
            found = synonym.wanted.search(folded)
            if found and not synonym.meant.search(folded):
                yield Finding(
                    place(document, line, begin + found.start()),
                    msg('"{word}" is used for "{term}"', word=sentence[slice(*found.span())], term=synonym.term),
                    msg('Write "{term}", as the glossary does', term=synonym.term),
                    document.code or document.path,
                )
                return


RULE = Rule("AB005", Severity.WARNING, check, View.ALONE)
