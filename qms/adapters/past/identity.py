"""What history needs to know of a text: its code and revision, without reading the whole front matter.

A repository of 1,000 documents has 10,000 texts in its history. Nearly all of them have a front matter of one plain
line a field, from which the few fields are taken as they stand; any other is read by `documents.read_document`, whose
answer is the right one (a test compares the two on the same bytes).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from qms.adapters.files.documents import LARGEST, is_translation, read_document
from qms.adapters.yaml import plain
from qms.model.document import read_revision
from qms.model.pattern import pattern
from qms.model.settings import Settings

FIELDS = frozenset({"code", "revision", "language", "translates"})
_BELOW = rf"(?:  {plain.KEY}: {plain.SCALAR}\n)*"
_LINE = rf"{plain.KEY}: (?:{plain.SCALAR}|{plain.LIST}|{plain.MAP})\n|{plain.KEY}:\n{_BELOW}"
_SIMPLE = pattern(rf"---\n(?:{_LINE})*---\n")
_FIELD = pattern(r"(?m)^(code|revision|language|translates):[ ]*(.*)$")


class Identity(NamedTuple):
    """The code and revision of a text (None: it names none), whether it is a translation, the SHA-256 of its bytes."""

    code: str
    revision: int | None
    translation: bool
    sha256: str


def identify(data: bytes, path: str, settings: Settings) -> Identity:
    """Return the identity of a text; never raises on any bytes."""
    quick = None if settings.keys.foreign or len(data) > LARGEST or not path.endswith(".md") else _quick(data)
    if quick is None:
        document = read_document(data, path, settings)
        return Identity(document.code, document.revision, document.translation, document.sha256)
    translation = is_translation(path, quick.get("language", ""), quick.get("translates", ""), settings)
    return Identity(
        unicodedata.normalize("NFC", quick["code"]),
        read_revision(quick.get("revision", "")),
        translation,
        hashlib.sha256(data).hexdigest(),
    )


def _quick(data: bytes) -> Mapping[str, str] | None:
    """Return the fields of a front matter of plain lines; None where anything in it needs the whole reader."""
    end = data.find(b"\n---\n", 3, 8_000)
    if end < 0 or b"\0" in data:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return _fields(data[: end + 5])


@lru_cache(maxsize=256)
def _fields(front_matter: bytes) -> Mapping[str, str] | None:
    """Return the fields; most texts follow one that has the same front matter."""
    head = front_matter.decode("utf-8")
    if not _SIMPLE.fullmatch(head) or not head.replace("\n", "").isprintable():
        return None
    found: dict[str, str] = {}
    for name, text in _FIELD.findall(head):
        value = text.strip(" ")
        if name in found or not value or value[0] in "\"'[{" or value in {"null", "Null", "NULL"}:
            return None
        found[name] = value
    return found if "code" in found else None
