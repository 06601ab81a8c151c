"""What was read of the texts of documents, which all rules share: a text is read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qms.model.document import Document
from qms.rules.reading import Reading
from qms.rules.signs import Sign, signs

MOST_READ = 500
"""So many texts are kept in parts: some 20 KB each."""


class Readings:
    """The parts of the texts that were read last, and the signs of all that were looked at."""

    def __init__(self) -> None:
        self._parts: dict[str, Reading] = {}
        self._signs: dict[str, tuple[Document, frozenset[Sign]]] = {}

    def of(self, document: Document) -> Reading:
        """Return the parts of a text. Of very many texts only the last ones are kept: most rules pass over most texts
        without reading them.
        """
        found = self._parts.get(document.path)
        if found is None or found.document is not document:
            while len(self._parts) >= MOST_READ:
                del self._parts[next(iter(self._parts))]
            found = self._parts[document.path] = Reading(document)
        return found

    def having(self, sign: Sign, among: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents whose text has a sign; each is looked at once."""
        known = self._signs
        for document in among:
            found = known.get(document.path)
            if found is None or found[0] is not document:
                found = known[document.path] = document, signs(document.body)
            if sign in found[1]:
                yield document
