"""Tables as CSV: UTF-8, commas, one heading row; no cell can become a formula."""

from __future__ import annotations

import csv
import io

from qms.report.safe import cell
from qms.report.table import Table


def render(table: Table) -> str:
    """Return the table as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(name) for name in table.columns])
    writer.writerows([[cell(text) for text in row] for row in table.rows])
    return out.getvalue()
