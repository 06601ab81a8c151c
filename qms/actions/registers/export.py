"""Write the entries of a register into a spreadsheet: CSV or XLSX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qms.actions.prints.delivery import deliver
from qms.actions.registers.overview import Filter, listing
from qms.actions.registers.table import columns_of, row_of
from qms.actions.session import Session
from qms.errors import UsageError
from qms.model.message import msg

FORMATS = ("csv", "xlsx")


def export(session: Session, typed: str, path: Path, wanted: Filter) -> int:
    """Write the entries of a register to a spreadsheet that `import` reads again without loss; return their number."""
    form = path.suffix.casefold().removeprefix(".")
    if form not in FORMATS:
        told = msg('"{name}" is no format of a spreadsheet', name=form)
        raise UsageError(told, msg("Known are: {names}", names=", ".join(FORMATS)))
    snapshot, _registers, register, entries = listing(session, typed, wanted)
    columns = columns_of(register, tuple(dict.fromkeys((*snapshot.settings.languages, "en"))))
    rows = [row_of(entry, columns) for entry in entries]
    deliver(session, path, _written(form, register.name(snapshot.settings.language), columns, rows))
    return len(rows)


def _written(form: str, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    from qms.adapters import csv_tables, xlsx

    return xlsx.written(name, columns, rows) if form == "xlsx" else csv_tables.written(columns, rows)
