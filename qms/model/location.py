"""Where something stands in a file."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file of the repository.

    `path` is relative to the repository's root with `/` between folders; `line` and `column` count from 1, columns in
    characters.
    """

    path: str
    line: int = 1
    column: int = 1
