"""Codes that a text cites with characters that only look like the right ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qms.codes.lookalikes import skeleton

_DASH = "[-\u2010-\u2015\u2212]"
_MAY_HOLD_ONE = re.compile(rf"[\w.]{_DASH}[\w.]")
_TOKEN = re.compile(rf"(?<![\w.])\w[\w.]*(?:{_DASH}[\w.]*\w)+")


class Meant(NamedTuple):
    """A part of a text that looks like a code: where it begins, what it is, the code that is meant."""

    start: int
    text: str
    code: str


def meant_in(text: str, looks: Mapping[str, str]) -> Iterator[Meant]:
    """Yield what looks like a code and is none; `looks` are the codes by their skeleton.

    The letters of a Kyrgyz ending after the code are no part of it.
    """
    if not _MAY_HOLD_ONE.search(text) or not any(map(str.isdigit, text)):
        return
    for found in _TOKEN.finditer(text):
        token = found[0]
        core = token.rstrip("абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя") or token
        for candidate in dict.fromkeys((token, core)):
            code = looks.get(skeleton(candidate))
            if code and code != candidate:
                if not token.startswith(code) and candidate.upper() != code.upper():
                    yield Meant(found.start(), candidate, code)
                break
