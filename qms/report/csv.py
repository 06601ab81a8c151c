"""Tables as CSV: UTF-8, commas, one heading row; no cell can become a formula, none commands a terminal."""

from __future__ import annotations

import csv
import io

from qms.report.safe import cell, show
from qms.report.table import Table


def render(table: Table) -> str:
    """Return the table as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(show(name)) for name in table.columns])
    writer.writerows([[cell(show(text)) for text in row] for row in table.rows])
    return out.getvalue()
