"""The usual line of a ledger: read quickly or slowly, the same bytes say the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qms.ledger import lines
from qms.ledger.lines import FIRST, canonical, read_ledger
from qms.ledger.usual import usual
from qms.model.snapshot import Ledger

from .lines import CODE, PATH, act, ledger, ledgers, texts

LINE = canonical({**act("issue", basis="№ 1"), "prev": FIRST, "v": 1, "weight": "editorial"})
PARTS = re.findall(rb'"[a-z0-9_]+":(?:"[^"]*"|[0-9]+)', LINE)


def both(data: bytes) -> tuple[Ledger, Ledger]:
    """Read a ledger as it is read always, and without the quick reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "usual", lambda _line: None)
        slow = read_ledger(data, CODE, PATH)
    return read_ledger(data, CODE, PATH), slow


def same(data: bytes) -> None:
    quick, slow = both(data)
    assert quick == slow
    assert [[*item.fields.items()] for item in quick.acts] == [[*item.fields.items()] for item in slow.acts]


@pytest.mark.parametrize("deed", ["approve", "issue", "provisional", "amend", "reject", "effect"])
def test_what_qms_writes_of_plain_words_is_usual(deed: str) -> None:
    data = ledger([act(deed, basis="№ 138 буйрук, 2022-01-31", person="u.asanov", awaits="order")])
    assert usual(data.decode().removesuffix("\n"))
    same(data)


@given(ledgers)
def test_an_honest_ledger_says_the_same_both_ways(data: bytes) -> None:
    same(data)


@given(ledgers, st.data())
def test_a_ledger_with_another_byte_says_the_same_both_ways(data: bytes, draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(data) - 1))
    put = draw.draw(st.binary(max_size=2) | st.sampled_from([b"0", b'"', b"\\", b",", b"e", b"-", b"\xcc\x81"]))
    same(data[:place] + put + data[place + draw.draw(st.integers(0, 2)) :])


@settings(max_examples=300)
@given(st.permutations(PARTS), st.integers(0, 3), st.lists(st.sampled_from(PARTS), max_size=1))
@example(PARTS, 0, [])
def test_fields_in_any_order_left_out_or_twice_say_the_same_both_ways(
    parts: list[bytes], left: int, twice: list[bytes]
) -> None:
    for some in (parts, sorted(parts), sorted([*parts[left:], *twice])):
        same(b"{" + b",".join(some) + b"}\n")


@given(st.sampled_from([*act("issue"), "prev", "v", "basis", "mark", "after"]), texts | st.integers(-3, 10**9 + 1))
def test_any_value_of_a_field_says_the_same_both_ways(name: str, value: str | int) -> None:
    same(canonical({**act("issue"), "prev": FIRST, "v": 1, name: value}) + b"\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"v":1', b'"v":1,"V":1'),
        (b'"code"', b'"zone":1,"code"'),
        (b'"v":1', b'"v":01'),
        (b'"revision":1', b'"revision":1.0'),
        (b'"revision":1', b'"revision":-0'),
        (b'"revision":1', b'"revision":"1"'),
        (b'"number":2', b'"number":"2"'),
        (b'"number":2', b'"number":1000000000'),
        (b'"number":2', b'"number":true'),
        (b'"issue"', b'"isSue"'),
        (b'"issue"', b'"agree "'),
        (b"2022-02-01T", b"2022-02-30T"),
        (b'"rector"', b'""'),
        (b'"rector"', '"e\u0301"'.encode()),
        (b'"rector"', '"\ufb01\u2028"'.encode()),
        (b'"rector"', b'"\xed\xa0\x80"'),
        (b'"rector"', b'"\x7f"'),
        (b'"rector"', b'"\\n"'),
        (b"}", b"}\r"),
        (b"}", b"} "),
        (b"{", b"\xef\xbb\xbf{"),
    ],
)
def test_what_is_nearly_usual_says_the_same_both_ways(old: bytes, new: bytes) -> None:
    changed = LINE.replace(old, new, 1)
    assert changed != LINE
    same(changed + b"\n" + LINE + b"\n")
    same(LINE + b"\n" + changed)
