"""The widths of the columns of a table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qms.report.columns import laid_out
from qms.report.table import Table

CODE = "СМС-ЖИ-АББСД-02-2025"
LONG = "Жогорку кесиптик билим берүүнүн мамлекеттик билим берүү стандарты"


def test_columns_that_are_empty_in_every_row_are_dropped() -> None:
    shown, _, _ = laid_out(Table("", ("A", "B", "C"), (("1", "", "x"), ("2", " ", "")), frozenset({2})), 80)

    assert shown.columns == ("A", "C")
    assert shown.rows == (("1", "x"), ("2", ""))
    assert shown.narrow == {1}


def test_narrow_columns_stay_whole_and_the_others_share_the_rest() -> None:
    _, widths, gap = laid_out(Table("", ("Code", "Title"), ((CODE, LONG),), frozenset({0})), 60)

    assert widths == (20, 38)
    assert gap == 2


def test_no_column_is_wider_than_its_widest_cell() -> None:
    _, widths, _ = laid_out(Table("", ("Code", "Title"), ((CODE, "Ички аудит"),)), 500)

    assert widths == (20, 10)


def test_a_heading_is_broken_rather_than_a_narrow_cell_widened() -> None:
    _, widths, _ = laid_out(Table("", ("In force since",), (("1",),), frozenset({0})), 80)

    assert widths == (5,)


def test_spare_columns_go_where_cells_would_take_too_many_lines() -> None:
    row = (CODE, LONG, "26.01.2026", "26.01.2029", "действует")
    table = Table("", ("A", "B", "C", "D", "E"), (row,), frozenset({0, 2, 3}), spare=frozenset({2}))

    assert laid_out(table, 120)[0].columns == ("A", "B", "C", "D", "E")
    assert laid_out(table, 70)[0].columns == ("A", "B", "D", "E")


def test_a_table_that_does_not_fit_has_no_widths() -> None:
    assert laid_out(Table("", ("A", "B"), ((CODE, CODE),), frozenset({0, 1})), 40)[1] == ()
    assert laid_out(Table("", (), ()), 40)[1] == ()
    assert laid_out(Table("", ("A",), ()), 40)[1] == ()


def test_a_table_of_spare_columns_alone_keeps_them() -> None:
    table = Table("", ("A", "B"), (("слово " * 30, "слово " * 30),), spare=frozenset({0, 1}))

    assert laid_out(table, 30)[0].columns == ("A", "B")


def test_wide_letters_count_twice() -> None:
    assert laid_out(Table("", ("A",), (("漢字",),)), 80)[1] == (4,)


@given(
    st.integers(1, 6).flatmap(
        lambda count: st.tuples(
            st.lists(st.tuples(*[st.text(max_size=60)] * count), max_size=5),
            st.sets(st.integers(0, count - 1)),
            st.sets(st.integers(0, count - 1)),
        )
    ),
    st.integers(1, 200),
)
def test_any_table_fits_or_has_no_widths(made: tuple[list[tuple[str, ...]], set[int], set[int]], room: int) -> None:
    rows, narrow, spare = made
    count = len(rows[0]) if rows else 1
    table = Table("", tuple("ABCDEF"[:count]), tuple(rows), frozenset(narrow), frozenset(spare))

    shown, widths, gap = laid_out(table, room)

    assert not widths or len(widths) == len(shown.columns)
    assert sum(widths) + gap * max(0, len(widths) - 1) <= room
    assert all(width > 0 for width in widths)
