"""The way of a revision: submit, check, agree, approve, put into effect; each step by another person, in its order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ..cli.desk import Desk
from .people import (
    AGREER,
    AUTHOR,
    BY_RECTOR,
    CHECKER,
    DRAFT,
    RECTOR,
    REGISTRAR,
    agreed,
    by,
    checked,
    deeds,
    findings,
    people,
    settings,
    submitted,
)


def test_a_revision_goes_its_whole_way(desk: Desk) -> None:
    agreed(desk)
    by(desk, RECTOR, "approve", DRAFT, *BY_RECTOR)

    acts = desk.ledger(DRAFT)
    assert [act["act"] for act in acts] == ["prepare", "check", "agree", "approve"]
    assert [act["person"] for act in acts] == [AUTHOR, CHECKER, AGREER, RECTOR]
    assert [act["by"] for act in acts] == ["АББСД", "quality-director", "management-representative", "rector"]
    assert len({act["sha256"] for act in acts}) == 1
    assert findings(desk) == []
    desk.clean()


def test_each_step_names_the_next_one(desk: Desk) -> None:
    told = by(desk, AUTHOR, "submit", DRAFT, "--format", "json").json()

    assert (told["act"], told["revision"], told["next"], told["next_roles"]) == (
        "prepare",
        1,
        "check",
        ["quality-director"],
    )
    assert "qms agree" in by(desk, CHECKER, "check-off", DRAFT).out


def test_a_department_that_works_on_paper_records_the_decision_only(desk: Desk) -> None:
    desk("approve", DRAFT, *BY_RECTOR, code=0)

    assert deeds(desk) == ["approve"]
    assert "person" not in desk.ledger(DRAFT)[0]
    assert findings(desk) == []


@pytest.mark.parametrize("words", [("agree", DRAFT), ("approve", DRAFT, *BY_RECTOR)])
def test_once_a_step_is_recorded_none_is_skipped(desk: Desk, words: tuple[str, ...]) -> None:
    submitted(desk)

    told = by(desk, RECTOR, *words, code=2).err

    assert "check (quality-director)" in told
    assert "qms check-off" in told
    assert deeds(desk) == ["prepare"]


def test_steps_taken_on_paper_are_attested_by_the_registrar(desk: Desk) -> None:
    submitted(desk)
    by(desk, REGISTRAR, "approve", DRAFT, "--by-order", *BY_RECTOR)

    act = desk.ledger(DRAFT)[-1]
    assert (act["by"], act["attested"], act["attester"]) == ("rector", "registrar", REGISTRAR)
    assert findings(desk) == []


def test_where_every_step_is_recorded_an_approval_alone_is_refused(desk: Desk) -> None:
    settings(desk, ("steps: paper", "steps: recorded"))

    assert "prepare" in desk("approve", DRAFT, *BY_RECTOR, code=2).err
    desk("approve", DRAFT, "--by-order", *BY_RECTOR, code=0)


def test_decisions_before_the_day_of_the_new_order_are_not_judged_by_it(desk: Desk) -> None:
    day = (date.today() + timedelta(days=1)).isoformat()
    settings(desk, ("steps: paper\n  since:", f"steps: recorded\n  since: {day}"))

    assert findings(desk) == []
    settings(desk, (f"since: {day}", "since:"))
    assert findings(desk) == []  # they were taken when paper was enough


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        (AUTHOR, ("check-off", DRAFT), "submitted this revision, and cannot check"),
        (CHECKER, ("agree", DRAFT), ""),
        (AUTHOR, ("approve", DRAFT, *BY_RECTOR), "submitted this revision, and cannot approve"),
        (CHECKER, ("approve", DRAFT, *BY_RECTOR), "checked this revision, and cannot approve"),
        (AUTHOR, ("approve", DRAFT, "--by-order", *BY_RECTOR), "cannot attest"),
        (CHECKER, ("approve", DRAFT, "--by-order", *BY_RECTOR), "cannot attest"),
    ],
)
def test_who_writes_does_not_check_and_neither_approves(
    desk: Desk, who: str, words: tuple[str, ...], told: str
) -> None:
    (submitted if words[0] == "check-off" else checked if words[0] == "agree" else agreed)(desk)
    before = deeds(desk)

    answer = by(desk, who, *words, code=2 if told else 0)

    assert told in answer.err
    assert deeds(desk) == (before if told else [*before, words[0]])


def test_a_waived_separation_is_allowed_and_stays_visible(desk: Desk) -> None:
    settings(desk, ("waive: []", "waive: [check-approve]"))
    agreed(desk)
    by(desk, CHECKER, "approve", DRAFT, *BY_RECTOR)

    assert findings(desk) == ["LG016"]


def test_the_holder_of_a_position_is_known_by_the_address(desk: Desk) -> None:
    people(desk, quality_director=CHECKER, rector=RECTOR)
    submitted(desk)

    assert "does not hold" in by(desk, AGREER, "check-off", DRAFT, code=2).err
    by(desk, CHECKER, "check-off", DRAFT)
    assert desk.ledger(DRAFT)[-1]["person"] == "checker"


def test_on_paper_the_decision_is_that_of_the_holder_on_its_day(desk: Desk) -> None:
    people(desk, rector=RECTOR)
    by(desk, REGISTRAR, "approve", DRAFT, *BY_RECTOR)

    assert desk.ledger(DRAFT)[-1]["person"] == "rector"


def test_nobody_approves_a_text_that_he_committed(desk: Desk) -> None:
    people(desk, rector="aigul@example.org")  # who has begun the repository

    assert "cannot approve" in by(desk, REGISTRAR, "approve", DRAFT, *BY_RECTOR, code=2).err


def test_a_changed_text_must_be_submitted_and_checked_again(desk: Desk) -> None:
    checked(desk)
    desk.edit(DRAFT)
    by(desk, AUTHOR, "commit", DRAFT)

    assert findings(desk) == ["LG014"]
    assert "check" in by(desk, RECTOR, "approve", DRAFT, *BY_RECTOR, code=2).err
    agreed(desk)
    by(desk, RECTOR, "approve", DRAFT, *BY_RECTOR)
    assert findings(desk) == []


def test_a_rejected_text_goes_back_to_its_author_with_the_reason(desk: Desk) -> None:
    checked(desk)
    by(desk, AGREER, "reject", DRAFT, "--reason", "Мөөнөт жок")

    item = next(item for item in desk("inbox", "--format", "json").json()["inbox"] if item["code"] == DRAFT)
    assert (item["task"], item["note"], item["who"]) == ("rework", "Мөөнөт жок", ["АББСД", "quality-director"])
    assert "submit" in by(desk, AGREER, "agree", DRAFT, code=2).err
    desk.edit(DRAFT)
    by(desk, AUTHOR, "commit", DRAFT)
    agreed(desk)
    by(desk, RECTOR, "approve", DRAFT, *BY_RECTOR)
    assert findings(desk) == []


def test_what_was_not_submitted_cannot_be_rejected_and_a_no_has_a_reason(desk: Desk) -> None:
    assert "not submitted" in desk("reject", DRAFT, "--reason", "x", code=2).err
    submitted(desk)
    assert "reason" in desk("reject", DRAFT, "--reason", " ", code=2).err


def test_a_revision_on_its_way_is_edited_not_counted(desk: Desk) -> None:
    submitted(desk)
    desk.edit(DRAFT)

    assert "qms commit" in desk("revise", DRAFT, "--change", "x", code=2).err


def test_a_decision_and_the_order_that_puts_it_into_effect_are_two_acts(desk: Desk) -> None:
    settings(desk, ("  management:\n", "  management:\n    effect: [rector]\n"))
    desk("approve", DRAFT, *BY_RECTOR, "--on", "2024-06-10", code=0)

    assert desk("show", DRAFT, "--format", "json", code=0).json()["state"] == "approved"
    assert [item["task"] for item in desk("inbox", "--format", "json").json()["inbox"] if item["code"] == DRAFT] == [
        "effect"
    ]
    desk("effect", DRAFT, "--order", "Буйрук № 9", "--on", "2024-06-12", "--effective", "2024-07-01", code=0)

    shown = desk("show", DRAFT, "--format", "json", code=0).json()
    assert (shown["state"], shown["effective"]) == ("in-force", "2024-07-01")
    assert findings(desk) == []
    assert "waits to come into force" in desk("effect", DRAFT, "--order", "№ 9", code=2).err


def test_an_order_never_lies_before_the_decision(desk: Desk) -> None:
    settings(desk, ("  management:\n", "  management:\n    effect: [rector]\n"))
    desk("approve", DRAFT, *BY_RECTOR, "--on", "2024-06-10", code=0)

    desk("effect", DRAFT, "--order", "№ 9", "--on", "2024-06-09", code=2)
    assert deeds(desk) == ["approve"]
