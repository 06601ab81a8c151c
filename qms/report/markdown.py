"""Tables as Markdown."""

from __future__ import annotations

import re

from qms.report.safe import show
from qms.report.table import Table


def render(table: Table) -> str:
    """Return the table as a Markdown pipe table under its title."""
    head = [_row(table.columns), _row(tuple("---" for _ in table.columns))]
    title = [f"**{_plain(table.title)}**", ""] if table.title else []
    return "\n".join([*title, *head, *(_row(row) for row in table.rows), ""])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_plain(text) if text != "---" else text for text in cells) + " |"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(show(text).split()))
