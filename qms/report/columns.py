"""How wide the columns of a table are on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qms.report.safe import show
from qms.report.table import Table

LEAST = 8
MOST_LINES = 3


def laid_out(found: Table, room: int) -> tuple[Table, tuple[int, ...], int]:
    """Return the table as it is best read in `room`, the widths of its columns and the blanks between them.

    The spare columns go where cells would take too many lines. No widths: the table does not fit at all.
    """
    shown = _filled(found)
    lean = _kept(shown, [index for index in range(len(shown.columns)) if index not in shown.spare])
    tries = [(table, _fitted(table, room, gap), gap) for table in (shown, lean) for gap in (2, 1)]
    fitting = [(table, widths, gap) for table, widths, gap in tries if widths]
    for table, widths, gap in fitting:
        if _lines(table, widths) <= MOST_LINES:
            return table, widths, gap
    if fitting and _lines(*fitting[-1][:2]) <= 2 * MOST_LINES:
        return fitting[-1]
    return shown, (), 0


def _lines(found: Table, widths: Sequence[int]) -> float:
    """Return about how many lines the highest cell takes."""
    return max((_width(row[index]) / width for row in found.rows for index, width in enumerate(widths)), default=1)


def _filled(found: Table) -> Table:
    """Return the table without the columns that are empty in every row."""
    return _kept(found, [n for n in range(len(found.columns)) if any(row[n].strip() for row in found.rows)])


def _kept(found: Table, kept: Sequence[int]) -> Table:
    return found._replace(
        columns=tuple(found.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in found.rows),
        narrow=frozenset(new for new, old in enumerate(kept) if old in found.narrow),
        spare=frozenset(new for new, old in enumerate(kept) if old in found.spare),
    )


def _fitted(found: Table, room: int, gap: int) -> tuple[int, ...]:
    """Return the widths of the columns with `gap` blanks between them; none where the table does not fit.

    Narrow columns stay whole, headings may be broken at blanks; of the others the one that needs the most lines grows
    first.
    """
    whole = [_whole(found, index) for index in range(len(found.columns))]
    widths = [width if index in found.narrow else min(width, _least(found, index)) for index, width in enumerate(whole)]
    left = room - sum(widths) - gap * (len(widths) - 1)
    if left < 0 or not widths:
        return ()
    for _blank in range(left):
        index = max(range(len(widths)), key=lambda index: whole[index] / widths[index])
        widths[index] += widths[index] < whole[index]
    return tuple(widths)


def _whole(found: Table, index: int) -> int:
    """Return the width of a column in which no cell is broken; a heading may be, at blanks."""
    return max(_longest_word(found.columns[index : index + 1]), *(_width(row[index]) for row in found.rows), 1)


def _least(found: Table, index: int) -> int:
    """Return the width below which a column is unreadable: its longest word, but within reason."""
    longest = max((_width(row[index]) for row in found.rows), default=0)
    words = _longest_word([found.columns[index], *(row[index] for row in found.rows)])
    return min(max(words, longest if longest < LEAST else LEAST), 2 * LEAST)


def _longest_word(texts: Sequence[str]) -> int:
    return max((_width(word) for text in texts for word in text.split()), default=1)


@lru_cache(maxsize=65_536)
def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(show(text))
