"""Tables and sentences on a terminal. Every text goes through `show` first.

What is plain is printed without Rich (`report.sentences`), which is imported for the rest only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import zip_longest
from threading import Timer
from typing import TYPE_CHECKING

from qms.report.safe import one_line, show
from qms.report.sentences import NARROWEST, Part, is_narrow, printed, screen
from qms.report.table import Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn
    from rich.status import Status
    from rich.text import Text


@cache
def console(*, errors: bool = False) -> Console:
    """Return the console for output or for errors, made once."""
    from rich.console import Console

    class Piped(Console):
        """A console that leaves it to the door of the command line what a closed pipe means."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = Piped(stderr=errors, highlight=False, markup=False, emoji=False, soft_wrap=False)
    made.width = max(made.width, NARROWEST)  # COLUMNS=0 would print nothing at all
    return made


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on the error stream while the block runs; call what it gives with done and total."""
    with _bar(title) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(title: str) -> Progress:
    """Return a progress bar that shows how many are done of how many, how many in a second, and how long it takes."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(show(title)), BarColumn(), MofNCompleteColumn(), _rate(), TimeRemainingColumn())
    return Progress(*columns, console=_screen(), transient=True)


def _rate() -> ProgressColumn:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "", style="dim")

    return Rate()


def _screen() -> Console:
    """Return the console for what is only shown while work goes on: it is no part of the answer."""
    from rich.console import Console

    return Console(file=getattr(sys.stderr, "stream", sys.stderr))


@contextmanager
def waiting(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal that work goes on, from a second on; nothing in a pipe. Where the work can tell how far it is,
    it calls what this gives with done and total, and a progress bar is shown instead.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    turning: list[Status] = []

    def begin() -> None:
        turning.append(_turning(title))
        turning[0].start()

    timer = Timer(1.0, begin)

    def end() -> None:
        timer.cancel()
        timer.join()
        for status in turning:
            status.stop()

    timer.start()
    with ExitStack() as stack:
        stack.callback(end)
        steps: list[Callable[[int, int], None]] = []

        def step(done: int, total: int) -> None:
            if not steps:
                end()
                steps.append(stack.enter_context(progress(title)))
            steps[0](done, total)

        yield step


def _turning(title: str) -> Status:
    from rich.text import Text

    return _screen().status(Text(show(title)))


def line(text: str, style: str = "", *, errors: bool = False) -> None:
    """Print one paragraph, wrapped at words. A line break in a name or a value begins no line of its own: that could
    be told from no answer of qms, and a CI obeys lines that begin with `::`.
    """
    text = one_line(text)
    if printed([(text, style)], errors=errors, wrapped=True):
        return
    from rich.text import Text

    console(errors=errors).print(Text(text, style=style), soft_wrap=not console(errors=errors).is_terminal)


def width() -> int:
    """Return how many letters a line of the output has room for."""
    shown = screen()
    return shown.width if shown else console().width


def paragraph(*parts: Part) -> None:
    """Print a paragraph that is laid out already."""
    if not printed(parts):
        from rich.text import Text

        console().print(Text.assemble(*parts), soft_wrap=True)


def write(text: str) -> None:
    """Print text that is already in its final form (JSON, CSV, Markdown)."""
    sys.stdout.write(text)
    sys.stdout.flush()


def clear() -> None:
    """Wipe the terminal; where the output goes elsewhere, nothing."""
    if console().is_terminal:
        console().clear()


def table(found: Table) -> None:
    """Print a table without its empty columns; where it does not fit the terminal, each row as a small card."""
    from qms.report.columns import laid_out

    shown, widths, gap = laid_out(found, width())
    if shown.title:
        line(shown.title, "bold")
    if widths:
        _grid(shown, widths, gap)
    else:
        cards(shown)


def _grid(found: Table, widths: Sequence[int], gap: int) -> None:
    """Print rows below a head and a rule; laid out here, because Rich takes seconds for thousands of rows."""
    paragraph(("\n".join(_row(found.columns, widths, gap, low=True)), "bold"))
    rule = "─" * (sum(widths) + gap * (len(widths) - 1))
    lines = [rule, *(one for row in found.rows for one in _row(row, widths, gap))]
    write("\n".join(lines) + "\n")


def _row(cells: Sequence[str], widths: Sequence[int], gap: int, *, low: bool = False) -> Iterator[str]:
    """Yield the lines of a row; every cell is filled up to the width of its column. The words of a head stand low."""
    columns = [_wrapped(one_line(cell), width) for cell, width in zip(cells, widths, strict=True)]
    most = max(map(len, columns), default=0)
    columns = [[""] * (most - len(one)) + one for one in columns] if low else columns
    for parts in zip_longest(*columns, fillvalue=""):
        yield (" " * gap).join(part + " " * (width - _cells(part)) for part, width in zip(parts, widths, strict=True))


def _wrapped(text: str, width: int) -> list[str]:
    if _cells(text) <= width:
        return [text]
    from rich.text import Text

    return [part.plain.rstrip() for part in Text(text).wrap(console(), width, overflow="fold")]


def _cells(text: str) -> int:
    if is_narrow(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cards(found: Table) -> None:
    """Print each row as lines "column: value"."""
    for number, row in enumerate(found.rows):
        if number:
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
            grid.add_row(Text(show(name), style="dim"), Text(one_line(value)))
    console().print(grid)
