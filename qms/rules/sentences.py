"""The sentences of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?<=[^\W\d_]{3})[.!?…]+[)»\"”]?\s+(?=[«\"“(]?[^\W\d_])|(?<=[»\"”)])[.!?]\s+|;\s+|\|")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences, items after semicolons and table cells of a line, each with the index where it begins."""
    begin = 0
    for end in _END.finditer(text):
        yield begin, text[begin : end.end()]
        begin = end.end()
    yield begin, text[begin:]
