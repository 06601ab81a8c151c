"""The numbers of copies: never given twice, kept by a holder over all revisions, replaced where the paper is gone."""

from __future__ import annotations

import pytest

from qms.ledger.lines import read_ledger
from qms.ledger.numbers import Numbers, missing_numbers
from qms.model.act import Act, Value

from .lines import CODE, act, ledger, number_for


def acts(*found: dict[str, Value]) -> tuple[Act, ...]:
    return read_ledger(ledger(found), CODE, "").acts


def issue(number: int, holder: str = "КБ", revision: int = 1, **more: Value) -> dict[str, Value]:
    return act("issue", number=number, holder=holder, revision=revision, **more)


def wanted(found: tuple[Act, ...], revision: int, count: int, holder: str = "КБ", medium: str = "paper") -> list[int]:
    """Return the numbers that the next copies of a holder get, one after another."""
    numbers, given = Numbers.of(found), []
    for _ in range(count):
        given.append(numbers.number((holder, medium), revision))
        numbers.take(acts(issue(given[-1], holder, revision, medium=medium))[0])
    return given


def test_a_holder_keeps_all_numbers_for_the_next_revision_in_their_order() -> None:
    found = acts(issue(2), issue(4), issue(3, "ИЖ"), issue(6))
    assert wanted(found, 2, 4) == [2, 4, 6, 7]
    assert wanted(found, 1, 1) == [7]


def test_each_paper_that_is_gone_is_replaced_by_one_number_for_ever() -> None:
    base = issue(2), issue(3), act("lose", number=2), act("return", number=3)
    assert wanted(acts(*base), 1, 2) == [4, 5]
    assert wanted(acts(*base, issue(4)), 2, 3) == [3, 4, 5]
    assert wanted(acts(*base, issue(4), issue(5)), 2, 3) == [4, 5, 6]
    assert wanted(acts(*base, issue(4), issue(5), issue(6)), 2, 4) == [4, 5, 6, 7]


def test_what_was_closed_in_another_revision_replaces_nothing() -> None:
    found = acts(issue(2), act("return", number=2), issue(2, revision=2), issue(3, revision=2))
    assert wanted(found, 3, 3) == [2, 3, 4]


def test_a_number_that_is_issued_again_under_itself_is_not_replaced() -> None:
    found = acts(issue(2), act("lose", number=2), issue(2))
    assert wanted(found, 2, 2) == [2, 3]


def test_every_medium_has_numbers_of_its_own_and_paper_need_not_be_named() -> None:
    found = acts(issue(2), issue(3, medium="electronic"))
    assert number_for(found, "КБ", 2, control=False) == 2
    assert number_for(found, "КБ", 2, control=False, medium="electronic") == 3


@pytest.mark.parametrize(("kind", "number"), [("unaccounted", 3), ("accounted", 2), ("", 2)])
def test_a_copy_for_information_gives_its_holder_no_number(kind: str, number: int) -> None:
    assert number_for(acts(issue(2, kind=kind)), "КБ", 2, control=False) == number


def test_only_an_issue_gives_a_number_out() -> None:
    found = acts(issue(2), act("acknowledge", number=9), act("provisional", number=8))
    assert (wanted(found, 1, 1), missing_numbers(found)) == ([3], ())


def test_the_control_number_is_never_a_second_copy_of_its_holder() -> None:
    found = acts(issue(1, "АББСД"), issue(2, "АББСД"), act("lose", number=1), issue(3, "АББСД"))
    assert wanted(found, 2, 3, "АББСД") == [2, 3, 4]
    assert number_for(found, "АББСД", 2, control=True) == 1


def test_the_first_number_after_the_control_copy_may_be_missing_too() -> None:
    assert missing_numbers(acts(issue(3), issue(5))) == (2, 4)
    assert missing_numbers(acts(issue(5), issue(2))) == (3, 4)
    assert missing_numbers(()) == ()
