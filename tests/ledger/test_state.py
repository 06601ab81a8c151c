"""From acts to the state of a document and of its copies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qms.ledger.copies import copies, is_open
from qms.ledger.lines import compose, read_ledger
from qms.ledger.numbers import missing_numbers, ranges
from qms.ledger.state import standing, status
from qms.model.act import Act, Deed, Value
from qms.model.days import add_months, read_day
from qms.model.document import Document
from qms.model.field import Table
from qms.model.status import CopyState, State

from .lines import CODE, act, ledger, number_for

TODAY = date(2024, 6, 1)


def acts(*found: dict[str, Value]) -> tuple[Act, ...]:
    read = read_ledger(ledger(found), CODE, "")
    assert read.problems == ()
    return read.acts


def approve(revision: int = 1, on: str = "2024-01-10", effective: str = "") -> dict[str, Value]:
    return act("approve", revision=revision, on=on, **({"effective": effective} if effective else {}))


def state(*found: dict[str, Value], today: date = TODAY, months: int = 36) -> tuple[State, int | None, str]:
    now = status(acts(*found), today, months)
    return now.state, now.revision, now.review_due


def test_without_acts_a_document_is_a_draft() -> None:
    assert state() == (State.DRAFT, None, "")
    assert state(act("prepare"), act("agree")) == (State.DRAFT, None, "")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 5, 31), (State.APPROVED, 1, "")),
        (date(2024, 6, 1), (State.IN_FORCE, 1, "2027-06-01")),
        (date(2024, 6, 2), (State.IN_FORCE, 1, "2027-06-01")),
    ],
)
def test_a_revision_is_in_force_from_its_day_on(today: date, expected: tuple[State, int, str]) -> None:
    assert state(approve(effective="2024-06-01"), today=today) == expected


def test_without_an_effective_date_the_day_of_the_decision_counts() -> None:
    assert state(approve(on="2024-06-01")) == (State.IN_FORCE, 1, "2027-06-01")
    assert state(act("approve", at="2024-06-01T23:59:59Z")) == (State.IN_FORCE, 1, "2027-06-01")
    assert state(approve(on="2024-06-02")) == (State.APPROVED, 1, "")


def test_a_newer_revision_that_is_not_yet_effective_is_pending() -> None:
    now = status(acts(approve(1), approve(2, effective="2024-07-01")), TODAY, 36)
    assert (now.state, now.revision, now.pending and now.pending.revision) == (State.IN_FORCE, 1, 2)
    now = status(acts(approve(1), approve(2, effective="2024-07-01")), date(2024, 7, 1), 36)
    assert (now.state, now.revision, now.pending) == (State.IN_FORCE, 2, None)


def test_an_older_revision_that_comes_into_force_later_is_not_pending() -> None:
    now = status(acts(approve(2), approve(1, effective="2024-07-01")), TODAY, 36)
    assert (now.revision, now.pending) == (2, None)
    assert status(acts(approve(2), approve(1, effective="2024-07-01")), date(2024, 8, 1), 36).revision == 2


def test_a_revision_that_is_approved_again_for_a_later_day_stays_and_nothing_is_pending() -> None:
    now = status(acts(approve(1), approve(1, effective="2024-07-01")), TODAY, 36)
    assert (now.state, now.revision, now.pending, now.effective) == (State.IN_FORCE, 1, None, "2024-01-10")


def test_of_two_approvals_of_one_revision_the_later_line_counts() -> None:
    now = status(acts(approve(1, on="2024-02-01"), approve(1, on="2024-01-01")), TODAY, 36)
    assert now.effective == "2024-01-01"


def test_with_two_revisions_to_come_the_newest_is_the_approved_one() -> None:
    found = acts(approve(1, effective="2024-07-01"), approve(2, effective="2024-08-01"))
    now = status(found, TODAY, 36)
    assert (now.state, now.revision, now.pending, now.effective) == (State.APPROVED, 2, None, "2024-08-01")


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2024, 6, 30), State.IN_FORCE), (date(2024, 7, 1), State.WITHDRAWN)]
)
def test_a_withdrawal_counts_from_its_day_on(today: date, expected: State) -> None:
    now = status(acts(approve(), act("withdraw", on="2024-05-01", effective="2024-07-01")), today, 36)
    assert now.state is expected
    assert (now.withdrawn is not None, now.review_due == "") == (expected is State.WITHDRAWN,) * 2
    assert now.revision == 1


def test_a_withdrawn_document_stays_withdrawn_whatever_is_approved() -> None:
    assert state(approve(1), act("withdraw", on="2024-02-01"), approve(2, on="2024-03-01")) == (State.WITHDRAWN, 2, "")


def test_a_review_moves_the_next_one_only_for_its_own_revision() -> None:
    assert state(approve(1), act("review", revision=1, on="2024-05-05"))[2] == "2027-05-05"
    assert state(approve(2), act("review", revision=1, on="2024-05-05"))[2] == "2027-01-10"
    assert state(approve(1, on="2024-05-05"), act("review", on="2024-01-01"))[2] == "2027-05-05"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-31", 36, "2027-12-31"),
        ("2024-12-01", 1, "2025-01-01"),
        ("2024-05-15", 0, "2024-05-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("9999-12-31", 1, "9999-12-31"),
        ("9999-01-31", 1, "9999-02-28"),
        ("9990-01-31", 1200, "9999-12-31"),
    ],
)
def test_months_are_counted_to_the_end_of_the_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    ["", "2024-02-30", "2024-1-1", "20240101", "2024-W01-1", "01.02.2024", "٢٠٢٤-٠١-٠١", "2024-01-01T", "0000-01-01"],
)
def test_no_day_is_read_from_anything_else(text: str) -> None:
    assert read_day(text) is None


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert read_day(day.isoformat()) == day


def test_a_review_on_an_impossible_day_leaves_no_next_one() -> None:
    assert state(approve(), act("review", on="soon")) == (State.IN_FORCE, 1, "")


def test_without_a_ledger_a_document_has_the_state_that_its_text_names() -> None:
    document = Document("a.md", CODE, Table(), "", 1, "", "ky", state="withdrawn")
    assert standing(document, (), TODAY, 36).state is State.WITHDRAWN
    assert standing(document, acts(approve()), TODAY, 36).state is State.IN_FORCE
    assert standing(document._replace(state=""), (), TODAY, 36).state is State.DRAFT
    assert standing(None, (), TODAY, 36).state is State.DRAFT


def issue(number: int, holder: str, revision: int = 1, on: str = "2024-02-01", **more: Value) -> dict[str, Value]:
    return act("issue", number=number, holder=holder, revision=revision, on=on, **more)


def shown(*found: dict[str, Value], today: date = TODAY) -> list[tuple[int, int, CopyState]]:
    read = acts(*found)
    return [(copy.number, copy.revision, copy.state) for copy in copies(read, status(read, today, 36))]


def test_a_copy_goes_its_way() -> None:
    base = (approve(), issue(2, "КБ", pdf="f" * 64))
    assert shown(*base) == [(2, 1, CopyState.ISSUED)]
    read = acts(*base, act("acknowledge", number=2, on="2024-02-02"), act("return", number=2, on="2024-03-03"))
    (copy,) = copies(read, status(read, TODAY, 36))
    assert (copy.issued, copy.acknowledged, copy.closed, copy.state, copy.pdf, copy.holder, copy.control) == (
        "2024-02-01",
        "2024-02-02",
        "2024-03-03",
        CopyState.RETURNED,
        "f" * 64,
        "КБ",
        False,
    )
    assert not is_open(copy)


@pytest.mark.parametrize(
    ("deed", "expected"),
    [("return", CopyState.RETURNED), ("destroy", CopyState.DESTROYED), ("lose", CopyState.LOST)],
)
def test_a_closed_copy_stays_closed(deed: str, expected: CopyState) -> None:
    base = (approve(), issue(2, "КБ"), act(deed, number=2))
    assert shown(*base, act("acknowledge", number=2), act("return", number=2), act("lose", number=2)) == [
        (2, 1, expected)
    ]
    assert shown(*base, approve(2)) == [(2, 1, expected)]


def test_a_copy_is_acknowledged_once() -> None:
    read = acts(
        approve(),
        issue(2, "КБ"),
        act("acknowledge", number=2, on="2024-02-02"),
        act("acknowledge", number=2, on="2024-02-09"),
    )
    assert [copy.acknowledged for copy in copies(read, status(read, TODAY, 36))] == ["2024-02-02"]


def test_a_copy_of_a_superseded_revision_must_come_back() -> None:
    base = (approve(1), issue(2, "КБ"), approve(2, effective="2024-06-02"))
    assert shown(*base) == [(2, 1, CopyState.ISSUED)]
    assert shown(*base, today=date(2024, 6, 2)) == [(2, 1, CopyState.TO_RETURN)]


def test_no_copy_must_come_back_before_another_revision_is_in_force() -> None:
    coming = (approve(1, effective="2024-07-01"), issue(2, "КБ"), approve(2, effective="2024-08-01"))
    assert shown(*coming) == [(2, 1, CopyState.ISSUED)]


def test_every_copy_of_a_withdrawn_document_must_come_back() -> None:
    read = (approve(1), issue(1, "АББСД"), issue(2, "КБ"), act("withdraw", on="2024-03-01"))
    assert [item[2] for item in shown(*read)] == [CopyState.TO_RETURN] * 2


def test_a_copy_that_was_lost_and_issued_again_is_out_again() -> None:
    lost = (approve(), issue(2, "КБ"), act("lose", number=2, on="2024-02-05"))
    assert shown(*lost, issue(2, "КБ", on="2024-02-06")) == [(2, 1, CopyState.LOST), (2, 1, CopyState.ISSUED)]


def test_an_issue_of_a_copy_that_is_out_changes_nothing() -> None:
    read = acts(approve(), issue(2, "КБ"), act("acknowledge", number=2), issue(2, "ДАКО"))
    (copy,) = copies(read, status(read, TODAY, 36))
    assert (copy.holder, copy.state) == ("КБ", CopyState.ACKNOWLEDGED)


def test_what_was_never_issued_is_no_copy() -> None:
    assert shown(approve(), act("acknowledge", number=9), act("return", number=9)) == []


def test_the_control_copy_has_number_1_and_the_others_begin_with_2() -> None:
    assert number_for((), "АББСД", 1, control=True) == 1
    assert number_for((), "КБ", 1, control=False) == 2
    read = acts(approve(), issue(1, "АББСД"), issue(5, "КБ"))
    assert copies(read, status(read, TODAY, 36))[0].control
    assert (number_for(read, "КБ", 2, control=False), number_for(read, "ИЖ", 2, control=False)) == (5, 6)
    assert number_for(read, "АББСД", 2, control=False) == 6
    assert number_for(read, "АББСД", 2, control=True) == 1


def test_a_copy_that_came_back_is_not_issued_again_under_its_number() -> None:
    read = acts(approve(), issue(1, "АББСД"), issue(2, "КБ"), act("lose", number=2))
    assert number_for(read, "КБ", 1, control=False) == 3
    assert number_for(read, "КБ", 2, control=False) == 2
    assert number_for(read, "АББСД", 1, control=True) == 3


def test_the_control_number_stays_with_one_holder() -> None:
    read = acts(approve(), issue(1, "АББСД"))
    assert number_for(read, "КБ", 2, control=True) == 2


HOLDERS = st.sampled_from(["АББСД", "КБ", "ИЖ", "ЮБ", "БК"])


class LedgerLife(RuleBasedStateMachine):
    """Acts as people make them, against the simplest picture of what they mean."""

    def __init__(self) -> None:
        super().__init__()
        self.data = b""
        self.today = date(2024, 1, 1)
        self.approved: dict[int, date] = {}
        self.withdrawn: date | None = None
        self.reviewed: dict[int, date] = {}
        self.papers: dict[tuple[int, int], list[object]] = {}
        self.numbers: dict[int, str] = {}

    def add(self, deed: Deed, revision: int, **fields: Value) -> None:
        values = act(deed.value, revision=revision, at=f"{self.today}T09:00:00Z", on=self.today.isoformat())
        for name in ("number", "holder"):
            values.pop(name, None)
        self.data += compose({**values, **fields}, self.data)

    @property
    def acts(self) -> tuple[Act, ...]:
        read = read_ledger(self.data, CODE, "")
        assert read.problems == ()
        return read.acts

    @property
    def current(self) -> int | None:
        return max((r for r, day in self.approved.items() if day <= self.today), default=None)

    @property
    def gone(self) -> bool:
        return self.withdrawn is not None and self.withdrawn <= self.today

    @rule(days=st.integers(0, 400))
    def wait(self, days: int) -> None:
        self.today += timedelta(days)

    @precondition(lambda self: self.withdrawn is None)
    @rule(days=st.integers(0, 60))
    def approve(self, days: int) -> None:
        revision = max(self.approved, default=0) + 1
        self.approved[revision] = self.today + timedelta(days)
        self.add(Deed.APPROVE, revision, effective=self.approved[revision].isoformat())

    @precondition(lambda self: self.current and self.withdrawn is None)
    @rule()
    def review(self) -> None:
        assert self.current
        self.reviewed[self.current] = self.today
        self.add(Deed.REVIEW, self.current)

    @precondition(lambda self: self.current and self.withdrawn is None)
    @rule(days=st.integers(0, 60))
    def withdraw(self, days: int) -> None:
        self.withdrawn = self.today + timedelta(days)
        self.add(Deed.WITHDRAW, self.current or 0, effective=self.withdrawn.isoformat())

    @precondition(lambda self: self.approved and not self.gone)
    @rule(holder=HOLDERS)
    def issue(self, holder: str) -> None:
        revision = max(self.approved)
        number = number_for(self.acts, holder, revision, control=holder == "АББСД")
        assert self.numbers.setdefault(number, holder) == holder
        assert number != 1 or holder == "АББСД"
        assert (number, revision) not in self.papers
        paper = self.papers.get((number, revision))
        if paper is None or paper[1] in {CopyState.RETURNED, CopyState.DESTROYED, CopyState.LOST}:
            self.papers[number, revision] = [holder, CopyState.ISSUED]
            self.add(Deed.ISSUE, revision, number=number, holder=holder)

    @precondition(lambda self: self.papers)
    @rule(which=st.integers(0, 50), deed=st.sampled_from([Deed.ACKNOWLEDGE, Deed.RETURN, Deed.DESTROY, Deed.LOSE]))
    def move(self, which: int, deed: Deed) -> None:
        key = sorted(self.papers)[which % len(self.papers)]
        paper = self.papers[key]
        self.add(deed, key[1], number=key[0])
        if deed is Deed.ACKNOWLEDGE:
            paper[1] = CopyState.ACKNOWLEDGED if paper[1] is CopyState.ISSUED else paper[1]
        elif paper[1] in {CopyState.ISSUED, CopyState.ACKNOWLEDGED}:
            paper[1] = {Deed.RETURN: CopyState.RETURNED, Deed.DESTROY: CopyState.DESTROYED, Deed.LOSE: CopyState.LOST}[
                deed
            ]

    @invariant()
    def the_state_follows(self) -> None:
        now = status(self.acts, self.today, 12)
        if self.gone:
            assert now.state is State.WITHDRAWN
        elif self.current:
            assert (now.state, now.revision) == (State.IN_FORCE, self.current)
            last = max(self.approved[self.current], self.reviewed.get(self.current, date.min))
            assert now.review_due == add_months(last, 12).isoformat()
        else:
            assert now.state is (State.APPROVED if self.approved else State.DRAFT)

    @invariant()
    def the_copies_follow(self) -> None:
        read = self.acts
        out = {CopyState.ISSUED, CopyState.ACKNOWLEDGED}
        expected = []
        for (number, revision), (holder, where) in sorted(self.papers.items()):
            back = where in out and (self.gone or (self.current is not None and revision < self.current))
            expected.append((number, revision, holder, CopyState.TO_RETURN if back else where))
        found = copies(read, status(read, self.today, 12))
        assert [(item.number, item.revision, item.holder, item.state) for item in found] == expected

    @invariant()
    def a_number_is_never_given_again(self) -> None:
        assert number_for(self.acts, "башка", 1, control=False) > max(self.numbers, default=1)


LedgerLife.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestLedgerLife = LedgerLife.TestCase


def test_numbers_that_follow_one_another_are_named_as_one() -> None:
    assert ranges([]) == ""
    assert ranges([3, 1, 2, 7, 2, 9, 10]) == "1-3, 7, 9-10"


def test_a_document_without_any_approval_has_no_day_and_an_archived_one_names_its_act() -> None:
    assert status((), TODAY, 36).effective == ""
    found = acts(approve(), act("withdraw", on="2024-02-01"), act("archive", on="2024-03-01"))
    archived = status(found, TODAY, 36).archived
    assert archived is not None
    assert archived.deed is Deed.ARCHIVE
    assert status(found[:2], TODAY, 36).archived is None


def test_a_number_below_the_last_that_nobody_ever_had_is_missing() -> None:
    assert missing_numbers(acts(approve(), issue(2, "КБ"), issue(5, "ИЖ"))) == (3, 4)
    assert missing_numbers(acts(approve(), issue(1, "АББСД"), issue(2, "КБ"))) == ()
