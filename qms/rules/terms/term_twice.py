"""A term stands twice in the glossary.

Two definitions of one term are two truths; a word that is named as a synonym of one term and defined as another is
both forbidden and asked for.

Flagged:
    file: registers/glossary.yaml
    entries:
      - {term: {ky: аудит}, definition: {ky: Текшерүү}}
      - {term: {ky: Аудит}, definition: {ky: Процесс}}

Flagged:
    file: registers/glossary.yaml
    entries:
      - {term: {ky: тобокелчилик}, synonyms: [{ky: тобокелдик}]}
      - {term: {ky: тобокелдик}}

Accepted:
    file: registers/glossary.yaml
    entries:
      - {term: {ky: аудит, ru: аудит}}
      - {term: {ky: ички аудит, ru: внутренний аудит}}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look through the terms and synonyms of every language; one finding a row."""
    seen: dict[tuple[str, str], Location] = {}
    for item in context.snapshot.terms:
        names = [(language, text) for language, text in item.term.items() if text]
        names += [(language, text) for language, texts in item.synonyms.items() for text in texts]
        twice = [(text, before) for language, text in names if (before := seen.get((language, text.lower())))]
        if twice:
            text, before = twice[0]
            message = msg('"{term}" stands in line {line} already', term=text, line=before.line)
            yield Finding(item.location, message, msg("Keep one of the two"), text)
        for language, text in names:
            seen.setdefault((language, text.lower()), item.location)


RULE = Rule("AB006", Severity.ERROR, check, View.HEADS)
