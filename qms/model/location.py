"""Where something stands in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the repository.

    `path` is relative to the repository's root with `/` between folders; `line` and `column` count from 1, columns in
    characters.
    """

    path: str
    line: int = 1
    column: int = 1
