"""A text cites a code with characters that only look like the right ones: the code that is meant is found."""

from __future__ import annotations

import pytest

from qms.codes.citation import may_be_in, meant_in
from qms.codes.folding import fold
from qms.codes.lookalikes import skeleton

CODES = ("СМС-ДП-2.13-2022", "КБ-1", "КБ-1а", "ТЕП-КИ")
LOOKS = {skeleton(code): code for code in CODES}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("кара. CMC-ДП-2.13-2022.", [(6, "CMC-ДП-2.13-2022", CODES[0])]),
        ("СМС–ДП-2.13-2022 КБ–1", [(0, "СМС–ДП-2.13-2022", CODES[0]), (17, "КБ–1", "КБ-1")]),
        ("CMC-ДП-2.13-2022нин талабы", [(0, "CMC-ДП-2.13-2022", CODES[0])]),
        ("CMC-ДП-2.13-2022x", []),
        ("СМС-ДП-2.13-2022", []),
        ("СМС-ДП-2.13-2022нин CMC-ДП-2.13-2022", [(20, "CMC-ДП-2.13-2022", CODES[0])]),
        ("смс-дп-2.13-2022", []),
        ("CMC-ДП-2.14-2022", []),
        ("KБ–1а", [(0, "KБ–1а", "КБ-1а")]),
        ("KБ-1нин", [(0, "KБ-1", "КБ-1")]),
        ("КБ-1ден 5-бөлүккө", []),
        ("TЕП-КИ", []),
        ("2022 TЕП-КИ", [(5, "TЕП-КИ", "ТЕП-КИ")]),
        ("2022", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_code_is_found_with_the_code_that_is_meant(text: str, wanted: list[object]) -> None:
    assert [tuple(found) for found in meant_in(text, LOOKS)] == wanted
    assert may_be_in(f"Тексттин башы\n{text} кара-каршы", LOOKS) or not wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022 жыл, беш бөлүм", False),
        ("кара-каршы СМС-ДП-2.13-2022", False),
        ("кара-каршы CMC-ДП-2.13-2022", True),
        ("кара–каршы `CMC` 5", False),
        ("`x`CMC-ДП", True),
        ("[x](a-b)", True),
        ("https://a-b.kg", True),
        ("a-b@oshsu.kg", True),
        ("a@oshsu.kg", False),
        ("", False),
    ],
)
def test_a_whole_text_is_passed_over_only_where_no_word_of_it_looks_like_a_code(text: str, wanted: bool) -> None:
    assert may_be_in(text, LOOKS) is wanted


@pytest.mark.parametrize(
    ("text", "folded"), [("ӨҮҢ", "оун"), ("Ёлка", "елка"), ("өкүм", "окум"), ("İзи", "İзи"), ("ΑΣ", "ας")]
)
def test_letters_are_folded_one_by_one(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)
