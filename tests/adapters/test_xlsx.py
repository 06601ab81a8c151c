"""Spreadsheets: only texts are written, and they come back as they were."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qms.adapters.xlsx import rows_of, written
from qms.errors import UsageError

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


def sheet_xml(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "001", "1e5", "2026-03-01"])
def test_what_begins_like_a_formula_or_a_number_stays_a_text(text: str) -> None:
    data = written("t", ["a"], [[text]])
    assert "<f>" not in sheet_xml(data)
    assert set(re.findall(r'<c [^>]*t="([a-zA-Z]+)"', sheet_xml(data))) == {"inlineStr"}
    assert rows_of(data) == [["a"], [text]]


@settings(max_examples=30)
@given(st.lists(st.tuples(TEXT, TEXT).filter(any), max_size=4))
def test_texts_come_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    assert rows_of(written("t", ["a", "b"], rows)) == [["a", "b"], *map(list, rows)]


def test_the_same_table_gives_the_same_bytes() -> None:
    first = written("Китеп", ["а"], [["б"]])
    assert first == written("Китеп", ["а"], [["б"]])
    infos = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_names_of_sheets_and_characters_that_xml_forbids_do_no_harm() -> None:
    data = written("a/b[c]:*?" + "x" * 60, ["a\x00"], [["\x1b[31m\ud800"]])
    assert rows_of(data) == [["a\ufffd"], ["\ufffd[31m\ufffd"]]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", written("t", ["a"], [])[:-200]])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError):
        rows_of(data)


PARTS = zipfile.ZipFile(io.BytesIO(written("t", ["a", "b"], [["1", "2"]])))
NAMES = sorted(PARTS.namelist())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 400), st.binary(max_size=6), st.booleans())
def test_a_damaged_workbook_is_refused_or_read_and_never_ends_otherwise(
    name: str, at: int, new: bytes, gone: bool
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for part in NAMES:
            data = PARTS.read(part)
            if part != name or not gone:
                file.writestr(part, data[:at] + new + data[at + 8 :] if part == name else data)
    with contextlib.suppress(UsageError):
        rows_of(out.getvalue())


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("xl/workbook.xml", b"\0" * 510_000_000)
    with pytest.raises(UsageError) as refused:
        rows_of(out.getvalue())
    assert "too large" in str(refused.value.message)


def test_values_that_a_spreadsheet_program_saved_are_read_as_a_person_sees_them() -> None:
    book = Workbook()
    values = (date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), time(9, 30), 3.0, 2.5, True, None, "а", 7)
    book.active.append(values)
    out = io.BytesIO()
    book.save(out)
    read = ["2026-03-01", "2026-03-01 09:30:00", "09:30:00", "3", "2.5", "true", "", "а", "7"]
    assert rows_of(out.getvalue()) == [read]


def test_empty_rows_at_the_end_are_left_out() -> None:
    assert rows_of(written("t", ["a"], [["б"], [""], [""]])) == [["a"], ["б"]]
