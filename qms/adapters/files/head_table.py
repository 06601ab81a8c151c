"""A table at the head of a text: which of its cells are labels, which the values beside them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from qms.model.field_names import fold
from qms.model.pattern import pattern

_CELL = pattern(r"(?:\\.|[^|\\])*")
_BORDER = pattern(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_BOLD = pattern(r"(?:\*{2,3}|__)(.+?)(?:\*{2,3}|__)\s*:?\Z")
_LONGEST = 60


class Cell(NamedTuple):
    """A cell: what stands in it, its line and column, both from 1."""

    text: str
    line: int
    column: int

    @property
    def label(self) -> str:
        """The text without bold and colon."""
        bold = _BOLD.match(self.text)
        return " ".join((bold[1] if bold else self.text).rstrip().rstrip(":：").split())

    @property
    def bold(self) -> bool:
        """Tell whether all of it is in bold."""
        return bool(_BOLD.match(self.text))

    @property
    def ends_in_colon(self) -> bool:
        """Tell whether it is written as a label: `Version:`."""
        return self.text.rstrip("* _").endswith((":", "："))

    @property
    def is_label(self) -> bool:
        """Tell whether it may be a label."""
        return 0 < len(self.label) <= _LONGEST and any(letter.isalpha() for letter in self.label)


def is_border(text: str) -> bool:
    """Tell whether a line is the one below the head of a table: `|---|---|`."""
    return "-" in text and "|" in text and bool(_BORDER.match(text))


def row(text: str, line: int, taken: int) -> tuple[Cell, ...]:
    """Return the cells of a line of a table; `taken` characters stood before `text`."""
    start = text.index("|") + 1
    end = len(text.rstrip()) - text.rstrip().endswith("|")
    found: list[Cell] = []
    while start <= end:
        part = _CELL.match(text, start, max(end, start))
        inner = part[0] if part else ""
        blank = len(inner) - len(inner.lstrip())
        found.append(Cell(inner.strip(), line, taken + start + blank + 1))
        start += len(inner) + 1
    return tuple(found)


def pairs(rows: Sequence[Sequence[Cell]], known: Callable[[str], bool]) -> Iterator[tuple[Cell, Cell]]:
    """Yield labels and values of a table of two or four columns of which a known label stands below the head.

    The head of a table is a row of labels where it is written so; else it names the columns. A table of four columns
    is one of labels only where both halves are alike: the list of signatures has four columns, too.
    """
    head, *body = rows
    width = len(head)
    below = [pair for cells in body for pair in _halves(cells, width)]
    top = list(_halves(head, width))
    if width not in {2, 4} or not (any(known(name.label) for name, _ in (*below, *top)) and _is_of_labels(top, known)):
        return
    if not any(known(name.label) for name, _value in below) and not all(name.ends_in_colon for name, _value in top):
        return
    yield from (pair for pair in top if _is_pair(pair, known))
    yield from (pair for pair in below if pair[0].is_label)


def _halves(cells: Sequence[Cell], width: int) -> Iterator[tuple[Cell, Cell]]:
    if len(cells) == width:
        yield from ((cells[at], cells[at + 1]) for at in range(0, width - 1, 2))


def _is_of_labels(top: Sequence[tuple[Cell, Cell]], known: Callable[[str], bool]) -> bool:
    """Tell whether the head fits a table of labels: a wide one has nothing in it, the same twice, or labels itself."""
    names = {(fold(name.label), fold(value.label)) for name, value in top}
    return len(names) == 1 or all(_is_pair(pair, known) for pair in top)


def _is_pair(pair: tuple[Cell, Cell], known: Callable[[str], bool]) -> bool:
    """Tell whether a label and its value stand in the head of a table, not the names of two columns."""
    name, value = pair
    if not name.is_label or not value.text or value.bold:
        return False
    return name.ends_in_colon or ((name.bold or known(name.label)) and not known(value.label))
