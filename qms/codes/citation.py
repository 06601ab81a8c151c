"""Codes that a text cites with characters that only look like the right ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qms.codes.lookalikes import skeleton
from qms.model.pattern import pattern

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DASH = f"[{_DASHES}]"
_NO_PROSE = ("`", "](", "://", "@")
_MAY_HOLD_ONE = pattern(rf"[\w.]{_DASH}[\w.]")
_TOKEN = pattern(rf"(?<![\w.])\w[\w.]*(?:{_DASH}[\w.]*\w)+")


class Meant(NamedTuple):
    """A part of a text that looks like a code: where it begins, what it is, the code that is meant."""

    start: int
    text: str
    code: str


def meant_in(text: str, looks: Mapping[str, str]) -> Iterator[Meant]:
    """Yield what looks like a code and is none; `looks` are the codes by their skeleton.

    The letters of a Kyrgyz ending after the code are no part of it. In a text without any digit nothing is a code.
    """
    if not _MAY_HOLD_ONE.search(text) or not any(map(str.isdigit, text)):
        return
    yield from _meant(text, looks)


def may_be_in(text: str, looks: Mapping[str, str]) -> bool:
    """Tell whether a whole text may hold what `meant_in` finds in one of its lines.

    Only words with a dash are looked at, each once: many times quicker than every line. A word of which a part may be
    no prose (an address, a code span) says yes.
    """
    there = [dash for dash in _DASHES if dash in text]
    all_words = set(text.split()) if there else set[str]()
    words = {word for dash in there for word in all_words if dash in word}
    return any(any(mark in word for mark in _NO_PROSE) or any(_meant(word, looks)) for word in words)


def _meant(text: str, looks: Mapping[str, str]) -> Iterator[Meant]:
    for found in _TOKEN.finditer(text):
        token = found[0]
        core = token.rstrip("абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя")
        for candidate in dict.fromkeys((token, core)):
            code = looks.get(skeleton(candidate))
            if code and code != candidate:
                if not token.startswith(code) and candidate.upper() != code.upper():
                    yield Meant(found.start(), candidate, code)
                break
