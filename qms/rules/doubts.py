"""Characters of a code that stand for others of the same look."""

from __future__ import annotations

from qms.codes.lookalikes import Doubtful, differences, misplaced
from qms.model.document import Document
from qms.model.field import Scalar
from qms.model.location import Location
from qms.rules.context import Context


def doubts(context: Context, code: str) -> tuple[Doubtful, ...]:
    """Return the characters of a code that look like the right ones and are others; none in a code that is right."""
    if not code or context.scheme.type_of(code):
        return ()
    meant = context.scheme.meant(code)
    return differences(code, meant) if meant else misplaced(code)


def code_place(document: Document, column: int) -> Location:
    """Return the place of a character of a document's code, counted from 1."""
    at = document.at("code")
    node = document.front.entries.get("code")
    quoted = isinstance(node, Scalar) and node.quoted
    return Location(at.path, at.line, at.column + column - 1 + quoted)
