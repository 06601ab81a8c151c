"""Acts in time with their commit: told from the bytes of a line or read, the judgement is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.ledger import trail
from qms.ledger.in_time import at_second, bounds, in_time
from qms.ledger.lines import FIRST, canonical
from qms.ledger.trail import Judgement, judge
from qms.model.trail import Trail

from .lines import act
from .seals import holds
from .trails import NONE, line, link

AT = "2022-02-01T09:00:00Z"
WHENS = [
    "2022-02-02T15:00:00+06:00",
    "2022-02-02T15:00:01+06:00",
    "2022-01-31T14:59:59+06:00",
    "2022-02-01T09:00:00.5+00:00",
    "2022-02-01T09:00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "soon",
    "",
]


def both(data: bytes, when: str, commit: str = "c1", **more: int) -> tuple[Judgement, Judgement]:
    """Judge a ledger that a commit has left as it is judged always, and by reading every line."""
    one = link(commit, data, now=NONE, when=when, **more)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trail, "in_time", lambda _line, _between: False)
        slow = judge(Trail((one,)), {}, holds)
    return judge(Trail((one,)), {}, holds), slow


def test_an_unsigned_act_of_the_day_of_its_commit_is_in_time() -> None:
    between = bounds(link("c1", b"", when="2022-02-01T15:00:00+06:00"))
    assert between == (b"2022-01-31T09:00:00Z", b"2022-02-02T09:00:00Z")
    assert in_time(line(signer=0).removesuffix(b"\n"), between)
    assert not in_time(line(signer=1).removesuffix(b"\n"), between)


@pytest.mark.parametrize("commit", ["c1", ""])
@pytest.mark.parametrize("when", WHENS)
@pytest.mark.parametrize("at", [AT, "2022-02-30T09:00:00Z", "2022-02-01T24:00:00Z", "2022-02-01T09:00:00+00:00", "x"])
def test_any_moment_is_judged_the_same_both_ways(at: str, when: str, commit: str) -> None:
    quick, slow = both(line(signer=0, at=at), when, commit)
    assert quick == slow
    quick, slow = both(line(signer=0, at=at), when, commit, committed=10**6, followed=10**7)
    assert quick == slow


LINE = canonical({**act(), "prev": FIRST, "v": 1})
LATE = LINE.replace(b"2022-02-01", b"2020-02-01")


@pytest.mark.parametrize(
    "data",
    [
        LINE.replace(b'"by"', b'"at":"2020-02-01T09:00:00Z","by"'),
        LINE.replace(b'"by"', b'"\\u0061t":"2020-02-01T09:00:00Z","by"'),
        LINE.replace(b'"by"', b'"more":{"at":"2020-02-01T09:00:00Z"},"by"'),
        LATE.replace(b'"by"', b'"more":{"at":"2022-02-01T09:00:00Z"},"by"'),
        LATE.replace(b'"at":"2020-02-01T09:00:00Z"', b'"at" : "2020-02-01T09:00:00Z"'),
        LATE.replace(b'"at":"2020-02-01T09:00:00Z",', b"") + b'"at":"2022-02-01T09:00:00Z"',
        LINE.replace(b'"by"', b'"s\\u0069g":"AAAA","by"'),
        LINE.replace(b'"by"', b'"sig":"AAAA","by"'),
        LATE.decode().encode("utf-16"),
        (LATE.decode()[:-1] + ',"y":"' + b'_"at":"2022-02-01T09:00:00Z"'.decode("utf-16-be") + '"}').encode(
            "utf-16-be"
        ),
        b"\xef\xbb\xbf" + LATE,
        b"[" + LATE + b"]",
        LATE,
    ],
)
def test_a_strange_line_is_judged_the_same_both_ways(data: bytes) -> None:
    quick, slow = both(data + b"\n", "2022-02-01T15:00:00+06:00")
    assert quick == slow


def test_after_an_act_in_time_the_next_one_is_judged_too() -> None:
    quick, slow = both(LINE + b"\n" + LATE + b"\n", "2022-02-01T15:00:00+06:00")
    assert quick == slow
    assert [fault.line for fault in quick.faults] == [2]


@given(st.integers(0, len(LATE) - 1), st.binary(max_size=2), st.integers(0, 2), st.sampled_from([LINE, LATE]))
def test_a_line_with_another_byte_is_judged_the_same_both_ways(place: int, put: bytes, more: int, data: bytes) -> None:
    quick, slow = both(data[:place] + put + data[place + more :] + b"\n", "2022-02-01T15:00:00+06:00")
    assert quick == slow


@pytest.mark.parametrize("seconds", [2**63, 253402300800, -(2**63)])
def test_a_second_beyond_the_calendar_is_a_moment_at_its_end(seconds: int) -> None:
    assert at_second(seconds).year in {1, 9999}


def test_a_commit_whose_days_nobody_can_read_takes_no_act_of_today() -> None:
    between = bounds(link("c1", b"", when=""))
    assert between
    assert not in_time(line(signer=0).removesuffix(b"\n"), between)
