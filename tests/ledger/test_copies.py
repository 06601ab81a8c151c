"""Which copies are out, who has acknowledged them, and how they add up."""

from __future__ import annotations

from datetime import date

import pytest

from qms.ledger.copies import copies, reconcile, to_exchange, waits_for_acknowledgement
from qms.ledger.lines import read_ledger
from qms.ledger.state import status
from qms.model.act import Value
from qms.model.status import Copy, CopyKind, CopyState, ProvisionalPrint

from .lines import CODE, act, ledger

TODAY = date(2024, 6, 1)
OUT = Copy(CODE, 2, "КБ", 1, CopyState.ISSUED, "2024-02-01")


def held(*found: dict[str, Value]) -> tuple[Copy, ...]:
    acts = read_ledger(ledger(found), CODE, "").acts
    return copies(acts, status(acts, TODAY, 36))


@pytest.mark.parametrize(
    ("copy", "waits"),
    [
        (OUT, True),
        (OUT._replace(kind=CopyKind.CONTROL), False),
        (OUT._replace(kind=CopyKind.UNACCOUNTED), False),
        (OUT._replace(state=CopyState.ACKNOWLEDGED), False),
        (OUT._replace(state=CopyState.TO_RETURN), False),
    ],
)
def test_an_accounted_copy_waits_until_it_is_acknowledged(copy: Copy, waits: bool) -> None:
    assert waits_for_acknowledgement(copy) is waits


def test_every_copy_is_accounted_for_once() -> None:
    found = [OUT._replace(number=number, state=state) for number, state in enumerate((*CopyState, CopyState.LOST), 2)]
    prints = (ProvisionalPrint(CODE, "K7", "КБ", 1, "2024-02-01"),)
    told = reconcile(iter(found), iter(prints))

    assert (told.out, told.returned, told.destroyed, told.lost) == (3, 1, 1, 2)
    assert told.out + told.returned + told.destroyed + told.lost == len(found)
    assert [copy.state for copy in told.to_return] == [CopyState.TO_RETURN]
    assert [copy.state for copy in told.unacknowledged] == [CopyState.ISSUED]
    assert told.provisional == prints


FIRST = (
    act("approve", revision=1, on="2024-01-01"),
    act("issue", number=2, holder="КБ", on="2024-01-02"),
    act("acknowledge", number=2, on="2024-01-03", reader="Айгүл"),
)
EDITORIAL = act("approve", revision=2, on="2024-02-01", weight="editorial")
AGAIN = act("issue", number=2, holder="КБ", revision=2, on="2024-02-02")


def last(*found: dict[str, Value]) -> tuple[CopyState, str, tuple[str, ...]]:
    copy = held(*found)[-1]
    return copy.state, copy.acknowledged, copy.readers


def test_after_an_editorial_change_who_had_acknowledged_need_not_again() -> None:
    assert last(*FIRST, EDITORIAL, AGAIN) == (CopyState.ACKNOWLEDGED, "2024-01-03", ("Айгүл",))
    assert last(*FIRST[:2], EDITORIAL, AGAIN) == (CopyState.ISSUED, "", ())
    assert last(*FIRST, {**EDITORIAL, "weight": ""}, AGAIN) == (CopyState.ISSUED, "", ())
    assert last(*FIRST, EDITORIAL, {**AGAIN, "holder": "ИЖ"}) == (CopyState.ISSUED, "", ())
    assert last(*FIRST, EDITORIAL, {**AGAIN, "number": 3}) == (CopyState.ISSUED, "", ())
    assert last(EDITORIAL, AGAIN) == (CopyState.ISSUED, "", ())
    lost = act("acknowledge", number=2, revision=2), act("lose", number=2, revision=2)
    assert last(*FIRST[:2], EDITORIAL, AGAIN, *lost, AGAIN) == (CopyState.ISSUED, "", ()), "another paper"


def test_of_several_revisions_the_one_before_counts() -> None:
    second = act("issue", number=2, holder="КБ", revision=2, on="2024-02-02")
    third = (act("approve", revision=3, on="2024-03-01", weight="editorial"), {**AGAIN, "revision": 3})
    big = {**EDITORIAL, "weight": ""}

    assert last(*FIRST, big, second, *third)[0] is CopyState.ISSUED, "he has not acknowledged revision 2"
    read = act("acknowledge", number=2, revision=2, on="2024-02-05")
    assert last(*FIRST, big, second, read, *third) == (CopyState.ACKNOWLEDGED, "2024-02-05", ())


def test_an_editorial_copy_of_an_older_revision_takes_nothing_from_a_newer_one() -> None:
    older = act("approve", revision=1, weight="editorial"), act("issue", number=2, holder="КБ", revision=1)
    newer = act("issue", number=2, holder="КБ", revision=2), act("acknowledge", number=2, revision=2, on="2024-03-03")
    assert held(act("approve", revision=2), *newer, *older)[0].acknowledged == ""


def test_every_reader_is_kept_once() -> None:
    readers = [act("acknowledge", number=2, on="2024-01-04", reader=name) for name in ("Болот", "Айгүл", "")]
    assert last(*FIRST, *readers) == (CopyState.ACKNOWLEDGED, "2024-01-03", ("Айгүл", "Болот"))


def test_a_provisional_print_is_exchanged_by_a_numbered_copy_of_its_revision_or_a_later_one() -> None:
    def waiting(*found: dict[str, Value]) -> list[tuple[str, str, int, str]]:
        acts = read_ledger(ledger(found), CODE, "").acts
        return [(item.mark, item.holder, item.revision, item.day) for item in to_exchange(acts)]

    print_ = act("provisional", holder="КБ", mark="K7", revision=2, on="2024-01-01")
    assert waiting(print_) == [("K7", "КБ", 2, "2024-01-01")]
    assert waiting(print_, act("issue", number=2, holder="КБ", revision=1)) == waiting(print_)
    assert waiting(print_, act("issue", number=2, holder="ИЖ", revision=2)) == waiting(print_)
    assert waiting(print_, act("issue", number=2, holder="КБ", revision=2)) == []
    newer, older = (act("issue", number=2, holder="КБ", revision=revision) for revision in (3, 1))
    assert waiting(print_, newer, older) == []
    assert waiting({**print_, "revision": 0}) == [("K7", "КБ", 0, "2024-01-01")], "an unapproved text, too"


def test_a_copy_without_kind_and_medium_is_an_accounted_one_on_paper() -> None:
    (copy,) = held(act("issue", number=2, holder="КБ", kind="odd"))
    assert (copy.kind, copy.medium) == (CopyKind.ACCOUNTED, "paper")
    (copy,) = held(act("issue", number=2, holder="КБ", kind="unaccounted", medium="pdf"))
    assert (copy.kind, copy.medium) == (CopyKind.UNACCOUNTED, "pdf")
    (copy,) = held(act("issue", number=1, holder="КБ", kind="accounted"))
    assert copy.kind is CopyKind.CONTROL


def test_a_copy_for_information_need_not_come_back() -> None:
    found = held(
        act("approve", revision=1, on="2024-01-01"),
        act("issue", number=2, holder="КБ", kind="unaccounted"),
        act("issue", number=3, holder="ИЖ"),
        act("approve", revision=2, on="2024-02-01"),
    )
    assert [copy.state for copy in found] == [CopyState.ISSUED, CopyState.TO_RETURN]
