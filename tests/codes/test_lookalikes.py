"""Characters that look alike: no pair of them may hide one code behind another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.codes.grammar import read_pattern
from qms.codes.lookalikes import (
    DASHES,
    INVISIBLE,
    differences,
    doubtful,
    main_script,
    misplaced,
    repair,
    script,
    skeleton,
    tidy,
)

from .shapes import DICTIONARIES, SHAPES

# Unicode TR39 within Latin, Cyrillic, digits and dashes: the characters of one line look alike.
ALIKE = (
    "AА", "BВ", "CС", "EЕ", "HН", "I1І", "KК", "MМ", "OО0", "PР", "TТ", "XХ", "YУ", "З3", "SЅ", "JЈ",
    "IL1l", "Rrг", "6б", "BВЬb", "aа", "cс", "eе", "oо0", "pр", "xх", "yу", "-–−‐‑—", " \u00a0",
)  # fmt: skip
PAIRS = [(first, other) for line in ALIKE for first in line for other in line if first < other]
PROCEDURE = read_pattern("ДП", "СМС-{type}-2.{number}-{year}", {})
CODE = "СМС-ДП-2.13-2022"


@pytest.mark.parametrize(("first", "other"), PAIRS)
def test_a_pair_has_one_skeleton(first: str, other: str) -> None:
    assert skeleton(f"СМС-{first}-1") == skeleton(f"СМС-{other}-1")


@pytest.mark.parametrize("letters", ["ДЖ", "ФЦ", "ШЩ", "ИЙ", "ОӨ", "НҢ", "12", "58", "ГП"])
def test_letters_that_differ_have_two_skeletons(letters: str) -> None:
    assert skeleton(letters[0]) != skeleton(letters[1])


@pytest.mark.parametrize(
    "code",
    [
        "CMC-ДП-2.13-2022",
        "СМС–ДП-2.13-2022",
        "СМС−ДП—2.13‑2022",
        "СМС-ДП-2.1З-2022",
        "СМС-ДП-2.l3-2O22",
        "СМС-ДП-2.13-2О22",
        "СМС-ДП\u200b-2.13-2022",
        "\ufeffСМС-ДП-2.13-2022",
        "ＣМС-ДП-2.13-2022",
        "смс-дп-2.13-2022",
    ],
)
def test_what_was_meant_is_found(code: str) -> None:
    assert PROCEDURE.match(code) is None
    assert PROCEDURE.meant(code) == CODE


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.code)
def test_a_right_code_means_itself(shape) -> None:  # type: ignore[no-untyped-def]
    assert read_pattern(shape.type, shape.pattern, DICTIONARIES).meant(shape.code) == shape.code


@given(st.sampled_from(SHAPES), st.data())
def test_a_code_with_look_alikes_is_wrong_and_its_meaning_found(shape, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    others = {letter: "".join(line for line in ALIKE if letter in line) for letter in shape.code}
    written = "".join(data.draw(st.sampled_from(others[letter] or letter)) for letter in shape.code)
    grammar = read_pattern(shape.type, shape.pattern, DICTIONARIES)
    if written != shape.code and grammar.match(written) is None:
        assert grammar.meant(written) == shape.code
    assert skeleton(written) == skeleton(shape.code)


def test_the_difference_names_place_and_both_characters() -> None:
    assert differences("CМС-ДП-2.1З-2022", CODE) == ((0, "C", "С"), (10, "З", "3"))
    assert differences("СМС-ДП\u200b-2.13-2022", CODE) == ((6, "\u200b", ""),)
    assert differences("СМС-1x", "СМС-1") == ((5, "x", ""),)


def test_a_small_letter_is_no_look_alike_of_the_capital() -> None:
    assert differences("смс-дп-2.13-2022", CODE) == ()


def test_without_a_pattern_only_words_of_two_scripts_are_doubtful() -> None:
    assert [item.character for item in misplaced("CМС-ДП-1")] == ["C"]
    assert misplaced("СМС-PDF-1") == ()
    assert misplaced("QMS-DP-1") == ()
    assert misplaced("СМС-A²") == ()
    assert [item.meant for item in misplaced("QMS–1")] == ["-"]
    assert [item.meant for item in misplaced("QMS\u00ad-1")] == [""]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("СМС-1", "cyrillic"), ("QMS-1", "latin"), ("СТО PDF", "latin"), ("ДZ", "cyrillic"), ("1-2", "")],
)
def test_the_main_script_is_that_of_sure_letters(text: str, wanted: str) -> None:
    assert main_script(text) == wanted


@pytest.mark.parametrize(
    ("character", "wanted"), [("С", "cyrillic"), ("C", "latin"), ("1", ""), ("ө", "cyrillic"), ("ب", "")]
)
def test_a_letter_has_a_script(character: str, wanted: str) -> None:
    assert script(character) == wanted


def test_kyrgyz_letters_are_kept_and_their_substitutes_mended() -> None:
    assert repair("ӨҮҢ") == "ӨҮҢ"
    assert repair("ѲЊ-1") == "ӨҢ-1"


def test_a_code_in_the_other_script_is_mended_as_a_whole() -> None:
    assert repair("CTO", "cyrillic") == "СТО"
    assert repair("СТО", "latin") == "CTO"
    assert [item.meant for item in doubtful("CTO", "cyrillic")] == ["С", "Т", "О"]
    assert [item.meant for item in doubtful("СТО", "latin")] == ["C", "T", "O"]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert skeleton(skeleton(text)) == skeleton(text)


@given(st.text(max_size=60))
def test_a_skeleton_has_no_dashes_blanks_or_invisible_characters(text: str) -> None:
    assert not set(skeleton(text)) & (set(DASHES) | INVISIBLE | {" "})


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_are_within_the_text(text: str, meant: str) -> None:
    assert all(text[item.place] == item.character for item in differences(text, meant))
