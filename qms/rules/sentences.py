"""The sentences of a line."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.pattern import pattern

_END = pattern(r"(?<=[^\W\d_]{3})[.!?…]+[)»\"”]?\s+(?=[«\"“(]?[^\W\d_])|(?<=[»\"”)])[.!?]\s+|;\s+|\|")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences, items after semicolons and table cells of a line, each with the index where it begins."""
    begin = 0
    for end in _END.finditer(text):
        yield begin, text[begin : end.end()]
        begin = end.end()
    yield begin, text[begin:]
