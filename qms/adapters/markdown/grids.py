"""Tables of a text: merged cells and heads of several rows, which Markdown has no signs of its own for.

A cell that holds only `<` belongs to the one on its left, one that holds only `^^` to the one above. Marks that make no
rectangle stay as they were typed; `\\<` is always the sign itself. Rows that a cell of the head reaches into belong to
the head, and so does a row of bold words right under a head with merged columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qms.adapters.markdown.blocks import Node, plain

MARKS = {"<", "^^"}
MOST_HEADS = 4

Cell = list[Node]
Row = list[Cell]


class Span(NamedTuple):
    """A merged cell: the row and the column where it begins (from 0), and over how many of them it reaches."""

    row: int
    column: int
    rows: int
    columns: int


def table(rows: list[Row], align: Sequence[str]) -> Node:
    """Make a table of its rows, the first of them the head (left out when it has no word).

    `heads` counts the rows of the head; `spans` are the merged cells, counted over head and rows; what they cover is
    empty.
    """
    spans = list(_spans(rows))
    heads = _heads(rows, spans)
    if heads > MOST_HEADS:
        spans, heads = [span for span in spans if span.row], 1
    covered = {place for span in spans for place in _places(span)}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            row[column] = [] if (at, column) in covered else _typed(cell)
    bare = heads == 1 and not plain(rows[0]).strip()
    shown = [[span.row - bare, *span[1:]] for span in spans]
    return {
        "t": "table",
        "align": list(align),
        "heads": heads - bare,
        "head": [] if bare else rows[0],
        "rows": rows[1:],
        "spans": shown,
        "caption": [],
    }


def _mark(cell: Cell) -> str:
    return str(cell[0]["text"]) if len(cell) == 1 and cell[0]["t"] == "merge" else ""


def _typed(cell: Cell) -> Cell:
    return [{"t": "text", "text": node["text"]} if node["t"] == "merge" else node for node in cell]


def _spans(rows: Sequence[Row]) -> Iterator[Span]:
    """Yield the merged cells, from top to bottom; every mark is looked at once or twice."""
    marks = [[_mark(cell) for cell in row] for row in rows]
    for at, row in enumerate(marks):
        for column, mark in enumerate(row):
            if mark:
                continue
            columns = 1
            while column + columns < len(row) and row[column + columns] == "<":
                columns += 1
            count = 1
            while at + count < len(marks) and _continues(marks[at + count], column, columns):
                count += 1
            if columns > 1 or count > 1:
                yield Span(at, column, count, columns)


def _continues(row: Sequence[str], column: int, columns: int) -> bool:
    part = row[column : column + columns]
    return len(part) == columns and part[0] == "^^" and all(part)


def _places(span: Span) -> Iterator[tuple[int, int]]:
    for row in range(span.row, span.row + span.rows):
        for column in range(span.column, span.column + span.columns):
            if (row, column) != (span.row, span.column):
                yield row, column


def _heads(rows: Sequence[Row], spans: Sequence[Span]) -> int:
    heads = 1
    for span in spans:  # from top to bottom, so that a row once taken into the head brings its own
        if span.row < heads:
            heads = max(heads, span.row + span.rows)
    wide = any(span.row == 0 and span.columns > 1 for span in spans)
    return 2 if heads == 1 and wide and len(rows) > 2 and _bold(rows[1]) else heads


def _bold(row: Row) -> bool:
    words = [cell for cell in row if cell]
    return bool(words) and all(len(cell) == 1 and cell[0]["t"] == "strong" for cell in words)


def spans_of(node: Mapping[str, object]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the merged cells of a table: rows and columns by the place of each."""
    found = node.get("spans", ())
    return {(row, column): (rows, wide) for row, column, rows, wide in found} if isinstance(found, list) else {}


def covered(spans: Mapping[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places that merged cells cover beside their own."""
    for (row, column), (rows, wide) in spans.items():
        for at in range(row, row + rows):
            yield from ((at, one) for one in range(column, column + wide) if (at, one) != (row, column))


def titles(head: Sequence[Sequence[str]]) -> list[str]:
    """Return the words above each column, of all rows of the head."""
    return [" ".join(filter(None, column)) for column in zip(*head, strict=True)]


def is_filled_in(rows: Sequence[Sequence[object]], count: int) -> bool:
    """Tell whether a table is there to be filled in by hand: a column of it has nothing in it; of two columns, names
    and values, the second has less than half of its values.
    """
    filled = [sum(any(row[at : at + 1]) for row in rows) for at in range(count)]
    return bool(rows) and (not all(filled) or (count == 2 and 2 * filled[1] < len(rows)))
