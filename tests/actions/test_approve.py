"""`qms approve`: the decision of the right role about a committed text, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ..cli.desk import AUDIT, Desk
from .test_new import NASTY

DRAFT = "СМС-ДП-2.10-2024"
WORDS = ("approve", DRAFT, "--by", "rector", "--decision", "№ 5")


def test_an_approval_binds_the_exact_text(desk: Desk) -> None:
    told = desk(*WORDS, "--on", "2024-07-01", "--effective", "15.07.2024", "--format", "json", code=0).json()

    assert list(told) == ["code", "revision", "effective", "commit"]
    assert (told["code"], told["revision"], told["effective"]) == (DRAFT, 1, "2024-07-15")
    act = desk.ledger(DRAFT)[-1]
    assert (act["act"], act["by"], act["basis"], act["on"]) == ("approve", "rector", "№ 5", "2024-07-01")
    desk.clean()


def test_it_is_in_force_from_the_day_that_was_decided(desk: Desk) -> None:
    coming = (date.today() + timedelta(days=40)).isoformat()
    desk(*WORDS, "--effective", coming, code=0)

    assert desk("show", DRAFT, "--format", "json", code=0).json()["state"] == "approved"
    assert [item["code"] for item in desk("status", "--format", "json", code=0).json()["coming"]] == [DRAFT]


@pytest.mark.parametrize("role", ["registrar", "quality-director", "Ректор", "", " ", "{role}", "RECTOR"])
def test_another_role_may_not_approve(desk: Desk, role: str) -> None:
    told = desk("approve", DRAFT, "--by", role, "--decision", "№ 5", code=2).err

    assert f'"{role}"' in told
    assert "rector" in told
    assert desk.ledger(DRAFT) == []


def test_a_revision_is_approved_once(desk: Desk) -> None:
    desk(*WORDS, code=0)
    before = desk.head()

    assert "is approved already" in desk(*WORDS, code=2).err
    assert desk.head() == before


def test_another_text_of_an_approved_revision_is_refused(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk.git("commit", "-q", "-a", "-m", "Edit")

    told = desk("approve", AUDIT, "--by", "rector", "--decision", "№ 5", code=2).err

    assert "Another text" in told
    assert "qms revise" in told


def test_an_edit_that_is_not_committed_is_refused(desk: Desk) -> None:
    desk.edit(DRAFT)

    assert "not the committed one" in desk(*WORDS, code=2).err
    assert desk.ledger(DRAFT) == []


def test_an_edit_that_is_only_staged_is_refused(desk: Desk) -> None:
    desk.edit(DRAFT)
    desk.git("add", "-A")

    assert "not the committed one" in desk(*WORDS, code=2).err


def test_a_withdrawn_document_is_not_approved(desk: Desk) -> None:
    assert "withdrawn" in desk("approve", "ЖИ", "--by", "rector", "--decision", "№ 1", code=2).err


@pytest.mark.parametrize(
    ("on", "effective", "said"),
    [
        ("2024-07-02", "2024-07-01", "before the decision"),
        ("2999-01-01", "2999-01-02", "future"),
        ("2999-01-01", "", "future"),
    ],
)
def test_days_that_cannot_be_are_refused(desk: Desk, on: str, effective: str, said: str) -> None:
    days = ("--on", on, *(("--effective", effective) if effective else ()))

    assert said in desk(*WORDS, *days, code=2).err


@pytest.mark.parametrize("decision", ["", " \n ", "\u200b", "\x1b"])
def test_an_empty_decision_is_refused(desk: Desk, decision: str) -> None:
    assert "--decision" in desk("approve", DRAFT, "--by", "rector", "--decision", decision, code=2).err


@pytest.mark.parametrize("text", NASTY)
def test_a_decision_of_any_letters_leaves_a_ledger_that_can_be_read(desk: Desk, text: str) -> None:
    desk("approve", DRAFT, "--by", "rector", "--decision", text, code=0)

    shown = desk("history", DRAFT, "--format", "json", code=0).json()["rows"][0]["basis"]
    assert shown == desk.ledger(DRAFT)[-1]["basis"] == " ".join(shown.split())
    assert not any(item["rule"].startswith("LG") for item in desk("check", "--format", "json").json()["findings"])
    assert "\x1b" not in desk("show", DRAFT, code=0).out


def test_a_ledger_changed_by_hand_stops_the_act(desk: Desk) -> None:
    path = desk.root / "ledger" / f"{AUDIT}.jsonl"
    path.write_text(path.read_text("utf-8").replace("№ 5", "№ 6"), "utf-8")
    before = path.read_bytes()

    told = desk("acknowledge", AUDIT, "--copy", "2", code=2).err

    assert f"ledger/{AUDIT}.jsonl" in told
    assert path.read_bytes() == before


def test_a_ledger_that_ends_within_a_line_stops_the_act(desk: Desk) -> None:
    path = desk.root / "ledger" / f"{AUDIT}.jsonl"
    path.write_bytes(path.read_bytes()[:-9])

    told = desk("acknowledge", AUDIT, "--copy", "2", code=2)

    assert "git restore" in told.err or "no copy" in told.err
