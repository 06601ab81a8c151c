"""A redline on a terminal: sections that changed, inserted words underlined, deleted ones struck out.

Where there are no colours (a pipe, a file) the words stand between signs: `[-deleted-]`, `{+inserted+}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qms.history.passages import is_rule
from qms.model.message import Catalog, msg
from qms.model.redline import Change, Kind, Line, Mark, Part, Run
from qms.report.safe import show
from qms.report.text import console

if TYPE_CHECKING:
    from rich.text import Text

CHANGES = {
    Change.SAME: msg("section that only moved"),
    Change.CHANGED: msg("changed section"),
    Change.NEW: msg("new section"),
    Change.REMOVED: msg("section that is gone"),
}
FRONT = msg("Front matter")
BESIDE = 1
"""How many unchanged passages are shown on either side of a changed one."""
_STYLES = {Mark.SAME: "", Mark.INSERTED: "green underline", Mark.DELETED: "red strike"}
_SIGNS = {Mark.SAME: ("", ""), Mark.INSERTED: ("{+", "+}"), Mark.DELETED: ("[-", "-]")}


def render(parts: Iterable[Part], catalog: Catalog) -> None:
    """Print the sections that changed."""
    from rich.text import Text

    screen = console()
    coloured = screen.is_terminal and screen.color_system is not None
    for part in parts:
        screen.print(Text(show(title(part, catalog)), style="bold"))
        for line in near([line for line in part.lines if not is_rule(line.side(Mark.DELETED))]):
            screen.print(_line(line, coloured=coloured) if line else Text("  …", style="dim"), soft_wrap=not coloured)
        screen.print()


def title(part: Part, catalog: Catalog) -> str:
    """Return the head of a section: its name, what it was called before, what became of it."""
    name = part.name or catalog.text(FRONT)
    named = f"{part.before} → {name}" if part.before and part.before != part.name else name
    return f"{named} ({catalog.text(CHANGES[part.change])})"


def near(lines: Sequence[Line]) -> Iterator[Line | None]:
    """Yield the changed lines with those beside them; None for a run of lines that is left out."""
    changed = [at for at, line in enumerate(lines) if line.mark is not Mark.SAME]
    kept = {near for at in changed for near in range(at - BESIDE, at + BESIDE + 1)}
    left_out = False
    for at, line in enumerate(lines):
        if at not in kept and not left_out and changed:
            yield None
        elif at in kept:
            yield line
        left_out = at not in kept


def _line(line: Line, *, coloured: bool) -> Text:
    from rich.text import Text

    found = Text("  ")
    if line.lead:
        found.append(show(f"{line.lead} "))
    for number, cell in enumerate(line.cells):
        if number:
            found.append(" | ")
        for run in cell:
            _append(found, run, coloured=coloured)
    if line.kind is Kind.HEADING:
        found.stylize("bold", 2)
    return found


def _append(found: Text, run: Run, *, coloured: bool) -> None:
    first, last = ("", "") if coloured else _SIGNS[run.mark]
    found.append(f"{first}{show(run.text)}{last}", style=_STYLES[run.mark] if coloured else None)
