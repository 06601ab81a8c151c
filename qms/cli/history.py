"""`qms history`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from qms.actions.changes.export_history import all_pdf, heads, numbered, sheet_pdf, table_rows
from qms.actions.changes.history import Sheet, histories, history
from qms.actions.changes.sheet_form import columns
from qms.actions.session import Session, day
from qms.cli.arguments import FORMAT, Out
from qms.cli.language import _, current
from qms.cli.session import save, say, session, understood
from qms.cli.tables import write_table
from qms.errors import UsageError
from qms.history.profiles import COLUMNS, needs_sheets
from qms.ledger.lines import file_name
from qms.model.change import ChangeRow
from qms.model.days import printed_day
from qms.model.message import msg
from qms.report import json, text, xlsx
from qms.report.table import Table

DAYS = frozenset({"date", "approved_on", "effective"})
ALL = "history"


def command(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=_("The code, or an unambiguous part of it."))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("The sheets of all documents."))] = False,
    profile: Annotated[
        str,
        typer.Option(metavar="NAME", help=_("The form: overview, university, gost-2.503, gost-r-21.1101, own.")),
    ] = "",
    at: Annotated[str, typer.Option(metavar="DATE", help=_("The sheet as it was on that day."))] = "",
    format: Annotated[Literal["text", "table", "json", "csv", "md", "xlsx", "pdf"], FORMAT] = "text",
    out: Out = "",
) -> None:
    """Show the change-registration sheet of a document, made from git and its ledger.

    Example: qms history 1.2
    qms history 1.2 --profile gost-2.503 --format pdf
    qms history --all --at 2026-03-01 --format xlsx
    """
    here = session()
    found = _found(here, code, every=every, at=day(at, "--at") if at else "")
    found = _with_sheets(here, found, profile or ("" if format == "pdf" else "overview"))
    if format == "pdf":
        save(_pdf(here, found, profile, every=every), _name(found, "pdf", every=every), here, out)
    elif format == "json":
        text.write(json.render(_json(found, profile, every=every)))
    else:
        _write(here, found, _table(found, profile or "overview", every=every), format, out, every=every)


def _found(here: Session, code: str | None, *, every: bool, at: str) -> tuple[Sheet, ...]:
    if every == (code is not None):
        raise UsageError(msg("Name one document, or all"), msg('Write "qms history CODE" or "qms history --all"'))
    if code is None:
        return histories(here, at)
    found = history(here, code, at)
    understood(code, found.code)
    return (found,)


def _with_sheets(here: Session, found: tuple[Sheet, ...], profile: str) -> tuple[Sheet, ...]:
    """Add the numbers of sheets where the form shows them: every revision is set for that."""
    if not found or not needs_sheets(columns(found[0].snapshot.settings, profile)):
        return found
    with text.waiting(current().text(msg("Setting every revision, to compare its pages"))):
        return tuple(numbered(here, sheet) for sheet in found)


def _write(here: Session, found: Sequence[Sheet], table: Table, format: str, out: str, *, every: bool) -> None:
    if format == "xlsx":
        save(xlsx.render(table), _name(found, "xlsx", every=every), here, out)
    elif table.rows or format in {"csv", "md"}:
        write_table(table, format)
    else:
        say(msg("There was no change yet"))


def _pdf(here: Session, found: Sequence[Sheet], profile: str, *, every: bool) -> bytes:
    if not found:
        raise UsageError(msg("There was no change yet"), msg("Name a later day after --at"))
    if every:
        return all_pdf(here, found, profile, current())
    return sheet_pdf(here, found[0], profile, current())


def _name(found: Sequence[Sheet], ending: str, *, every: bool) -> str:
    return f"{ALL if every else file_name(found[0].code) + '-history'}.{ending}"


def _json(found: Sequence[Sheet], profile: str, *, every: bool) -> dict[str, object]:
    sheets = [
        {"code": sheet.code, "title": sheet.title, "rows": [as_json(row, profile) for row in sheet.rows]}
        for sheet in found
    ]
    return {"documents": sheets} if every else dict(sheets[0])


def as_json(row: ChangeRow, profile: str = "") -> dict[str, object]:
    """Return a row of the sheet as scripts read it; with what only some forms show where a form is named."""
    shown: dict[str, object] = {
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
    return shown | _more(row) if profile else shown


def _more(row: ChangeRow) -> dict[str, object]:
    more: dict[str, object] = {
        "change_number": row.change_number or None,
        "approved_on": row.approved_on,
        "act": row.notice,
        "incoming": row.incoming,
    }
    sheets = row.sheets
    if sheets:
        numbers = {name: list(getattr(sheets, name)) for name in ("changed", "replaced", "new", "annulled")}
        more["sheets"] = {**numbers, "all": sheets.whole, "total": sheets.total}
    return more


def table_of(found: Sheet, profile: str = "overview") -> Table:
    """Return one sheet as a table, the roles by their names."""
    return _table([found], profile, every=False)


def _table(found: Sequence[Sheet], profile: str, *, every: bool) -> Table:
    catalog = current()
    names = columns(found[0].snapshot.settings, profile) if found else ()
    rows = [(code, *_shown(names, row)) for code, *row in table_rows(found, names, catalog)]
    narrow = {number for number, name in enumerate(names, 1) if COLUMNS[name].short} | {0}
    table_heads = (catalog.text(msg("Code")), *heads(names, catalog))
    if every:
        return Table("", table_heads, tuple(rows), frozenset(narrow))
    title = f"{found[0].code} {found[0].title}"
    return Table(title, table_heads[1:], tuple(row[1:] for row in rows), frozenset(n - 1 for n in narrow if n))


def _shown(names: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    """Return cells with their days as people here write them."""
    return tuple(printed_day(cell) if name in DAYS else cell for name, cell in zip(names, row, strict=True))
