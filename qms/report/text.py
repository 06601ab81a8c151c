"""Tables, findings and sentences on a terminal (rich). Every text goes through `show` first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from qms.model.diagnostic import Diagnostic, Severity
from qms.model.message import Catalog, msg
from qms.report.safe import show
from qms.report.table import Table

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
SEVERITIES = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}


@cache
def console(*, errors: bool = False) -> Console:
    """Return the console for output or for errors, made once."""
    from rich.console import Console

    return Console(stderr=errors, highlight=False, markup=False, emoji=False, soft_wrap=False)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on the error stream while the block runs; call what it gives with done and total."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(show(title)), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def line(text: str, style: str = "", *, errors: bool = False) -> None:
    """Print one paragraph, wrapped at words."""
    from rich.text import Text

    console(errors=errors).print(Text(show(text), style=style), soft_wrap=not console(errors=errors).is_terminal)


def write(text: str) -> None:
    """Print text that is already in its final form (JSON, CSV, Markdown)."""
    sys.stdout.write(text)
    sys.stdout.flush()


def table(found: Table) -> None:
    """Print a table; where it does not fit the terminal, print each row as a small card, so that nothing is cut."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable(box=box.SIMPLE_HEAD, title=Text(show(found.title)) if found.title else None, title_justify="left")
    for index, name in enumerate(found.columns):
        grid.add_column(Text(show(name)), no_wrap=index in found.narrow, overflow="fold")
    for row in found.rows:
        grid.add_row(*(Text(show(text)) for text in row))
    if _fits(found):
        console().print(grid)
    else:
        cards(found)


def _fits(found: Table) -> bool:
    """A table fits when its narrow columns whole and ten letters of each other column have room."""
    widths = [max(len(row[i]) for row in (found.columns, *found.rows)) for i in range(len(found.columns))]
    needed = sum(width if i in found.narrow else min(width, 10) for i, width in enumerate(widths))
    return needed + 3 * len(widths) <= console().width


def cards(found: Table) -> None:
    """Print each row as lines "column: value"."""
    if found.title:
        line(found.title, "bold")
    for row in found.rows:
        line("")
        pairs(zip(found.columns, row, strict=True))


def pairs(found: Iterable[tuple[str, str]]) -> None:
    """Print names and values below each other, the values in one column; empty values are left out."""
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in found:
        if value:
            grid.add_row(Text(show(name), style="dim"), Text(show(value)))
    console().print(grid)


def findings(found: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], catalog: Catalog) -> None:
    """Print findings grouped by file, each with its source line and a caret under the place."""
    for path, group in groupby(found, key=lambda item: item.location.path):
        line(path, "bold underline")
        for item in group:
            _finding(item, sources.get(path, ()), catalog)
        line("")


def _finding(item: Diagnostic, source: Sequence[str], catalog: Catalog) -> None:
    from rich.text import Text

    place = f"{item.location.line}:{item.location.column}"
    text = Text(f"  {place:<7}")
    waived = item.waiver is not None
    word = catalog.text(msg("waived")) if waived else catalog.text(SEVERITIES[item.severity])
    text.append(word, style="dim" if waived else COLOURS[item.severity])
    text.append(f" {item.rule} ", style="dim")
    text.append(show(catalog.text(item.message)))
    console().print(text, soft_wrap=True)
    if waived and item.waiver:
        line(
            f"         {catalog.text(msg('until {day}: {reason}', day=item.waiver.until, reason=item.waiver.reason))}",
            "dim",
        )
        return
    if 0 < item.location.line <= len(source):
        _caret(source[item.location.line - 1], item.location.column)
    console().print(Text(f"         {show(catalog.text(item.help))}", style="cyan"), soft_wrap=True)


def _caret(source: str, column: int) -> None:
    """Print the line of the file around the place, and a caret under it."""
    start = max(0, column - 50)
    part = show(source[start : start + 100].replace("\t", " "))
    before = show(source[start : max(start, column - 1)].replace("\t", " "))
    line(f"         | {part}", "dim")
    line(f"         | {' ' * len(before)}^", "dim")
