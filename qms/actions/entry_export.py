"""Write the entries of a register into a spreadsheet: CSV or XLSX."""

from __future__ import annotations

from qms.actions.entry_table import columns_of, row_of
from qms.actions.registers import Filter, listing
from qms.actions.session import Session
from qms.errors import UsageError
from qms.model.message import msg

FORMATS = ("csv", "xlsx")


def export(session: Session, typed: str, form: str, wanted: Filter) -> tuple[bytes, int]:
    """Return the entries of a register as a spreadsheet that `import` reads again without loss, and their number."""
    if form not in FORMATS:
        told = msg('"{name}" is no format of a spreadsheet', name=form)
        raise UsageError(told, msg("Known are: {names}", names=", ".join(FORMATS)))
    snapshot, _registers, register, entries = listing(session, typed, wanted)
    columns = columns_of(register, tuple(dict.fromkeys((*snapshot.settings.languages, "en"))))
    rows = [row_of(entry, columns) for entry in entries]
    if form == "xlsx":
        from qms.adapters.xlsx import written

        return written(register.name(snapshot.settings.language), columns, rows), len(rows)
    from qms.adapters import csv_tables

    return csv_tables.written(columns, rows), len(rows)
