"""Changing one value of a file leaves everything else as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.adapters.files.tables import read_table
from qms.adapters.yaml.edits import appended, edited, line, written
from qms.errors import RefusedError

FILE = """# head
code: ТК-2026-001  # the code
state: open
title: "Биринчи: текст"   # why

# before the list
list:
  - a # one
  # inner
  - b
text: >-
  foo
  bar
empty:
flow: {ky: а, ru: б} # tail
# last
"""
ROWS = """# top
entries:
  - number: "1"
    title:
      ky: А  # x
    owner: rector
  # between
  - {rule: R, until: 2027-01-01}
"""
ORDER = ("code", "state", "title", "new", "list", "text", "empty", "flow")


def change(**values: object) -> str:
    return edited(FILE.encode(), "e.yaml", values, ORDER).decode()  # type: ignore[arg-type]


def test_one_value_changes_and_every_other_character_stays() -> None:
    assert change(state="closed") == FILE.replace("state: open", "state: closed")
    assert change(title="Экинчи") == FILE.replace('"Биринчи: текст"', "Экинчи")
    assert change(empty="да") == FILE.replace("empty:", "empty: да")
    assert change(text="") == FILE.replace(" >-\n  foo\n  bar", "")


def test_a_new_field_stands_where_the_register_has_it() -> None:
    assert change(new="1") == FILE.replace("# why\n", "# why\nnew: 1\n")


def test_comments_within_a_list_that_is_rewritten_are_kept() -> None:
    assert change(list=["c"]) == FILE.replace("list:\n  - a # one\n  # inner\n  - b", "# one\n# inner\nlist: [c]")


def test_a_row_of_a_small_table_changes_alone() -> None:
    assert edited(ROWS.encode(), "t.yaml", {"owner": "hr"}, (), 0).decode() == ROWS.replace("rector", "hr")
    flow = edited(ROWS.encode(), "t.yaml", {"until": "2028-01-01", "by": "a, b"}, (), 1).decode()
    assert flow == ROWS.replace("2027-01-01", '2028-01-01, by: "a, b"')


def test_a_row_is_added_below_the_last_one() -> None:
    found = appended(ROWS.encode(), "t.yaml", {"number": "2.10", "title": {"ky": "Б"}}).decode()
    assert found == ROWS + '  - number: "2.10"\n    title: {ky: Б}\n'


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    data = ("\ufeff" + FILE.replace("\n", "\r\n")).encode()
    found = edited(data, "e.yaml", {"state": "closed", "new": "x"}, ORDER)
    assert found == data.replace(b"open", b"closed").replace(b"# why\r\n", b"# why\r\nnew: x\r\n")


@pytest.mark.parametrize("text", ["{code: a, state: b}\nx", "a: &x 1\nstate: *x\n", "- a\n", "state: open\rtitle: x"])
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        edited(text.encode(), "e.yaml", {"state": "closed"}, ORDER)


words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufeff"), max_size=30
)


@settings(max_examples=60)
@given(words, words)
def test_any_text_is_read_back_as_it_was_typed(first: str, second: str) -> None:
    data = written({"code": "A-1", "title": first, "list": [first, second], "rows": [{"note": second}]})
    table, problems = read_table(data, "e.yaml")
    assert problems == ()
    assert table.text("title") == first.strip()
    again = edited(data, "e.yaml", {"title": second}, ("code", "title"))
    assert read_table(again, "e.yaml")[0].text("title") == second.strip()


def test_numbers_that_other_readers_would_change_stand_in_quotation_marks() -> None:
    assert line("a", "2.10") == ['a: "2.10"']
    assert line("a", "007") == ['a: "007"']
    assert line("a", "no") == ['a: "no"']
    assert line("a", "2026-09-01") == ["a: 2026-09-01"]


def test_a_row_is_found_by_its_number_among_the_rows_whatever_stands_between_them() -> None:
    """Else a stray line would let a change go into the row of somebody else."""
    stray = ROWS.replace("  # between\n", "  - stray\n  -\n  # between\n")
    wanted = stray.replace("rule: R", "rule: S")
    assert edited(stray.encode(), "e.yaml", {"rule": "S"}, row=1).decode() == wanted
