"""The revisions of a document as its versions and its file name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qms.model.change import Version
from qms.model.document import Document
from qms.rules.context import Context


class Named(NamedTuple):
    """A revision number, and the version that carries it; None for the file on disk."""

    number: int
    version: Version | None


def revisions(context: Context, code: str, document: Document | None = None) -> Iterator[Named]:
    """Yield the number of every version that has one, oldest first, and at last that of the file on disk."""
    for version in context.history.get(code, ()):
        if version.revision is not None:
            yield Named(version.revision, version)
    if document and document.revision is not None:
        yield Named(document.revision, None)
