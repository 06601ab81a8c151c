"""Codes of this system that a text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qms.codes.scheme import Scheme
from qms.model.document import Document
from qms.model.location import Location
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, prose

_ALONE = r"(?<![\w-])"
_NAMED_GROUP = pattern(r"\(\?P<s\d+>")


class Citation(NamedTuple):
    """A code as it stands in a text, and where."""

    code: str
    at: Location


def expression(scheme: Scheme) -> re.Pattern[str] | None:
    """Return the regular expression of every code of the system within a text; None where no pattern is known.

    Nothing of a longer code may follow; a Kyrgyz suffix may.
    """
    patterns = sorted({_NAMED_GROUP.sub("(?:", grammar.expression.pattern) for grammar in scheme.grammars.values()})
    if not patterns:
        return None
    return re.compile(rf"{_ALONE}(?:{'|'.join(patterns)})(?![0-9]|[-./][0-9])")


@lru_cache(maxsize=8)
def _anywhere(wanted: re.Pattern[str]) -> re.Pattern[str]:
    """Return the expression without what must stand before it: one that begins with letters is found many times as
    quickly, and mostly there is none.
    """
    return re.compile(wanted.pattern.removeprefix(_ALONE), wanted.flags)


def citations(context: Context, document: Document, wanted: re.Pattern[str]) -> Iterator[Citation]:
    """Yield the codes that stand in the body of a document."""
    for line in prose(context, document, wanted) if _anywhere(wanted).search(document.body) else ():
        for found in wanted.finditer(line.text):
            yield Citation(found[0], place(document, line, found.start()))
