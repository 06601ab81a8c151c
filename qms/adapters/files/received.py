"""The files that came from outside and lie beside the card of their document: `<code>.pdf` beside `<code>.yaml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from qms.adapters.files.sources import Source
from qms.model.document import Document

_OWN = (".md", ".markdown", ".yaml", ".yml")


def received(source: Source, documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of the received files by the code of their card; a card without one is left out.

    A file belongs to the card of its folder whose name it bears before any of its dots.
    """
    cards = {_key(item.path): item.code for item in documents if item.is_card and not item.translation}
    found: dict[str, tuple[str, ...]] = {}
    for folder in sorted({folder for folder, _name in cards}):
        for path in source.files(folder):
            code = _owner(path, cards)
            if code:
                found[code] = (*found.get(code, ()), path)
    return found


def ending(document: Document, path: str) -> str:
    """Return what the name of a received file has after that of its card: what an act knows it by, under any code."""
    return unicodedata.normalize("NFC", PurePosixPath(path).name)[len(_key(document.path)[1]) :]


def _key(path: str) -> tuple[str, str]:
    place = PurePosixPath(path)
    return place.parent.as_posix(), unicodedata.normalize("NFC", place.stem)


def _owner(path: str, cards: Mapping[tuple[str, str], str]) -> str:
    """Return the code of the card that a file lies beside; an empty text where there is none, or it is itself one."""
    if path.casefold().endswith(_OWN):
        return ""
    place = PurePosixPath(path)
    name, ways = unicodedata.normalize("NFC", place.name), []
    for at, letter in enumerate(name):
        if letter == ".":
            ways.append((place.parent.as_posix(), name[:at]))
    return next((cards[way] for way in reversed(ways) if way in cards), "")
