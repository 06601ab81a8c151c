"""What scripts read after an act: the same keys after every command that records one."""

from __future__ import annotations

import pytest

from ..cli.desk import AUDIT, Desk
from .people import AUTHOR, CARD, CHECKER, DRAFT, by, settings, submitted

COMMON = ["code", "revision", "act", "by", "person", "on", "commit"]
CASES = (
    (("review", "2.15", "--basis", "№ 3"), "review", {"basis", "review_due"}),
    (("withdraw", "2.15", "--basis", "№ 3", "--yes"), "withdraw", {"basis", "effective", "replaced_by", "to_return"}),
    (("archive", "ЖИ", "--place", "01-07"), "archive", {"place", "until"}),
    (
        ("amend", "2.15", "approve", "--basis", "№ 9", "--reason", "x"),
        "amend",
        {"corrected", "reason", "holds"},
    ),
    (("external", "register", CARD, "--by", "registrar", "--basis", "№ 1"), "register", {"basis", "place", "units"}),
)


@pytest.mark.parametrize(("words", "act", "more"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_an_act_is_told_with_its_commit(desk: Desk, words: tuple[str, ...], act: str, more: set[str]) -> None:
    told = desk(*words, "--format", "json", code=0).json()

    assert list(told)[:7] == COMMON
    assert set(told) - set(COMMON) == more
    assert (told["act"], told["commit"]) == (act, desk.head())


def test_a_rejection_names_the_reason_and_the_person(desk: Desk) -> None:
    submitted(desk)

    told = by(desk, CHECKER, "reject", DRAFT, "--reason", "6.3: мөөнөт", "--format", "json").json()

    assert (told["act"], told["reason"], told["commit"]) == ("reject", "6.3: мөөнөт", desk.head())


def test_an_order_names_the_day(desk: Desk) -> None:
    settings(desk, ("  management:\n", "  management:\n    effect: [rector]\n"))
    desk("approve", DRAFT, "--by", "rector", "--decision", "№ 5", code=0)

    told = desk("effect", DRAFT, "--order", "№ 6", "--format", "json", code=0).json()

    assert (told["act"], told["basis"], told["effective"]) == ("effect", "№ 6", told["on"])


def test_the_copies_that_must_come_back_are_listed(desk: Desk) -> None:
    told = desk("withdraw", AUDIT, "--basis", "№ 3", "--yes", "--format", "json", code=0).json()

    assert [item["number"] for item in told["to_return"]] == [1, 2, 3]


def test_an_edit_is_told_before_and_after_it_is_recorded(desk: Desk) -> None:
    path = desk.edit(DRAFT).relative_to(desk.root).as_posix()

    shown = by(desk, AUTHOR, "commit", DRAFT, "--dry-run", "--format", "json").json()
    done = by(desk, AUTHOR, "commit", DRAFT, "--format", "json").json()

    assert shown == {"files": [path], "codes": [DRAFT], "commit": None}
    assert done == {**shown, "commit": desk.head()}


def test_what_is_taken_back_is_told_before_and_after(desk: Desk) -> None:
    desk("review", AUDIT, "--basis", "№ 3", code=0)
    head = desk.head()

    shown = desk("undo", "--dry-run", "--format", "json", code=0).json()
    done = desk("undo", "--yes", "--format", "json", code=0).json()

    assert shown["acts"] == [{"act": "review", "code": AUDIT, "revision": 1}]
    assert (shown["commit"], shown["taken_back"], done["taken_back"]) == (head, False, True)
    assert desk.head() != head
