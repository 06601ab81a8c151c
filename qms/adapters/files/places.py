"""Which files of a repository are documents: those below folders, or those that patterns such as `EIPS/*.md` name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qms.adapters.files.sources import CommitTree, Source
from qms.model.pattern import pattern
from qms.model.settings import Keys

NOT_DOCUMENTS = frozenset({"readme.md"})
TEXTS = (".md", ".markdown", ".rst", ".txt", ".mediawiki", ".adoc")
CARDS = (".yaml", ".yml", ".json")
_OWN = (".md", ".yaml", ".yml")
_WILD = pattern(r"[*?]")


def is_document(path: str) -> bool:
    """Tell by its name whether a file is a document; a README is about a folder and is none."""
    name = path.rpartition("/")[2].casefold()
    return name.endswith(_OWN) and name not in NOT_DOCUMENTS


def is_glob(place: str) -> bool:
    """Tell whether a place is a pattern or one file rather than a folder."""
    return bool(_WILD.search(place)) or place.casefold().endswith((*TEXTS, *CARDS))


def base(place: str) -> str:
    """Return the folder in which everything lies that a pattern may name; empty for the root."""
    parts = place.split("/")
    wild = next((at for at, part in enumerate(parts) if _WILD.search(part)), len(parts) - 1)
    return "/".join(parts[: min(wild, len(parts) - 1)])


def owns(keys: Keys, path: str) -> bool:
    """Tell whether a file of the repository is a document (or the card beside one)."""
    if not keys.globs:
        return path.startswith(_folders(keys.documents)) and is_document(path)
    found, left_out = _expression(keys.globs), _expression(keys.exclude)
    if not found.fullmatch(path) or "/." in f"/{path}" or left_out.fullmatch(path):
        return False
    return path.rpartition("/")[2].partition(".")[0].casefold() != "readme"


def document_files(source: Source, keys: Keys) -> tuple[str, ...]:
    """Return the files that are documents, sorted within each place; a card beside a text belongs to that text."""
    places = keys.globs or keys.documents
    found = dict.fromkeys(path for place in places for path in _below(source, place) if owns(keys, path))
    if "beside" not in keys.metadata:
        return tuple(found)
    texts = {stem(path) for path in found if path.casefold().endswith(TEXTS)}
    return tuple(path for path in found if not is_card(path) or stem(path) not in texts)


def is_card(path: str) -> bool:
    """Tell whether a file is a YAML or JSON file."""
    return path.casefold().endswith(CARDS)


def cards(path: str) -> tuple[str, ...]:
    """Return the paths at which the card of a text may lie."""
    return tuple(stem(path) + ending for ending in CARDS)


def stem(path: str) -> str:
    """Return a path without its ending."""
    name, dot, ending = path.rpartition("/")[2].rpartition(".")
    return path[: -len(ending) - 1] if name and dot and ending else path


def _below(source: Source, place: str) -> Iterable[str]:
    folder = base(place) if is_glob(place) else place
    if folder:
        return source.files(folder)
    return sorted(source.entries) if isinstance(source, CommitTree) else _on_disk(source)


def _on_disk(source: Source) -> Iterator[str]:
    return (path.removeprefix("./") for path in source.files("."))


@lru_cache(maxsize=64)
def _folders(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{place}/" for place in places)


@lru_cache(maxsize=64)
def _expression(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Return the regular expression of several patterns; a folder stands for all documents below it."""
    return re.compile("|".join(f"(?:{_translated(place)})" for place in globs) or r"(?!)")


def _translated(place: str) -> str:
    if not is_glob(place):
        return rf"{re.escape(place)}/.*\.(?:md|ya?ml)"
    text = ""
    for part in re.split(r"(\*\*/|\*\*|\*|\?)", place):
        text += {"**/": r"(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
    return text
