"""Findings on a terminal, each with its source line and a caret under the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from qms.model.diagnostic import Diagnostic, Severity, Waiver
from qms.model.message import Catalog, msg
from qms.report import text
from qms.report.safe import one_line, show
from qms.report.sentences import NARROWEST, Part, printed_short
from qms.report.text import line, paragraph, width

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
SEVERITIES = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}
INDENT = " " * 9
MOST = 100


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
    place = f"  {item.location.line}:{item.location.column}"
    start = f"{place:<8} "
    if item.waiver:
        _waived(start, item, item.waiver, catalog)
        return
    severity = (catalog.text(SEVERITIES[item.severity]), COLOURS[item.severity])
    _hanging([(start, ""), severity, (f" {item.rule} ", "dim")], (one_line(catalog.text(item.message)), ""))
    if 0 < item.location.line <= len(source):
        _caret(source[item.location.line - 1], item.location.column)
    _hanging([], (INDENT + one_line(catalog.text(item.help)), "cyan"))


def _waived(start: str, item: Diagnostic, waiver: Waiver, catalog: Catalog) -> None:
    """Print a waived finding on one line, as much of it as the terminal has room for."""
    until = msg("until {day}: {reason}", day=waiver.until, reason=waiver.reason)
    words = f"{start}{catalog.text(msg('waived'))} {item.rule} {one_line(catalog.text(item.message))}"
    words += f" · {one_line(catalog.text(until))}"
    parts = [(words[:9], ""), (words[9:], "dim")]
    if not printed_short(parts):
        from rich.text import Text

        text.console().print(Text.assemble(*parts), no_wrap=True, overflow="ellipsis")


def _hanging(first: Sequence[Part], rest: Part) -> None:
    """Print words after others, wrapped at blanks, the lines below indented."""
    before, (words, style) = "".join(text for text, _style in first), rest
    room = max(NARROWEST, width() - len(INDENT))
    lines = wrap(
        before + words,
        room + len(INDENT),
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    paragraph(*first, ("\n".join(lines)[len(before) :], style))


def _caret(source: str, column: int) -> None:
    """Print the line of the file around the place, and a caret under it."""
    room = max(NARROWEST, min(100, width() - len(INDENT) - 2))
    start = max(0, column - 1 - room // 2) if column > room else 0
    part = show(source[start : start + room].replace("\t", " "))[:room]
    before = show(source[start : max(start, column - 1)].replace("\t", " "))
    line(f"{INDENT}| {part}", "dim")
    line(f"{INDENT}| {' ' * len(before)}^", "dim")
