"""The settings write one word of the codes in two scripts, or mix scripts within a word.

«СМС» in Cyrillic and «CMC» in Latin letters look the same and are two codes: whoever types one never finds the other.
One pattern may hold words of both scripts (`F-DP-А02`), one word may not.

Flagged:
    edit: qms.yaml
    СМС-{type}-{number:4}-{year} = CMC-{type}-{number:4}-{year}

Flagged:
    edit: qms.yaml
    СМС-{type}-{number:4}-{year} = СMС-{type}-{number:4}-{year}

Accepted:
    edit: qms.yaml
    СМС-{type}-{number:4}-{year} = QMS-{type}-{number:4}-{year}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qms.codes.lookalikes import skeleton
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

_WORD = pattern(r"[^\W\d_]+")
_SLOT = pattern(r"\{[^{}]*\}")


def check(context: Context) -> Iterator[Finding]:
    """Compare the words of all types and patterns by their look; the spelling that came first is right."""
    first: dict[str, str] = {}
    help_ = msg("Write all letters of the word in one script, and the word the same everywhere")
    for word, at, kind in _words(context):
        if len({unicodedata.name(letter, "").partition(" ")[0] for letter in word}) > 1:
            yield Finding(at, msg('The word "{word}" of the codes mixes two scripts', word=word), help_, kind)
            continue
        other = first.setdefault(skeleton(word), word)
        if other.casefold() != word.casefold():
            wrong = msg('"{word}" looks like "{other}" and is written in another script', word=word, other=other)
            yield Finding(at, wrong, help_, kind)


def _words(context: Context) -> Iterator[tuple[str, Location, str]]:
    """Yield the words of codes: ids of types, then the fixed text of patterns."""
    types = context.snapshot.settings.types.values()
    for kind in types:
        for found in _WORD.finditer(kind.id):
            yield found[0], kind.location, kind.id
    for kind in types:
        blank = _SLOT.sub(lambda found: " " * len(found[0]), kind.code)
        for found in _WORD.finditer(blank):
            yield found[0], kind.location._replace(column=kind.location.column + found.start()), kind.id


RULE = Rule("ST005", Severity.ERROR, check, View.HEADS)
