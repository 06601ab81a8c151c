"""What only looks like a code: the quick look at a whole text never passes over what the look at its lines finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qms.codes.citation import may_be_in, meant_in
from qms.codes.lookalikes import skeleton
from qms.model.document import Document
from qms.model.field import Table
from qms.rules.reading import Reading

LOOKS = {skeleton(code): code for code in ("СМС-ДП-2.2-2024", "СМС-СЖ-1.2-2021")}
CODES = ("СМС-ДП-2.2-2024", "CMC-ДП-2.2-2024", "СМС–ДП–2.2–2024", "CМС-СЖ-1.2-2021", "тун", "17-документ", "-", "2024")
MARKS = (
    "–",
    " ",
    "\n",
    "\u00a0",
    "`",
    "``",
    "```",
    "~~~",
    "](",
    ")",
    "[а",
    "https://",
    "@",
    "а",
    ".",
    ",",
    "(",
    "\r\n",
)
PARTS = st.sampled_from((*CODES, *MARKS))


@given(st.lists(PARTS, max_size=12).map("".join))
def test_a_text_that_is_passed_over_holds_no_code_that_only_looks_right(text: str) -> None:
    reading = Reading(Document("documents/a.md", "", Table(), text, 1, "", "ky"))
    found = [meant for line in reading.prose for meant in meant_in(line.text, LOOKS)]
    assert not found or may_be_in(text, LOOKS)


def test_a_text_that_cites_codes_as_they_are_is_passed_over() -> None:
    assert not may_be_in("17-документ СМС-ДП-2.2-2024 жана «СМС-СЖ-1.2-2021»дин 5-пункту – 2024-жыл", LOOKS)
    assert may_be_in("Жазуулар CMC-ДП-2.2-2024 боюнча", LOOKS)
