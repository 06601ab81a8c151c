"""Tables as XLSX: text cells only, the title as the name of the sheet."""

from __future__ import annotations

from qms.adapters import xlsx
from qms.report.table import Table


def render(table: Table) -> bytes:
    """Return the table as a workbook."""
    return xlsx.written(table.title, table.columns, table.rows)
