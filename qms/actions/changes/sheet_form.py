"""The change-registration sheet in the form that an organisation uses: its columns with their heads and cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qms.errors import UsageError
from qms.history.profiles import COLUMNS, OWN, PROFILES, Column, cells
from qms.model.change import ChangeRow
from qms.model.message import Catalog, msg
from qms.model.printout import ChangeSheet, SheetColumn
from qms.model.settings import Settings


def columns(settings: Settings, profile: str = "") -> tuple[str, ...]:
    """Return the names of the columns of a profile; without one, of the form that `qms.yaml` chooses.

    UsageError where there is no profile of that name.
    """
    own = settings.sheet.columns
    known = {**PROFILES, **({OWN: own} if own else {})}
    chosen = profile or settings.sheet.profile
    if chosen in known:
        return known[chosen]
    if not profile:
        return PROFILES["university"]
    if profile == OWN:
        raise UsageError(
            msg("An own form needs columns"),
            msg(
                'Name them in qms.yaml: "sheet: {{columns: [number, basis, date]}}". Known are: {names}',
                names=", ".join(COLUMNS),
            ),
        )
    raise UsageError(
        msg('There is no form of the sheet "{name}"', name=profile),
        msg("Known are: {names}", names=", ".join(known)),
    )


def form(rows: Iterable[ChangeRow], names: Sequence[str], catalog: Catalog) -> ChangeSheet:
    """Return rows as a sheet that is ready to be printed; the roles in `rows` are names already."""
    return ChangeSheet(
        columns=tuple(_column(COLUMNS[name], catalog) for name in names),
        rows=tuple(cells(row, names, catalog) for row in rows),
    )


def _column(column: Column, catalog: Catalog) -> SheetColumn:
    group = catalog.text(column.group) if column.group else ""
    return SheetColumn(catalog.text(column.head), group, column.width, column.short)
