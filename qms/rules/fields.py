"""The fields of a front matter or card, and which of them hold what kind of value."""

from __future__ import annotations

import difflib

from qms.model.document import Document
from qms.model.field import Scalar, Sequence

ALWAYS = ("code", "title")
TEXTS = ("code", "type", "level", "owner", "process", "language", "translates")
LISTS = ("clauses", "references", "replaces", "aliases", "applies_to")
DATES = frozenset({"adopted", "checked", "date", "effective", "expires", "received", "registered", "valid_until"})
KNOWN = frozenset(
    {"title", "revision", "keywords", "note", "designation", "issuer", "edition", "kind", "location", "url", "file"}
    | {*TEXTS, *LISTS, *DATES}
)


def nearest(name: str) -> str:
    """Return the known field that was meant by a name that is none, or an empty text."""
    return "".join(difflib.get_close_matches(name.casefold(), sorted(KNOWN), n=1, cutoff=0.75))


def mistyped(document: Document) -> dict[str, str]:
    """Return the fields that nobody knows but that look like a known one, which itself is missing: meant -> written."""
    return {
        meant: name
        for name in document.front.entries
        if name not in KNOWN and (meant := nearest(name)) and meant not in document.front.entries
    }


def listed(document: Document, name: str) -> tuple[Scalar, ...]:
    """Return the values of a list; none where the field is no list, which a rule of its own reports."""
    return document.front.scalars(name) if isinstance(document.front.entries.get(name), Sequence) else ()
