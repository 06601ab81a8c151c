"""Tables as CSV that a spreadsheet program opens and saves again without loss, and takes no text for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from qms.adapters.files.text import decode
from qms.errors import UsageError
from qms.model.formula import is_formula
from qms.model.message import msg


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV with a byte order mark, by which spreadsheet programs know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[guarded(text) for text in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def rows_of(data: bytes, path: str) -> list[list[str]]:
    """Read CSV with commas, or with semicolons, as spreadsheet programs of this country write it; UsageError."""
    text, problem = decode(data, path)
    if problem:
        raise UsageError(problem.message, msg('Save it in the spreadsheet program as "CSV UTF-8"'))
    plain = text.removeprefix("\ufeff")
    heading = plain.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        told = msg("This is no CSV table: {reason}", reason=str(error))
        raise UsageError(told, msg('Save it in the spreadsheet program as "CSV UTF-8"')) from None
    return [[unguarded(cell) for cell in row] for row in rows]


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where it could become a formula, or begins with an apostrophe."""
    return f"'{text}" if text.startswith("'") or is_formula(text) else text


def unguarded(text: str) -> str:
    """Return the text of a cell that `guarded` made."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text
