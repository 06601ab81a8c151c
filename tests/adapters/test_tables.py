"""Small tables: rows, distribution lists, and what cannot be read of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.files import tables
from qms.adapters.files.holders import read_holders
from qms.model.snapshot import Holder

PATH = "organisation/units.yaml"


def problems(data: bytes) -> list[tuple[str, int, int]]:
    return [(item.kind, item.at.line, item.at.column) for item in tables.entries(data, PATH)[1]]


def test_without_a_file_there_are_no_rows() -> None:
    assert tables.entries(None, PATH) == ((), ())


@pytest.mark.parametrize("data", [b"", b"entries:\n", b"entries: []\n", b"note: x\n", b"\xef\xbb\xbfentries: []\n"])
def test_a_table_may_be_empty(data: bytes) -> None:
    assert tables.entries(data, PATH) == ((), ())


def test_rows_become_units_positions_and_processes() -> None:
    text = """entries:
  - {id: КБ, title: {ky: Кадрлар, ru: Кадры}, head: boss, unit: АУ, number: "4.1", owner: boss, group: true}
  - {number: "4.2", title: Аты}
"""
    rows, found = tables.entries(text.encode(), PATH)
    assert found == ()
    assert (tables.unit(rows[0]).id, tables.unit(rows[0]).head, tables.unit(rows[0]).location.line) == ("КБ", "boss", 2)
    assert (tables.position(rows[0]).title, tables.position(rows[0]).unit) == ({"ky": "Кадрлар", "ru": "Кадры"}, "АУ")
    first, second = map(tables.process, rows)
    assert (first.number, first.owner, first.group, first.location.line) == ("4.1", "boss", True, 2)
    assert (second.number, second.owner, second.group, second.owner_place.line) == ("4.2", "", False, 3)


def test_a_waiver_has_its_reason_in_the_language_asked_for() -> None:
    text = "entries:\n- {rule: A, subject: B, path: c, by: d, until: 2026-01-01, reason: {ky: бир, ru: один}}\n"
    text += "- {reason: x}\n"
    first, second = tables.entries(text.encode(), PATH)[0]
    assert [tables.waiver(first, language).reason for language in ("ky", "ru", "en")] == ["бир", "один", "бир"]
    assert tables.waiver(second, "ky").reason == "x"
    assert (tables.waiver(first, "ky").until, tables.waiver(first, "ky").location.line) == ("2026-01-01", 2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"entries: a\n", [("shape", 1, 10)]),
        (b"entries: {a: b}\n", [("shape", 1, 10)]),
        (b"entries:\n- a\n- {id: b}\n- [c]\n", [("shape", 2, 3), ("shape", 4, 3)]),
        (b"- id: a\n", [("syntax", 1, 1)]),
        (b"entries: [\n", [("syntax", 2, 1)]),
        (b"entries: []\nentries: []\n", [("duplicate", 2, 1)]),
        ("entries:\n- {id: Ы}\n".encode("cp1251"), [("encoding", 2, 8)]),
        ("entries: []\n".encode("utf-16"), [("encoding", 1, 1)]),
        (b"entries: \x00\n", [("encoding", 1, 10)]),
    ],
)
def test_a_broken_table_is_a_problem_with_its_place(data: bytes, expected: list[tuple[str, int, int]]) -> None:
    assert problems(data) == expected


def test_a_distribution_list_names_its_document_and_holders() -> None:
    text = "code: А\nholders:\n  - {unit: АББСД, copy: control}\n  - {unit: КБ, medium: electronic}\n"
    read, found = read_holders(text.encode(), "d.yaml")
    assert (read.scope, read.key, found) == ("code", "А", ())
    assert [(item.unit, item.medium, item.control, item.location.line) for item in read.holders] == [
        ("АББСД", "paper", True, 3),
        ("КБ", "electronic", False, 4),
    ]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"holders: [{unit: a}]\n", 1, 1),
        (b"code: a\nholders: b\n", 2, 10),
        (b"code: a\nholders: [b, {unit: c}]\n", 2, 11),
        (b"code: [a]\n", 1, 7),
        (b"code: a\nholders:\n- unit: [b]\n", 3, 9),
        (b"code: a\nholders:\n- {unit: b, copies: 5}\n", 3, 13),
        (b"code: a\nholders:\n- {medium: paper}\n", 3, 3),
        (b"code: a\nholder: []\n", 2, 1),
        (b"", 1, 1),
        (b"\xff", 1, 1),
    ],
)
def test_a_broken_distribution_list_is_a_problem_with_its_place(data: bytes, line: int, column: int) -> None:
    (problem,) = read_holders(data, "d.yaml")[1]
    assert (problem.at.path, problem.at.line, problem.at.column) == ("d.yaml", line, column)


@given(st.binary(max_size=99) | st.text("[]{}:- \n\"'abentries", max_size=40).map(str.encode))
def test_any_bytes_are_a_table_or_a_problem(data: bytes) -> None:
    rows, _problems = tables.entries(data, PATH)
    for row in rows:
        tables.unit(row), tables.position(row), tables.process(row), tables.waiver(row, "ky")
    assert all(isinstance(item, Holder) for item in read_holders(data, PATH)[0].holders)


@pytest.mark.parametrize(
    ("data", "column"),
    [
        (b"entries:\n- {id: a, nmae: b}\n", 11),
        (b"entries:\n- {id: a, positions: [{position: b, untl: 2024-01-01}]}\n", 37),
        (b"entries:\n- {id: a, name: b, email: c, positions: [{position: b, until: 2024-01-01}]}\n", 0),
    ],
)
def test_a_field_of_a_person_that_nobody_reads_is_a_problem(data: bytes, column: int) -> None:
    _rows, found = tables.entries(data, PATH, tables.EMPLOYEE)
    assert [(item.at.line, item.at.column) for item in found] == ([(2, column)] if column else [])
