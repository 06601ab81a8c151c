"""Spreadsheets (openpyxl): tables written as text cells only, and read back as text.

Nothing that is written can become a formula: every cell is a string, whatever it begins with. Nothing that is read is
computed: a formula counts as the value that the program which saved the file kept for it. The same table gives the
same bytes: the days inside the file are fixed.
"""

from __future__ import annotations

import datetime
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from qms.errors import UsageError
from qms.model.message import msg

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_UNPACKED = 500_000_000
LONGEST = 32_767
"""Letters that one cell of a spreadsheet can hold."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, SyntaxError, EOFError, OSError),
    *(LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RuntimeError, MemoryError),
)
"""What openpyxl and the standard library raise of bytes that are no workbook, or a damaged one."""
_WIDEST = 60
_FIXED = (1980, 1, 1, 0, 0, 0)
_MOMENT = datetime.datetime(1980, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TITLE = re.compile(r"[\\/*?:\[\]]")


def written(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet: a head that stays in sight, a filter, columns as wide as their texts."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "qms"
    book.properties.created = _MOMENT
    sheet: Any = book.active
    sheet.title = _TITLE.sub(" ", title).strip(" '")[:31] or "qms"
    shown = [tuple(columns), *(tuple(row) for row in rows)]
    for number, row in enumerate(shown, 1):
        for column, text in enumerate(row, 1):
            _fill(sheet.cell(number, column), text, head=number == 1)
    _arrange(sheet, shown)
    out = io.BytesIO()
    book.save(out)
    return _fixed(out.getvalue())


def rows_of(data: bytes) -> list[list[str]]:
    """Return the cells of the first sheet as texts, without empty rows at the end; UsageError where it is none."""
    try:
        _check_size(data)
        found = _cells(data)
    except _BROKEN as error:
        raise _unreadable() from error
    while found and not any(found[-1]):
        found.pop()
    return found


def _cells(data: bytes) -> list[list[str]]:
    """Return the cells of the first sheet; what openpyxl has to say about odd files is nothing for a person."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # a file may claim millions of rows
        return [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 1)]


def _fill(cell: Any, text: str, *, head: bool) -> None:
    """Write a text as a text: a cell that begins with `=` is none but by its type."""
    from openpyxl.styles import Alignment, Font

    cell.value = _UNWRITABLE.sub("\ufffd", text)[:LONGEST]
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font = Font(bold=True)


def _arrange(sheet: Any, shown: Sequence[Sequence[str]]) -> None:
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(zip(*shown, strict=True), 1):
        widest = max(len(line) for text in column for line in (text.splitlines() or [""]))
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(8, widest + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _fixed(data: bytes) -> bytes:
    """Return the workbook with fixed days inside, so that the same table gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, _FIXED), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _check_size(data: bytes) -> None:
    unpacked = 0
    if len(data) <= MAX_BYTES:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            unpacked = sum(item.file_size for item in file.infolist())
    if len(data) > MAX_BYTES or unpacked > MAX_UNPACKED:
        raise UsageError(msg("The table is too large"), msg("Divide it into several files"))


def _unreadable() -> UsageError:
    return UsageError(msg("This is no XLSX table"), msg('Save it in the spreadsheet program as "XLSX"'))


def _text(value: object) -> str:
    """Return the value of a cell as a person reads it; a day as ISO 8601, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
