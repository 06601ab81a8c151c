"""The references that documents make in their front matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from qms.model.document import Document
from qms.model.location import Location
from qms.rules.context import Context
from qms.rules.fields import listed


class Reference(NamedTuple):
    """A reference: the document that makes it, the code it names, where it stands."""

    document: Document
    code: str
    at: Location


def references(context: Context, field: str = "references") -> Iterator[Reference]:
    """Yield the references of all documents, of translations too."""
    for document in context.readable:
        for item in listed(document, field):
            yield Reference(document, unicodedata.normalize("NFC", item.text.strip()), item.at)
