"""Change-registration sheets as tables, and as a PDF of their own in the layout of the printed documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qms.actions.changes.history import Sheet, named
from qms.actions.changes.sheet_form import columns, form
from qms.actions.changes.sheet_numbers import with_sheets
from qms.actions.prints.letterhead import letterhead
from qms.actions.prints.printing import bare
from qms.actions.session import Session
from qms.history.profiles import COLUMNS, cells
from qms.history.sheet import Step
from qms.model.change import ChangeRow
from qms.model.message import Catalog, msg
from qms.model.printout import ChangeSheet, Printout, SheetColumn

CODE_WIDTH = 34


def numbered(session: Session, found: Sheet) -> Sheet:
    """Return a sheet with the numbers of the sheets that each change touched."""

    def printed(step: Step, upto: tuple[ChangeRow, ...]) -> Printout:
        return bare(session, found.snapshot, step.final, upto)

    return found._replace(rows=with_sheets(found.rows, found.steps, printed))


def sheet_pdf(session: Session, found: Sheet, profile: str, catalog: Catalog) -> bytes:
    """Return the sheet of one document, in the form of the organisation where no `profile` is named."""
    rows = (named(row, found.snapshot, catalog.language) for row in found.rows)
    changes = form(rows, columns(found.snapshot.settings, profile), catalog)
    return _set(session, found, changes, catalog)


def all_pdf(session: Session, found: Sequence[Sheet], profile: str, catalog: Catalog) -> bytes:
    """Return the rows of all documents as one sheet, with the code before each row."""
    names = columns(found[0].snapshot.settings, profile)
    head = form((), names, catalog).columns
    code = SheetColumn(catalog.text(msg("Code")), width=CODE_WIDTH)
    changes = ChangeSheet((code, *head), tuple(table_rows(found, names, catalog)))
    title = catalog.text(msg("All documents"))
    return _set(session, found[0]._replace(code=title, title=title, rows=()), changes, catalog)


def table_rows(found: Sequence[Sheet], names: Sequence[str], catalog: Catalog) -> list[tuple[str, ...]]:
    """Return the cells of all rows, the code before each; the roles by their names."""
    return [
        (sheet.code, *cells(named(row, sheet.snapshot, catalog.language), names, catalog))
        for sheet in found
        for row in sheet.rows
    ]


def heads(names: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    """Return the heads of a form in a table that has only one row of heads."""
    return tuple(catalog.text(COLUMNS[name].full) for name in names)


def _set(session: Session, found: Sheet, changes: ChangeSheet, catalog: Catalog) -> bytes:
    from qms.adapters.prints.typeset import set_pdf

    head = letterhead(
        found.snapshot,
        catalog,
        code=found.code,
        title=found.title or found.code,
        day=session.today.isoformat(),
    )
    revision = found.rows[-1].revision if found.rows else 0
    return set_pdf(replace(head, revision=revision, changes=changes, parts=("changes",)))
