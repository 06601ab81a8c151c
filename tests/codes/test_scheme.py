"""All patterns of an organisation together: which type a code is of, what was meant, which is the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.codes.grammar import read_pattern
from qms.codes.lookalikes import skeleton
from qms.codes.scheme import ANY_TYPE, Scheme, current, known_scheme, resolve, scheme_of
from qms.model.document import Process, Unit
from qms.model.location import Location
from qms.model.settings import DocumentType, Keys, Level, Settings
from qms.model.snapshot import Snapshot

UNITS = {"unit": ("АББСД", "КБ", "КБО")}
SCHEME = Scheme(
    {
        "ДП": read_pattern("ДП", "СМС-{type}-2.{number}-{year}", {}),
        "КИ": read_pattern("КИ", "СМС-{type}-{unit}-{number:2}-{year}", UNITS),
    }
)


@pytest.mark.parametrize(("code", "wanted"), [("СМС-ДП-2.1-2022", "ДП"), ("СМС-КИ-КБО-01-2024", "КИ"), ("СМС-1", "")])
def test_a_code_is_of_the_type_that_reads_it(code: str, wanted: str) -> None:
    assert SCHEME.type_of(code) == wanted


@pytest.mark.parametrize(
    ("code", "suggestion"),
    [
        ("СМС-ДР-2.15-2022", "СМС-ДП-2.15-2022"),
        ("СМС-ДП-3.15-2022", "СМС-ДП-2.15-2022"),
        ("СМС-ДП-2.015-2022", "СМС-ДП-2.15-2022"),
        ("СМС-ДП-2.15-22", "СМС-ДП-2.15-2022"),
        ("СМСДП-2.15-2022", "СМС-ДП-2.15-2022"),
        ("ДП-2.15-2022", "СМС-ДП-2.15-2022"),
        ("СМК-ДП-2.15-2022", "СМС-ДП-2.15-2022"),
        ("СМС ДП 2.15 2022", "СМС-ДП-2.15-2022"),
        ("СМС_ДП_2.15_2022", "СМС-ДП-2.15-2022"),
        ("смс-ки-кб-01-2024", "СМС-КИ-КБ-01-2024"),
        ("CMC-КИ-KБ-01-2024", "СМС-КИ-КБ-01-2024"),
        ("СМС-КИ-АБСД-01-2024", "СМС-КИ-АББСД-01-2024"),
        ("СМС-КИ-КБ-1-2024", "СМС-КИ-КБ-01-2024"),
        ("СМС-ДП-2.15", ""),
        ("СМС-ДРК-2.1-2022", "СМС-ДП-2.1-2022"),
        ("СМС-ДП-2.1-2022-5", ""),
        ("жок", ""),
        ("", ""),
    ],
)
def test_the_right_code_is_suggested(code: str, suggestion: str) -> None:
    found = SCHEME.explain(code)
    assert not found.valid
    assert found.wrong is not None
    assert (found.suggestion, found.type) == (suggestion, "")


def test_a_code_is_explained_by_the_type_that_was_asked_for() -> None:
    found = SCHEME.explain("СМС-ДП-2.1-2022", "КИ")
    assert not found.valid
    assert found.wrong is not None
    assert found.wrong.text == "ДП"
    assert SCHEME.explain("СМС-ДП-2.1-2022", "жок").valid
    assert SCHEME.explain("СМС-ДП-2.1-2022", "ДП").wrong is None


def test_without_any_pattern_nothing_is_explained() -> None:
    found = Scheme({}).explain("СМС-1")
    assert (found.valid, found.type, found.segments, found.suggestion) == (False, "", (), "")


def test_a_code_that_two_types_could_have_is_right_for_each_of_them() -> None:
    scheme = Scheme({name: read_pattern(name, "СМС-{number}", {}) for name in ("ДП", "КИ")})
    assert [scheme.explain("СМС-7", kind).type for kind in ("", "ДП", "КИ")] == ["ДП", "ДП", "КИ"]


RIVALS = Scheme(
    {
        "КЖ": read_pattern("КЖ", "СМС-{type}-{number}", {}),
        "КИ": read_pattern("КИ", "СМС-{type}-{unit}-{number:2}-{year}", UNITS),
        "К": read_pattern("К", "СМК-{type}", {}),
        "Ж": read_pattern("Ж", "СМС-{unit}-{type}", UNITS),
        "Ф": read_pattern("Ф", "{type}-{number}", {}),
    }
)


def test_where_no_type_fits_all_that_may_stand_there_are_named_and_the_one_that_makes_the_code_right() -> None:
    *right, wrong = RIVALS.explain("СМС-КЗ-КБ-01-2024").segments
    assert [part.text for part in right] == ["СМС-"]
    assert (wrong.text, wrong.expected, wrong.suggestion) == ("КЗ", ("КЖ", "КИ"), "КИ")
    assert RIVALS.explain("СМС-КЗ-x").segments[-1].suggestion == "КЖ", "the nearest, where none makes it right"
    assert RIVALS.explain("СМС-ЙЙ-x").segments[-1].suggestion == ""


def test_a_code_is_explained_by_the_pattern_of_which_most_is_right() -> None:
    two = {"А": read_pattern("А", "АБ-{number}", {}), "В": read_pattern("В", "{type} Версия", {})}
    for order in (two, dict(reversed(two.items()))):
        wrong = Scheme(order).explain("АБ-x-y Версия").wrong
        assert wrong is not None
        assert (wrong.name, wrong.text) == ("number", "x")


def test_separators_of_another_kind_are_mended() -> None:
    assert Scheme({"СТО": read_pattern("СТО", "{type} {number}", {})}).explain("СТО_-7").suggestion == "СТО 7"


def test_the_next_number_is_one_that_nobody_ever_had() -> None:
    taken = ["СМС-ДП-2.1-2022", "СМС-ДП-2.7-2019", "СМС-КИ-КБ-09-2024", "другой"]
    assert SCHEME.next_code("ДП", taken, {"year": "2026"}) == "СМС-ДП-2.8-2026"
    assert SCHEME.next_code("КИ", taken, {"year": "2026", "unit": "КБ"}) == "СМС-КИ-КБ-10-2026"
    assert SCHEME.next_code("КИ", taken, {"year": "2026", "unit": "АББСД"}) == "СМС-КИ-АББСД-01-2026"


def test_a_number_is_left_out_whose_code_would_look_like_another() -> None:
    scheme = Scheme({"КИ": read_pattern("КИ", "{type}-{unit}-{number}", {"unit": ("З", "3")})})
    assert scheme.next_code("КИ", ["КИ-З-1"], {"unit": "3"}) == "КИ-3-2"


def test_a_missing_slot_is_named() -> None:
    with pytest.raises(KeyError, match="unit"):
        SCHEME.next_code("КИ", [], {"year": "2026"})


@given(st.sets(st.integers(1, 50)))
def test_the_next_code_is_new(numbers: set[int]) -> None:
    taken = [f"СМС-ДП-2.{number}-2022" for number in numbers]
    code = SCHEME.next_code("ДП", taken, {"year": "2026"})
    assert SCHEME.type_of(code) == "ДП"
    assert skeleton(code) not in {skeleton(item) for item in taken}


def test_types_with_a_broken_pattern_are_left_out() -> None:
    kinds = {"X": DocumentType("X", code="{colour}"), "ДП": DocumentType("ДП", code="{type}-{number}")}
    assert set(scheme_of(Snapshot(Settings(types=kinds))).grammars) == {"ДП"}


def test_slots_take_units_levels_processes_and_dictionaries() -> None:
    kind = DocumentType("ДП", code="{type}-{unit}-{process}-{colour}-{level}-{number}")
    snapshot = Snapshot(
        Settings(types={"ДП": kind}, dictionaries={"colour": ("кызыл",)}, levels={"2": Level("2")}),
        units={"КБ": Unit("КБ")},
        processes={
            "1": Process("1", {}, "", group=True, location=Location("")),
            "1.1": Process("1.1", {}, "", group=False, location=Location("")),
        },
    )
    scheme = scheme_of(snapshot)
    assert scheme.type_of("ДП-КБ-1.1-кызыл-2-4") == "ДП"
    assert scheme.type_of("ДП-КБ-1-кызыл-2-4") == ""
    assert scheme.type_of("ДП-КБ-1.1-кызыл-3-4") == ""


def test_the_pattern_of_a_foreign_repository_serves_types_without_one() -> None:
    settings = Settings(types={"ДП": DocumentType("ДП")}, keys=Keys(code_pattern="{type} {clause}-{year}"))
    assert scheme_of(Snapshot(settings)).type_of("ДП 4.2-2015") == "ДП"


def test_a_repository_without_types_has_one_pattern_for_all() -> None:
    def known(pattern: str, **types: DocumentType) -> Scheme:
        return known_scheme(Snapshot(Settings(types=types, keys=Keys(code_pattern=pattern))))

    assert known("QP-{number}").type_of("QP-7") == ANY_TYPE
    assert known("QP-{number}", QP=DocumentType("QP")).type_of("QP-7") == "QP"
    assert known("QP-{number}", QP=DocumentType("QP", code="{colour}")).grammars == {}
    assert known("").grammars == {}
    assert known("{colour}").grammars == {}


def test_a_code_that_was_changed_leads_on_to_the_one_of_today() -> None:
    aliases = {"А": "Б", "Б": "В", "Ж": "З", "З": "Ж"}
    assert [current(code, aliases) for code in ("А", "Б", "В", "жок")] == ["В", "В", "В", "жок"]
    assert current("Ж", aliases) in {"Ж", "З"}, "a ring has an end"


def test_an_exact_code_in_quotation_marks_is_that_code() -> None:
    assert resolve("«КБ-1»", ("КБ-1", "КБ-1-22")) == ("КБ-1",)


def test_a_blank_that_a_code_has_counts_before_another_separator() -> None:
    assert resolve("ДП 4.2", ("ДП 4.2-2015", "ДП-4.2-2016")) == ("ДП 4.2-2015",)


CODES = ("СМС-ДП-2.1-2022", "СМС-ДП-2.15-2022", "СМС-КИ-КБ-01-2024", "СМС-ЖЗ-2.1-01-2022")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("СМС-ДП-2.1-2022", ("СМС-ДП-2.1-2022",)),
        ("cmc-дп-2.1-2022", ("СМС-ДП-2.1-2022",)),
        ("ДП-2.15", ("СМС-ДП-2.15-2022",)),
        ("2.15", ("СМС-ДП-2.15-2022",)),
        ("2.1", ("СМС-ДП-2.1-2022",)),
        ("01", ("СМС-КИ-КБ-01-2024", "СМС-ЖЗ-2.1-01-2022")),
        ("КБ", ("СМС-КИ-КБ-01-2024",)),
        ("кб", ("СМС-КИ-КБ-01-2024",)),
        ("ДП 2.15", ("СМС-ДП-2.15-2022",)),
        ("смс дп 2.15 2022", ("СМС-ДП-2.15-2022",)),
        ("дп2.15", ("СМС-ДП-2.15-2022",)),
        ("№ 2.15", ("СМС-ДП-2.15-2022",)),
        ("«ДП-2.15»", ("СМС-ДП-2.15-2022",)),
        ("СМС-ДП-2.15-20", ("СМС-ДП-2.15-2022",)),
        ("СМС-К", ("СМС-КИ-КБ-01-2024",)),
        ("КБ-1", ("СМС-КИ-КБ-01-2024",)),
        ("СМС-ДП-2.15-2023", ()),
        ("5", ()),
        ("", ()),
        ("-", ()),
        ("№", ()),
        ("жок", ()),
    ],
)
def test_a_person_may_type_a_part_of_a_code(typed: str, wanted: tuple[str, ...]) -> None:
    assert resolve(typed, CODES) == wanted


def counted(*unique: str, pattern: str = "{type}-{number:2}-{year}") -> Scheme:
    kinds = (("СТО", "1"), ("П", "1"), ("И", "2"))
    return Scheme({name: read_pattern(name, pattern, {}, level=level, unique=unique) for name, level in kinds})


@pytest.mark.parametrize(
    ("unique", "wanted"),
    [
        ((), "СТО-04-2026"),
        (("type", "number", "year"), "СТО-01-2026"),
        (("level", "number"), "СТО-08-2026"),
        (("number",), "СТО-10-2026"),
        (("number", "year"), "СТО-10-2026"),
    ],
)
def test_numbers_are_counted_where_the_organisation_says(unique: tuple[str, ...], wanted: str) -> None:
    taken = ["СТО-03-2025", "П-07-2020", "И-09-2026"]
    assert counted(*unique).next_code("СТО", taken, {"year": "2026"}) == wanted


def test_gaps_are_those_of_the_series() -> None:
    codes = ["СТО-01-2025", "П-03-2025", "И-02-2026"]
    assert counted().gaps(codes) == {("И",): (1,), ("П",): (1, 2)}
    assert counted("level", "number").gaps(codes) == {("", "1"): (2,), ("", "2"): (1,)}
    assert counted("number").gaps(codes) == {}


def test_a_code_without_number_is_in_no_series() -> None:
    assert Scheme({"ДП": read_pattern("ДП", "{type} {clause}-{year}", {})}).series("ДП 3.19-2010") is None
    assert Scheme({"ДП": read_pattern("ДП", "{type}[-{number}]", {})}).series("ДП") is None
    assert counted("type", "year").series("СТО-03-2025") is None


def test_where_numbers_are_not_counted_the_first_free_one_is_taken() -> None:
    assert counted("type", "year").next_code("СТО", [], {"year": "2026"}) == "СТО-01-2026"
    assert counted("type", "year").next_code("СТО", ["СТО-01-2026"], {"year": "2026"}) == "СТО-02-2026"


def test_a_type_that_the_code_does_not_show_has_a_series_of_its_own() -> None:
    found = Scheme({"ДП": read_pattern("ДП", "СМС-2.{number}", {})}).series("СМС-2.5")
    assert found is not None
    assert (found.shown, found.number) == (("ДП",), 5)
