"""What is found quickly is what the slow way finds; what a quick look leaves out cannot be there."""

from __future__ import annotations

import re
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.git.streams import turned
from qms.history.sections import _Splitter
from qms.model.file_name import fault, fault_of_any

SIGNS = st.sampled_from("СсМа1219 .-–_~$\n\t\u00a0\u2028\u0301\u212bйİſẞ¹|#=`>")
TEXTS = st.text(SIGNS, max_size=40)
NAMES = st.one_of(st.text(SIGNS, max_size=12), st.from_regex(r"(con|aux|com1|СМС|a-1)(\.\w{1,4})?", fullmatch=True))
LINES = st.sampled_from(
    [
        "",
        "Сапат",
        "é",
        "x\r",
        "\r",
        " x",
        "# A",
        "## Б ##",
        "===",
        "---",
        "```",
        "~~~",
        "- а",
        "1. б",
        "> в",
        "| г |",
        "    д",
    ]
)


@given(NAMES)
def test_a_plain_name_has_the_fault_that_any_name_has(name: str) -> None:
    assert fault(name) == fault_of_any(name)


@given(st.lists(LINES, max_size=8))
def test_a_line_that_begins_with_a_letter_is_taken_as_any_line(lines: list[str]) -> None:
    quick, slow = _Splitter(), _Splitter()
    for number, line in enumerate(lines, 1):
        quick.take(line, number)
        slow.sign(line, number)
    assert quick == slow


@given(st.integers(0, 1_100))
def test_what_is_turned_twice_is_in_its_order_again(count: int) -> None:
    assert list(turned(turned(range(count)))) == list(range(count))
    assert list(islice(turned(range(count)), 1)) == [min(count, 500) - 1][:count]


def test_a_code_is_seen_in_a_text_where_it_is_cited() -> None:
    from qms.rules.citations import _ALONE, _anywhere

    wanted = re.compile(rf"{_ALONE}(?:ДП-\d+|ИН-\d+)(?![0-9])")
    for text in ("ДП-1", "x ДП-12, ИН-3", "-ДП-1", "xДП-1", "ДП-", ""):
        assert not wanted.search(text) or _anywhere(wanted).search(text)
        assert bool(_anywhere(wanted).search(text)) == ("ДП-1" in text)
