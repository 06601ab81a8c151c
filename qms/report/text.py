"""Tables, findings and sentences on a terminal (rich). Every text goes through `show` first."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import groupby, zip_longest
from textwrap import wrap
from threading import Timer
from typing import TYPE_CHECKING

from qms.model.diagnostic import Diagnostic, Severity, Waiver
from qms.model.message import Catalog, msg
from qms.report.safe import show
from qms.report.table import Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn
    from rich.text import Text

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
SEVERITIES = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}
NARROWEST = 20
INDENT = " " * 9
MOST = 100


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
    from rich.text import Text

    status = _screen().status(Text(show(title)))
    timer = Timer(1.0, status.start)
    timer.start()
    with ExitStack() as stack:
        stack.callback(status.stop)
        stack.callback(timer.join)
        stack.callback(timer.cancel)
        steps: list[Callable[[int, int], None]] = []

        def step(done: int, total: int) -> None:
            if not steps:
                timer.cancel()
                timer.join()
                status.stop()
                steps.append(stack.enter_context(progress(title)))
            steps[0](done, total)

        yield step


def line(text: str, style: str = "", *, errors: bool = False) -> None:
    """Print one paragraph, wrapped at words."""
    from rich.text import Text

    console(errors=errors).print(Text(show(text), style=style), soft_wrap=not console(errors=errors).is_terminal)


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

    shown, widths, gap = laid_out(found, console().width)
    if shown.title:
        line(shown.title, "bold")
    if widths:
        _grid(shown, widths, gap)
    else:
        cards(shown)


def _grid(found: Table, widths: Sequence[int], gap: int) -> None:
    """Print rows below a head and a rule; laid out here, because Rich takes seconds for thousands of rows."""
    from rich.text import Text

    head = "\n".join(_row(found.columns, widths, gap, low=True))
    console().print(Text(head, style="bold"), soft_wrap=True)
    rule = "─" * (sum(widths) + gap * (len(widths) - 1))
    lines = [rule, *(one for row in found.rows for one in _row(row, widths, gap))]
    console().out("\n".join(lines), highlight=False)


def _row(cells: Sequence[str], widths: Sequence[int], gap: int, *, low: bool = False) -> Iterator[str]:
    """Yield the lines of a row; every cell is filled up to the width of its column. The words of a head stand low."""
    columns = [_wrapped(_one(cell), width) for cell, width in zip(cells, widths, strict=True)]
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
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cards(found: Table) -> None:
    """Print each row as lines "column: value"."""
    for number, row in enumerate(found.rows):
        if number:
            line("")
        pairs(zip(found.columns, row, strict=True))


def _one(text: str) -> str:
    """Return a value as one line: a line break in it must not begin a line of our own."""
    return show(text.replace("\n", " "))


def pairs(found: Iterable[tuple[str, str]]) -> None:
    """Print names and values below each other, the values in one column; empty values are left out."""
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in found:
        if value:
            grid.add_row(Text(show(name), style="dim"), Text(_one(value)))
    console().print(grid)


def findings(found: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], catalog: Catalog) -> None:
    """Print findings grouped by file, each with its source line and a caret under the place.

    Of very many findings of one rule in one file only the first are shown, and the others counted.
    """
    for path, group in groupby(found, key=lambda item: item.location.path):
        line(path, "bold underline")
        counts: Counter[str] = Counter()
        for item in group:
            counts[item.rule] += 1
            if counts[item.rule] <= MOST:
                _finding(item, sources.get(path, ()), catalog)
        for rule, count in counts.items():
            if count > MOST:
                more = msg("More findings of {rule} in this file: {count}", rule=rule, count=count - MOST)
                line(catalog.text(more), "yellow")
        line("")


def _finding(item: Diagnostic, source: Sequence[str], catalog: Catalog) -> None:
    from rich.text import Text

    place = f"{item.location.line}:{item.location.column}"
    text = Text(f"  {place:<6} ")
    if item.waiver:
        _waived(text, item, item.waiver, catalog)
        return
    text.append(catalog.text(SEVERITIES[item.severity]), style=COLOURS[item.severity])
    text.append(f" {item.rule} ", style="dim")
    _hanging(text, _one(catalog.text(item.message)))
    if 0 < item.location.line <= len(source):
        _caret(source[item.location.line - 1], item.location.column)
    _hanging(Text(INDENT, style="cyan"), _one(catalog.text(item.help)))


def _waived(text: Text, item: Diagnostic, waiver: Waiver, catalog: Catalog) -> None:
    """Print a waived finding on one line, as much of it as the terminal has room for."""
    until = msg("until {day}: {reason}", day=waiver.until, reason=waiver.reason)
    text.append(f"{catalog.text(msg('waived'))} {item.rule} {_one(catalog.text(item.message))}")
    text.append(f" · {_one(catalog.text(until))}")
    text.stylize("dim", 9)
    console().print(text, no_wrap=True, overflow="ellipsis")


def _hanging(first: Text, words: str) -> None:
    """Print words after `first`, wrapped at blanks, the lines below indented."""
    room = max(NARROWEST, console().width - len(INDENT))
    lines = wrap(
        first.plain + words,
        room + len(INDENT),
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    text = first + "\n".join(lines)[len(first.plain) :]
    console().print(text, soft_wrap=True)


def _caret(source: str, column: int) -> None:
    """Print the line of the file around the place, and a caret under it."""
    room = max(NARROWEST, min(100, console().width - len(INDENT) - 2))
    start = max(0, column - 1 - room // 2) if column > room else 0
    part = show(source[start : start + room].replace("\t", " "))[:room]
    before = show(source[start : max(start, column - 1)].replace("\t", " "))
    line(f"{INDENT}| {part}", "dim")
    line(f"{INDENT}| {' ' * len(before)}^", "dim")
