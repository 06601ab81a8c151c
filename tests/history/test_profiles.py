"""The forms of the sheet: their columns, and what stands in the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.actions.changes.sheet_form import columns, form
from qms.adapters.files.settings import read_settings
from qms.adapters.languages import catalog
from qms.errors import UsageError
from qms.history.profiles import COLUMNS, PROFILES, cells, needs_sheets, ranges
from qms.model.change import ChangeKind, ChangeRow, Sections, Sheets
from qms.model.settings import Settings

ROW = ChangeRow(
    3,
    ChangeKind.CHANGE,
    4,
    "2026-03-01",
    effective="2026-03-15",
    author="Айбек",
    approved_by="Ректор",
    approved_on="2026-03-10",
    basis="№ 5",
    summary="Мөөнөт",
    sections=Sections(("4.1",), ("5",), ("6",)),
    sheets=Sheets((3,), (5, 6, 7), (12,), (), 12),
    change_number=2,
    incoming="17, 01.02.2026",
)
ENGLISH = catalog("en")


def test_the_gost_forms_have_ten_and_nine_columns() -> None:
    assert len(PROFILES["gost-2.503"]) == 10
    assert len(PROFILES["gost-r-21.1101"]) == 9
    assert set(PROFILES["gost-2.503"]) - set(PROFILES["gost-r-21.1101"]) == {"incoming"}


@pytest.mark.parametrize("name", PROFILES)
def test_every_column_of_a_form_is_known_and_fits_the_sheet(name: str) -> None:
    assert set(PROFILES[name]) <= set(COLUMNS)
    assert 200 <= sum(COLUMNS[column].width for column in PROFILES[name]) <= 300


def test_a_gost_row_gives_the_sheets_as_ranges_and_counts_changes_only() -> None:
    assert cells(ROW, PROFILES["gost-2.503"], ENGLISH) == (
        *("2", "3", "5–7", "12", "–", "12", "№ 5", "17, 01.02.2026", "", "2026-03-01"),
    )


def test_who_approved_and_when_stand_in_one_cell_as_people_write_them() -> None:
    assert cells(ROW, ["approved"], ENGLISH) == ("Ректор 10.03.2026",)
    assert cells(ROW._replace(approved_by=""), ["approved"], ENGLISH) == ("10.03.2026",)
    assert cells(ROW._replace(approved_on="кечээ"), ["approved"], ENGLISH) == ("Ректор кечээ",)


def test_where_all_sheets_are_replaced_that_is_all_that_is_said() -> None:
    row = ChangeRow(1, ChangeKind.CHANGE, 2, "", sheets=Sheets(replaced=(2, 3), new=(4,), total=6, whole=True))
    assert cells(row, PROFILES["gost-r-21.1101"], ENGLISH)[1:6] == ("–", "All", "–", "–", "6")


def test_a_row_without_known_sheets_leaves_their_cells_empty() -> None:
    row = ChangeRow(1, ChangeKind.INTRODUCTION, 1, "")
    assert cells(row, PROFILES["gost-2.503"], ENGLISH)[:6] == ("–", "", "", "", "", "")
    known = row._replace(sheets=Sheets(total=7))
    assert cells(known, PROFILES["gost-2.503"], ENGLISH)[:6] == ("–", "–", "–", "–", "–", "7")


def test_every_column_can_be_filled_for_every_kind_of_row() -> None:
    for kind in ChangeKind:
        found = cells(ChangeRow(1, kind, 1, ""), COLUMNS, catalog("ky"))
        assert all(isinstance(cell, str) for cell in found)
    assert "" not in cells(ROW, set(COLUMNS) - {"signature"}, ENGLISH)


def test_sections_and_the_kind_of_a_change_are_said_in_one_cell() -> None:
    assert cells(ROW, ("sections", "change"), ENGLISH) == ("4.1, +5, −6", "change. Мөөнөт")


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("", "change"),
        ("Change.", "change"),
        (" change", "change"),
        ("changex", "change. changex"),
        ("Өзгөртүү", "Өзгөртүү"),
    ],
)
def test_a_summary_that_says_only_what_kind_of_change_it_is_is_not_repeated(summary: str, said: str) -> None:
    language = catalog("ky") if summary == "Өзгөртүү" else ENGLISH
    (cell,) = cells(ROW._replace(summary=summary), ("change",), language)
    assert cell.casefold() == said.casefold()


def test_only_the_forms_of_gost_ask_for_sheets() -> None:
    assert [name for name in PROFILES if needs_sheets(PROFILES[name])] == ["gost-2.503", "gost-r-21.1101"]


def test_a_column_below_a_common_head_is_named_with_it_where_there_is_one_row_of_heads() -> None:
    assert ENGLISH.text(COLUMNS["sheets_new"].full) == "Numbers of sheets (pages): new"
    assert ENGLISH.text(COLUMNS["basis"].full) == "Basis"


@given(st.sets(st.integers(1, 60)))
def test_ranges_say_exactly_the_numbers(numbers: set[int]) -> None:
    said = ranges(numbers)
    found = [part.split("–") for part in said.split(", ")] if numbers else []
    assert {number for run in found for number in range(int(run[0]), int(run[-1]) + 1)} == numbers


def test_an_organisation_chooses_a_form_or_lists_its_own_columns() -> None:
    chosen, problems = read_settings(b"languages: [ky]\nsheet: {profile: gost-2.503}\n")
    assert (columns(chosen), problems) == (PROFILES["gost-2.503"], ())
    own, problems = read_settings(b"languages: [ky]\nsheet: {columns: [number, basis, date]}\n")
    assert (columns(own), columns(own, "own"), problems) == (("number", "basis", "date"),) * 2 + ((),)
    assert columns(Settings()) == PROFILES["university"]


@pytest.mark.parametrize(
    "sheet", ["{profile: gost}", "{profile: own}", "{columns: [nummer]}", "{profile: [a]}", "{form: x}"]
)
def test_a_form_that_cannot_be_used_is_a_problem_and_the_usual_one_stands_in(sheet: str) -> None:
    settings, problems = read_settings(f"languages: [ky]\nsheet: {sheet}\n".encode())
    assert problems
    assert columns(settings) == PROFILES["university"]


def test_an_unknown_form_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as refused:
        columns(Settings(), "gost")
    assert "gost-2.503" in str(refused.value.help)


def test_an_own_form_without_columns_is_refused_with_what_to_write() -> None:
    with pytest.raises(UsageError) as refused:
        columns(Settings(), "own")
    assert "columns" in str(refused.value.help)


def test_columns_of_a_group_stand_below_its_head() -> None:
    sheet = form([ROW], PROFILES["university"], catalog("ru"))
    assert [column.group for column in sheet.columns[1:4]] == ["Номера разделов"] * 3
    assert sheet.rows[0][1:4] == ("4.1", "5", "6")
