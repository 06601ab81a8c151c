"""Tables as commands show them: with heads in the language of the run, on a terminal or for another program."""

from __future__ import annotations

from collections.abc import Iterable

from qms.cli.language import current
from qms.model.message import Message
from qms.report import text
from qms.report.table import Table


def labels(heads: Iterable[Message]) -> tuple[str, ...]:
    """Return heads in the language of the run."""
    return tuple(map(current().text, heads))


def write_table(table: Table, format: str) -> None:
    """Write a table as `csv` or `md`, else for a person at a terminal."""
    if format not in {"csv", "md"}:
        text.table(table)
        return
    from qms.report import csv, markdown

    text.write((csv if format == "csv" else markdown).render(table))
