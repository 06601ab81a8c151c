"""What changed between two texts, word by word: sections of lines of marked runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a line of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"


class Passage(NamedTuple):
    """A piece of text that changes as a whole or by its words: a paragraph, an item of a list, a row of a table.

    `lead` is the sign before it (`-`, `2.`, `>`), with its indent; `cells` has one text, of a row one for each column.
    """

    kind: Kind
    lead: str
    cells: tuple[str, ...]


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


class Run(NamedTuple):
    """Words that share a mark."""

    mark: Mark
    text: str


class Line(NamedTuple):
    """A passage of either text, or one of both with its words marked."""

    kind: Kind
    lead: str
    cells: tuple[tuple[Run, ...], ...]

    @property
    def mark(self) -> Mark | None:
        """The mark of all its words; None where they differ."""
        marks = {run.mark for cell in self.cells for run in cell}
        return marks.pop() if len(marks) == 1 else None if marks else Mark.SAME

    def side(self, gone: Mark) -> tuple[str, ...]:
        """Return the cells as they are without the words marked `gone`."""
        return tuple("".join(run.text for run in cell if run.mark is not gone) for cell in self.cells)


class Change(StrEnum):
    """What became of a section."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Part:
    """A section in both texts. `name` is its number or title in the new text (of one that is gone, in the old one),
    `before` that in the old text; `moved` tells that it stands elsewhere among the others.
    """

    name: str
    before: str
    change: Change
    lines: tuple[Line, ...]
    moved: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines that a reader needs: all of a section, of the front matter those that changed."""
        return self.lines if self.name else tuple(line for line in self.lines if line.mark is not Mark.SAME)
