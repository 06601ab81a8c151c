"""The pictures that a text shows, as files of the repository: they are a part of what is approved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from qms.adapters.files.sources import Source
from qms.errors import RenderError
from qms.model.document import Document
from qms.model.location import Location


def pictures(document: Document) -> Mapping[str, str]:
    """Return the paths of the pictures of a text by the names that it calls them; only of those in the repository."""
    if "![" not in document.body or not document.is_markdown:
        return {}
    from qms.adapters.markdown.tree import images, tree  # only a text with pictures needs the library

    try:
        names = images(tree(document.body))
    except RenderError:  # a text that is too long to be set
        return {}
    folder = PurePosixPath(document.path).parent
    return {name: (folder / name).as_posix() for name in names if _is_own(name)}


def _is_own(name: str) -> bool:
    return ":" not in name and not name.startswith("/") and ".." not in PurePosixPath(name).parts


def shown(source: Source, document: Document) -> Mapping[str, bytes]:
    """Read the pictures of a text by their names; one that is not there, or is no file, is left out."""
    found = {name: source.read(path) for name, path in pictures(document).items()}
    return {name: data for name, data in found.items() if isinstance(data, bytes)}


def digest(found: Mapping[str, bytes]) -> str:
    """Return one hash for all pictures of a text, that an approval binds; an empty text where there is none."""
    if not found:
        return ""
    listing = {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    return hashlib.sha256(json.dumps(listing, sort_keys=True).encode("ascii")).hexdigest()


def place(document: Document, name: str) -> Location:
    """Return where a text shows a picture first."""
    for number, line in enumerate(document.body.split("\n")):
        column = line.find(f"]({name}")
        if column >= 0:
            return Location(document.path, document.body_line + number, column + 3)
    return Location(document.path, document.body_line)
