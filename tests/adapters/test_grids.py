"""Merged cells and heads of several rows: signs in cells, and nothing lost where they make no sense."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.adapters.markdown.blocks import plain
from qms.adapters.markdown.grids import is_filled_in
from qms.adapters.markdown.tree import tree
from qms.adapters.prints.typeset import set_pdf
from tests.adapters.test_typeset import failures, printout

TWO_ROWS = "| № | Бет | < | Күнү |\n|---|---|---|---|\n| ^^ | жаңы | эски | ^^ |\n"


def table(text: str) -> dict[str, Any]:
    (block,) = tree(text)
    return dict(block)


def test_a_head_of_two_rows_is_one_whose_cells_reach_into_the_second() -> None:
    found = table(TWO_ROWS + "| 1 | 2 | 3 | 4 |\n")
    assert found["heads"] == 2
    assert found["spans"] == [[0, 0, 2, 1], [0, 1, 1, 2], [0, 3, 2, 1]]
    assert [plain(cell) for cell in found["rows"][0]] == ["", "жаңы", "эски", ""]


def test_a_row_of_bold_words_under_merged_columns_is_of_the_head() -> None:
    assert table("| а | < |\n|---|---|\n| **б** | **в** |\n| 1 | 2 |\n")["heads"] == 2
    assert table("| а | б |\n|---|---|\n| **б** | **в** |\n| 1 | 2 |\n")["heads"] == 1


def test_cells_of_the_body_are_merged_downwards_and_sideways() -> None:
    found = table("| а | б | в |\n|---|---|---|\n| 1 | < | 2 |\n| ^^ | < | 3 |\n")
    assert found["spans"] == [[1, 0, 2, 2]]


@pytest.mark.parametrize(
    "row", ["| < | а | б |", "| а | \\< | \\^^ |", "| < | < | < |"], ids=["no cell to the left", "escaped", "all"]
)
def test_signs_that_merge_nothing_stay_as_they_were_typed(row: str) -> None:
    found = table(f"| а | б | в |\n|---|---|---|\n{row}\n")
    assert found["spans"] == []
    assert [plain(cell) for cell in found["rows"][0]] == [part.strip(" \\") for part in row.strip("|").split("|")]


def test_a_merge_that_is_no_rectangle_leaves_its_signs() -> None:
    found = table("| а | б |\n|---|---|\n| 1 | < |\n| ^^ | 3 |\n")
    assert found["spans"] == [[1, 0, 1, 2]]
    assert plain(found["rows"][1][0]) == "^^"


def test_a_table_whose_first_column_is_all_one_cell_keeps_a_head_of_one_row() -> None:
    found = table("| а | б |\n|---|---|\n" + "| ^^ | 1 |\n" * 9)
    assert (found["heads"], found["spans"]) == (1, [])


def test_every_page_of_a_long_table_repeats_both_rows_of_its_head() -> None:
    pdf = set_pdf(printout("# 1. А\n\n" + TWO_ROWS + "| 1 | 2 | 3 | 4 |\n" * 120))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    shown = [text for text in pages if "жаңы" in text and "эски" in text and "Бет" in text]
    assert len(shown) >= 3
    assert failures(pdf) == []


CELLS = st.sampled_from(["", "сөз", "<", "^^", "**сөз**"])


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=6)))
def test_any_signs_in_any_cells_can_be_printed(rows: list[list[str]]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    assert set_pdf(printout("# 1. А\n\n" + "\n".join(lines))).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[!NOTE]\n> сөз", "note"),
        ("[!Маанилүү] сөз", "important"),
        ("[!ВНИМАНИЕ]\n>\n> сөз", "warning"),
        ("[!х] сөз", ""),
    ],
)
def test_a_quotation_with_a_mark_stands_out(text: str, kind: str) -> None:
    (block,) = tree(f"> {text}")
    assert block["kind"] == kind
    assert plain(block) == ("[!х] сөз" if not kind else "сөз")


def test_steps_are_boxes_with_arrows_and_their_caption() -> None:
    (block,) = tree("```steps\nбир | эки\nүч\n```\n\n1-сүрөт. Кадамдар")
    assert [[plain(part) for part in row] for row in block["rows"]] == [["бир", "эки"], ["үч"]]  # type: ignore[attr-defined]
    assert plain(block["caption"]) == "1-сүрөт. Кадамдар"
    pdf = set_pdf(printout("# 1. А\n\n```steps\nбир | эки\nүч\n```\n\n1-сүрөт. Кадамдар\n\n# А тиркемеси\n\nсөз"))
    assert failures(pdf) == []


def test_a_table_of_names_with_few_values_is_there_to_be_filled_in() -> None:
    assert is_filled_in([["а", ""], ["б", ""], ["в", "г"]], 2)
    assert not is_filled_in([["а", "б"], ["в", "г"], ["д", ""]], 2)
    assert not is_filled_in([["а", "б", "в"], ["г", "д", ""]], 3)
    assert is_filled_in([["а", "б", ""], ["г", "д", ""]], 3)
    assert not is_filled_in([], 2)
