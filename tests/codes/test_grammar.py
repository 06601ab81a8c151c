"""Patterns of codes: what they read, what they say of a wrong code, what they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.codes.grammar import Grammar, PatternError, read_pattern

from .shapes import DICTIONARIES, SHAPES, Shape

PROCEDURE = read_pattern("ДП", "СМС-{type}-2.{number}-{year}", {})
BY_UNIT = read_pattern("КИ", "СМС-{type}-{unit}-{number:2}-{year}", DICTIONARIES)
OPTIONAL = read_pattern("СТО", "{type} {clause}-{number:2}[-{year}][ Версия {version}]", DICTIONARIES)


NO_SEPARATOR = read_pattern("Ф", "{type}6 РИ {number}", {})


def grammar_of(shape: Shape) -> Grammar:
    return read_pattern(shape.type, shape.pattern, DICTIONARIES)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.code)
def test_a_code_in_use_is_read_by_its_pattern(shape: Shape) -> None:
    grammar = grammar_of(shape)
    slots = grammar.match(shape.code)
    assert slots is not None
    assert slots["type"] == shape.type
    assert all(check.valid for check in grammar.explain(shape.code))
    checks = grammar.explain(shape.code)
    assert "".join(check.text for check in checks) == shape.code
    assert all(shape.code[check.column - 1 :].startswith(check.text) for check in checks)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.code)
def test_a_code_is_made_again_from_its_slots(shape: Shape) -> None:
    grammar = grammar_of(shape)
    assert grammar.compose(grammar.match(shape.code) or {}) == shape.code


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.code)
def test_a_code_with_one_more_character_is_wrong(shape: Shape) -> None:
    grammar = grammar_of(shape)
    for code in (f"{shape.code}x", f"x{shape.code}", f"{shape.code}-"):
        assert grammar.match(code) is None
        assert not all(check.valid for check in grammar.explain(code))


@pytest.mark.parametrize(
    ("grammar", "code", "column", "text", "suggestion"),
    [
        (PROCEDURE, "СМК-ДП-2.1-2022", 3, "К", "С-"),
        (PROCEDURE, "СМС-ДР-2.1-2022", 5, "ДР", "ДП"),
        (PROCEDURE, "СМС-ДП-3.1-2022", 8, "3.1", "2."),
        (PROCEDURE, "СМС-ДП-2.x-2022", 10, "x", ""),
        (PROCEDURE, "СМС-ДП-2.015-2022", 10, "015", "15"),
        (PROCEDURE, "СМС-ДП-2.1-22", 12, "22", "2022"),
        (PROCEDURE, "СМС-ДП-2.1-20222", 12, "20222", ""),
        (PROCEDURE, "СМС-ДП-2.1", 11, "", "-"),
        (PROCEDURE, "", 1, "", "СМС-"),
        (PROCEDURE, "СМС-ДП-2.1-2022-5", 16, "-5", ""),
        (NO_SEPARATOR, "Ж6 РИ 2", 1, "Ж", ""),
        (NO_SEPARATOR, "ФЖ РИ 2", 2, "Ж", "6 РИ "),
        (NO_SEPARATOR, "Ф6 РИ x", 7, "x", ""),
        (BY_UNIT, "СМС-КИ-АБСД-01-2024", 8, "АБСД", "АББСД"),
        (BY_UNIT, "СМС-КИ-КБО-01-2024", 8, "КБО", "КБ"),
        (BY_UNIT, "СМС-КИ-КБ-1-2024", 11, "1", "01"),
        (BY_UNIT, "СМС-КИ-КБ-001-2024", 11, "001", "01"),
        (OPTIONAL, "СТО 4.2-01-13", 12, "13", "2013"),
        (OPTIONAL, "СТО 4.2-01-2013 Версия 9", 24, "9", ""),
    ],
)
def test_the_first_wrong_segment_is_named(grammar: Grammar, code: str, column: int, text: str, suggestion: str) -> None:
    *right, wrong = grammar.explain(code)
    assert all(check.valid for check in right)
    assert not wrong.valid
    assert (wrong.column, wrong.text, wrong.suggestion) == (column, text, suggestion)


def test_a_wrong_value_comes_with_all_right_ones() -> None:
    wrong = BY_UNIT.explain("СМС-КИ-ЮБ-01-2024")[-1]
    assert wrong.expected == DICTIONARIES["unit"]


@pytest.mark.parametrize("code", ["СТО 4.2-01", "СТО 4.2-01-2013", "СТО 4.2-01 Версия 01", "СТО 4.2-01-2013 Версия 01"])
def test_each_part_in_brackets_may_be_left_out(code: str) -> None:
    slots = OPTIONAL.match(code)
    assert slots is not None
    assert OPTIONAL.compose(slots) == code


def test_the_slots_of_a_pattern_are_named_in_order() -> None:
    assert PROCEDURE.slots == ("type", "number", "year")
    assert PROCEDURE.counted == ("type", "number")
    assert read_pattern("ДП", "{type} {clause}-{year}", {}).counted == ()


def test_a_wrong_part_has_the_name_of_its_slot_and_fixed_text_has_none() -> None:
    assert [check.name for check in PROCEDURE.explain("СМС-ДП-2.x")] == ["", "type", "", "number"]
    assert [check.name for check in PROCEDURE.explain("СМК-ДП-2.1-2022")] == [""]
    assert PROCEDURE.explain("СМС-ДП-2.1-2022-5")[-1].name == ""


def test_a_dictionary_says_which_clauses_there_are() -> None:
    grammar = read_pattern("ДП", "{type} {clause}", {"clause": ("4.2", "7.5")})
    assert grammar.match("ДП 7.5") is not None
    assert grammar.match("ДП 5.1") is None


def test_a_number_may_be_followed_by_a_letter_where_the_pattern_has_one() -> None:
    checks = read_pattern("ДП", "{type}-{number:2}Р", {}).explain("ДП-01Р")
    assert [(check.text, check.valid) for check in checks] == [("ДП", True), ("-", True), ("01", True), ("Р", True)]


@pytest.mark.parametrize(("width", "right", "wrong"), [(1, "12", "01"), (2, "100", "1"), (6, "000012", "1000000")])
def test_a_number_has_at_least_its_width_and_at_most_six_digits(width: int, right: str, wrong: str) -> None:
    grammar = read_pattern("ДП", f"{{type}}-{{number:{width}}}", {})
    assert grammar.match(f"ДП-{right}") is not None
    assert grammar.match(f"ДП-{wrong}") is None


def test_numbers_grow_beyond_their_width() -> None:
    assert BY_UNIT.match("СМС-КИ-КБ-100-2024")
    assert BY_UNIT.compose({"type": "КИ", "unit": "КБ", "number": "7", "year": "2024"}) == "СМС-КИ-КБ-07-2024"


@pytest.mark.parametrize("code", ["СМС-ДП-2.٣-2022", "СМС-ДП-2.3-２０２２", "СМС-ДП-2.3-2022\n", " СМС-ДП-2.3-2022"])
def test_only_plain_digits_and_nothing_around_them(code: str) -> None:
    assert PROCEDURE.match(code) is None


def test_a_missing_value_is_named() -> None:
    with pytest.raises(KeyError, match="year"):
        PROCEDURE.compose({"type": "ДП", "number": "1"})


@pytest.mark.parametrize(
    ("pattern", "column", "part"),
    [
        ("", 1, ""),
        ("СМС-{colour}-1", 5, "colour"),
        ("СМС-{type", 5, "{type"),
        ("СМС-type}", 9, "}"),
        ("{type}[-[{year}]]", 9, "[{year}]]"),
        ("{type}-{year}]", 14, "]"),
        ("{type}[-{year}", 15, "{type}[-{year}"),
        ("[{type}]", 9, "[{type}]"),
        ("{type:}", 1, "{type:}"),
    ],
)
def test_a_wrong_pattern_is_refused_at_its_place(pattern: str, column: int, part: str) -> None:
    with pytest.raises(PatternError) as caught:
        read_pattern("ДП", pattern, {})
    assert (caught.value.column, str(caught.value)) == (column, part)


@given(st.sampled_from(SHAPES), st.text(max_size=40))
def test_any_text_is_explained(shape: Shape, code: str) -> None:
    grammar = grammar_of(shape)
    checks = grammar.explain(code)
    assert all(check.valid for check in checks) == (grammar.match(code) is not None)
    assert all(code[check.column - 1 :].startswith(check.text) for check in checks)
    assert all(check.valid for check in checks[:-1])


@given(st.text(alphabet="{}[]:-аД1type", max_size=20))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    column, empty = 1, None
    try:
        empty = read_pattern("ДП", pattern, {}).match("")
    except PatternError as error:
        column = error.column
    assert 1 <= column <= len(pattern) + 1
    assert empty is None


@given(st.integers(1, 999_999), st.integers(1000, 9999))
def test_numbers_and_years_come_back(number: int, year: int) -> None:
    code = PROCEDURE.compose({"type": "ДП", "number": str(number), "year": str(year)})
    assert PROCEDURE.match(code) == {"type": "ДП", "number": str(number), "year": str(year)}
