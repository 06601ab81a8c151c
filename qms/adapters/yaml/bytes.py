"""Edits of one value in a file: every byte outside the value stays as it is (comments, order, quotes, line ends)."""

from __future__ import annotations

import re

from qms.adapters.files.text import lines
from qms.model.field import Scalar

_MARK = "\ufeff"
# What may follow a plain value: the end of the line, a comment, the end of an entry of a flow collection.
_AFTER_PLAIN = re.compile(r"[ \t]*(?:[\r\n]|\Z|[,\]}]|:(?:\s|\Z))|[ \t]+#")


def replace_scalar(data: bytes, scalar: Scalar, text: str) -> bytes:
    """Return `data` with `text` in the place of `scalar`.

    `text` is written as it is, between the quotation marks that are there. ValueError where the file does not hold
    the value at its place, on one line and letter for letter.
    """
    found = lines(data.decode("utf-8"))
    index, column = scalar.at.line - 1, scalar.at.column - 1
    if not scalar.text or index >= len(found):
        raise ValueError(scalar)
    if index == 0 and found[0].startswith(_MARK):
        column += 1
    before, after = found[index][:column], found[index][column:]
    quote = after[:1] if scalar.quoted else ""
    old = quote + scalar.text
    rest = after.removeprefix(old)
    if rest == after or not _ends(rest, quote):
        raise ValueError(scalar)
    found[index] = before + quote + text + rest
    return "".join(found).encode("utf-8")


def _ends(rest: str, quote: str) -> bool:
    """Tell whether the value ends here: at the same quotation mark, or where a plain value may end."""
    if quote:
        return quote in "\"'" and rest.startswith(quote) and not rest.startswith("''")
    return _AFTER_PLAIN.match(rest) is not None
