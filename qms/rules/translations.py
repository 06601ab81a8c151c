"""Translations beside their originals."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.document import Document
from qms.rules.context import Context


def translations(context: Context) -> Iterator[tuple[Document, Document]]:
    """Yield every translation with its original, where both have a text."""
    for document in context.readable:
        original = context.documents.get(document.code) if document.translation else None
        if original and not document.is_card and not original.is_card:
            yield document, original
