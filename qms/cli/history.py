"""`qms history`."""

from __future__ import annotations

from typing import Annotated, Literal

from qms.actions.history import Sheet, history, named
from qms.actions.printing import KINDS
from qms.cli.arguments import FORMAT, Code
from qms.cli.language import current
from qms.cli.session import session, understood
from qms.cli.words import day
from qms.model.change import ChangeRow
from qms.model.message import msg
from qms.report import csv, json, markdown, text
from qms.report.table import Table


def command(
    code: Code,
    format: Annotated[Literal["text", "table", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """Show the change-registration sheet of a document.

    Example: qms history 1.2
    """
    found = history(session(), code)
    understood(code, found.code)
    if format == "json":
        rows = [as_json(row) for row in found.rows]
        text.write(json.render({"code": found.code, "title": found.title, "rows": rows}))
        return
    table = table_of(found)
    if format in {"text", "table"}:
        text.table(table)
    else:
        text.write({"csv": csv, "md": markdown}[format].render(table))


def as_json(row: ChangeRow) -> dict[str, object]:
    """Return a row of the sheet as scripts read it."""
    return {
        "number": row.number,
        "kind": row.kind.value,
        "revision": row.revision,
        "date": row.date,
        "effective": row.effective,
        "author": row.author,
        "approved_by": row.approved_by,
        "basis": row.basis,
        "summary": row.summary,
        "sections": {
            "changed": list(row.sections.changed),
            "new": list(row.sections.new),
            "removed": list(row.sections.removed),
        },
        "commit": row.commit,
    }


def table_of(found: Sheet) -> Table:
    """Return the sheet as a table, the roles by their names."""
    catalog = current()
    rows = tuple(named(row, found.snapshot, catalog.language) for row in found.rows)
    title = f"{found.code} {found.title}"
    heads = (
        msg("No."),
        msg("Kind"),
        msg("Rev."),
        msg("Date"),
        msg("Sections"),
        msg("Summary of the change"),
        msg("Basis"),
        msg("Entered by"),
        msg("Approved by"),
        msg("In force since"),
    )
    cells = tuple(
        (
            str(row.number),
            catalog.text(KINDS[row.kind]),
            str(row.revision),
            day(row.date),
            _sections(row),
            row.summary,
            row.basis,
            row.author,
            row.approved_by,
            day(row.effective),
        )
        for row in rows
    )
    return Table(title, tuple(catalog.text(head) for head in heads), cells, frozenset({0, 2, 3, 9}))


def _sections(row: ChangeRow) -> str:
    """Return the sections as one cell: changed ones plainly, new ones with +, removed ones with −."""
    parts = [
        *row.sections.changed,
        *(f"+{name}" for name in row.sections.new),
        *(f"−{name}" for name in row.sections.removed),
    ]
    return ", ".join(parts)
