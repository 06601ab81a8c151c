"""A text as passages: what changes as a whole, and with which sign before it."""

from __future__ import annotations

import pytest

from qms.history.passages import is_rule, lines_of, passages
from qms.history.sections import sections
from qms.model.redline import Kind, Passage

PLAIN, ITEM, ROW, CODE = Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.CODE


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("бир\nэки\n\nүч", [(PLAIN, "", "бир эки"), (PLAIN, "", "үч")]),
        ("бир\n| а | б |", [(PLAIN, "", "бир"), (ROW, "", "а", "б")]),
        (
            "бир\n```py\nx  y\n\n```\nүч",
            [(PLAIN, "", "бир"), *((CODE, "", line) for line in ("```py", "x  y", "", "```")), (PLAIN, "", "үч")],
        ),
        ("~~~\n```\n~~~~\nүч", [(CODE, "", "~~~"), (CODE, "", "```"), (CODE, "", "~~~~"), (PLAIN, "", "үч")]),
        ("> бир\n> эки", [(PLAIN, ">", "бир эки")]),
        ("бир\n> эки\n>> үч", [(PLAIN, "", "бир"), (PLAIN, ">", "эки"), (PLAIN, ">>", "үч")]),
        ("- бир\n  эки\n- үч", [(ITEM, "-", "бир эки"), (ITEM, "-", "үч")]),
        ("2. бир\nа) эки", [(ITEM, "2.", "бир"), (ITEM, "а)", "эки")]),
        ("- бир\n > эки", [(ITEM, "-", "бир"), (PLAIN, ">", "эки")]),
        ("x\n - а\n  - б", [(PLAIN, "", "x"), (ITEM, "-", "а"), (ITEM, "  -", "б")]),
        ("x\n   - в\n\t\t- г", [(PLAIN, "", "x"), (ITEM, "  -", "в"), (ITEM, "        -", "г")]),
        ("| а-б | в |", [(ROW, "", "а-б", "в")]),
        ("|-|:--|-:|", [(ROW, "", "---", ":---", "---:")]),
        ("| а | |", [(ROW, "", "а", "")]),
        ("| а |", [(ROW, "", "а")]),
        ("| а", [(ROW, "", "а")]),
        ("|", [(ROW, "", "")]),
        (r"| а \| б |", [(ROW, "", r"а \| б")]),
    ],
)  # fmt: skip
def test_a_text_is_read_as_passages(text: str, wanted: list[tuple[str, ...]]) -> None:
    (section,) = sections(f"# 1 Баш\n\n{text}\n")
    head, *found = passages(section)
    assert head == Passage(Kind.HEADING, "#", ("1 Баш",))
    assert [(one.kind, one.lead, *one.cells) for one in found] == wanted


def test_a_front_matter_is_compared_line_by_line() -> None:
    assert lines_of("a: 1\n\n  b: 2  \n") == (Passage(CODE, "", ("a: 1",)), Passage(CODE, "", ("  b: 2",)))


@pytest.mark.parametrize(
    ("cells", "rule"), [(("---", ":---:"), True), (("---", "а"), False), (("а",), False), ((), False)]
)
def test_the_row_that_parts_the_head_of_a_table_is_known(cells: tuple[str, ...], rule: bool) -> None:
    assert is_rule(cells) is rule


def test_an_underlined_heading_is_no_part_of_the_text_below() -> None:
    (section,) = sections("Баш\n===\nбир\n")
    assert (section.title, section.depth, section.text) == ("Баш", 1, "бир")
