"""A table ready to be shown: words in the language of the reader, cells as text."""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """Columns and rows of plain text.

    `narrow` are the columns that are never wrapped: codes, numbers, dates. `spare` are those that a narrow terminal
    does without, so that the others can be read.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: frozenset[int] = frozenset()
    spare: frozenset[int] = frozenset()
