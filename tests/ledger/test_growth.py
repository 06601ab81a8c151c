"""A ledger only grows at its end; where two branches meet, no act of either is lost."""

from __future__ import annotations

import pytest

from qms.ledger.growth import contents, rewritten, values_of, whole_lines
from qms.ledger.lines import compose
from qms.model.act import Value
from qms.model.trail import Growth, Link, TrustFiles

from .lines import PATH, act, ledger

ONE, TWO, THREE = act(revision=1), act(revision=2), act("review", revision=2, on="2022-03-03")
FIRST, BOTH, ALL = ledger([ONE]), ledger([ONE, TWO]), ledger([ONE, TWO, THREE])


def wrong(after: bytes | None, *before: bytes) -> list[int]:
    """Return the lines that a commit has bent."""
    growth = Growth(PATH, before, after)
    links = (Link("c1", "", (), (growth,), (), TrustFiles()),)
    found = list(rewritten(links))
    assert all(link is links[0] and grown is growth for link, grown, _line in found)
    return [line for _link, _growth, line in found]


def test_what_begins_with_all_that_was_there_has_only_grown() -> None:
    assert wrong(ALL, FIRST) == wrong(FIRST, FIRST) == wrong(FIRST, b"") == wrong(None, b"") == []


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (None, 0),
        (b"", 1),
        (FIRST, 2),
        (ALL.replace(b'"revision":1', b'"revision":7'), 1),
        (ledger([ONE, THREE]), 2),
        (ledger([TWO, ONE, THREE]), 1),
    ],
)
def test_the_first_line_that_was_bent_is_named(after: bytes | None, line: int) -> None:
    assert wrong(after, BOTH) == [line]
    assert wrong(after, b"", BOTH) == [line]


def test_where_branches_meet_one_goes_on_and_the_acts_of_the_other_come_after_it() -> None:
    ours, theirs = ledger([ONE, TWO]), ledger([ONE, THREE])
    later = {**THREE, "at": "2022-05-05T09:00:00Z", "sig": "AAAA"}

    assert wrong(ledger([ONE, TWO, THREE]), ours, theirs) == []
    assert wrong(ledger([ONE, TWO, later]), ours, theirs) == []
    assert wrong(ledger([ONE, TWO, act(revision=9), later]), theirs, ours) == []
    assert wrong(ours, ours, theirs) == [2], "an act of the other side is lost"
    assert wrong(ledger([ONE, TWO, {**THREE, "basis": "x"}]), ours, theirs) == [2], "it says something else"
    assert wrong(ledger([TWO, ONE, THREE]), ours, theirs) == [1], "neither side goes on"


def test_the_acts_of_the_other_side_keep_their_order() -> None:
    ours, theirs = ledger([ONE, act("review", revision=1)]), ledger([ONE, TWO, THREE])
    joined = [ONE, act("review", revision=1)]

    assert wrong(ledger([*joined, TWO, THREE]), ours, theirs) == []
    assert wrong(ledger([*joined, THREE, TWO]), ours, theirs) == [2]


def test_the_place_of_an_act_is_no_part_of_what_it_says() -> None:
    place: dict[str, Value] = {"after": "x", "on": "2022-01-01", "mark": "M", "seal": "s", "pdf": "p", "pdfseal": "q"}
    moved = compose({**TWO, **place, "number": 7, "amends": "0", "sig": "A", "at": "2023-01-01T00:00:00Z"}, b"x\n")
    assert contents([moved[:-1]]) == contents([compose(TWO, b"")[:-1]])
    assert contents([compose({**TWO, "holder": "КБ"}, b"")[:-1]]) != contents([compose(TWO, b"")[:-1]])


def test_a_line_that_says_nothing_that_can_be_read_is_compared_as_it_is() -> None:
    lines = [b"no json", b"[1]", b'{"act":{"x":1},"by":[1,{"y":2}]}', b'{"text":"\\ud800"}', b"\xff"]
    assert contents(lines) == [b"no json", b"[1]", b'{"act":{"x":1},"by":[1,{"y":2}]}', b'{"text":"\\ud800"}', b"\xff"]


def test_only_an_object_has_values() -> None:
    assert values_of(b'{"a":1}') == {"a": 1}
    assert [values_of(line) for line in (b"[1]", b"1", b"", b"\xff", b"[" * 100_000)] == [{}] * 5


def test_the_lines_of_a_ledger_have_no_ends() -> None:
    assert whole_lines(b"a\nb\n") == whole_lines(b"a\nb") == [b"a", b"b"]
    assert whole_lines(None) == whole_lines(b"") == []
    assert whole_lines(b"\n") == [b""]
