"""Print the calendar of a year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qms.actions.prints.delivery import OUT, deliver
from qms.actions.prints.formats import set_as
from qms.actions.prints.paper import Paper, paper, word
from qms.actions.session import Session
from qms.model.message import Catalog, msg

Rows = tuple[Sequence[str], Sequence[Sequence[str]]]


def print_calendar(session: Session, year: int, table: Rows, catalog: Catalog, out: Path | None = None) -> Path:
    """Write `calendar-<year>.pdf` below `out/` and return its path; `table` are heads and rows as they are shown."""
    from qms.adapters.templates import FORMS, fill_in

    heads, rows = table
    template = (FORMS / "calendar" / "calendar.md.j2").read_text(encoding="utf-8")
    text = fill_in(template, {"heads": list(heads), "rows": [list(row) for row in rows]}, word(catalog))
    title = catalog.text(msg("Calendar of the quality management system, {year}", year=year))
    snapshot = session.workspace.snapshot()
    made = paper(snapshot, Paper(title, text, session.today.isoformat(), turned=True), catalog)
    path = (out or session.workspace.root / OUT) / f"calendar-{year}.pdf"
    deliver(session, path, set_as(made, "pdf"))
    return path
