"""`qms review` and `qms withdraw`: acts about a whole document."""

from __future__ import annotations

import pytest

from ..cli.desk import AUDIT, Desk

VERBS = (("review", AUDIT), ("withdraw", AUDIT, "--yes"))


def test_a_review_without_change_moves_the_next_one(desk: Desk) -> None:
    desk("review", "2.15", "--basis", "№ 3", "--on", "2025-06-09", code=0)

    assert desk("show", "2.15", "--format", "json", code=0).json()["review_due"] == "2028-06-09"
    row = desk("history", "2.15", "--format", "json", code=0).json()["rows"][-1]
    assert (row["kind"], row["approved_by"], row["basis"]) == ("review", "quality-director", "№ 3")
    desk.clean()


@pytest.mark.parametrize("words", VERBS)
@pytest.mark.parametrize("basis", ["", " ", "\x00".replace("\x00", "\x1b")])
def test_a_basis_must_be_given(desk: Desk, words: tuple[str, ...], basis: str) -> None:
    assert "--basis" in desk(*words, "--basis", basis, code=2).err


@pytest.mark.parametrize("words", VERBS)
@pytest.mark.parametrize("role", ["", "nobody", "{x}", "Ректор"])
def test_a_role_that_nobody_has_is_refused(desk: Desk, words: tuple[str, ...], role: str) -> None:
    before = desk.ledger()

    assert f'"{role}"' in desk(*words, "--basis", "№ 1", "--by", role, code=2).err
    assert desk.ledger() == before


@pytest.mark.parametrize("words", VERBS)
@pytest.mark.parametrize(("on", "said"), [("2999-01-01", "future"), ("2001-01-01", "before")])
def test_the_day_lies_between_approval_and_today(desk: Desk, words: tuple[str, ...], on: str, said: str) -> None:
    assert said in desk(*words, "--basis", "№ 1", "--on", on, code=2).err


def test_a_changed_text_cannot_be_reviewed_without_change(desk: Desk) -> None:
    desk.edit(AUDIT)
    assert "not the committed one" in desk("review", AUDIT, "--basis", "№ 1", code=2).err

    desk("revise", AUDIT, "--change", "x", code=0)
    assert "changed since its approval" in desk("review", AUDIT, "--basis", "№ 1", code=2).err


@pytest.mark.parametrize("code", ["2.10", "ЖИ"])
def test_only_a_document_in_force_is_reviewed(desk: Desk, code: str) -> None:
    assert "not in force" in desk("review", code, "--basis", "№ 1", code=2).err


def test_a_withdrawal_names_the_copies_that_must_come_back(desk: Desk) -> None:
    told = desk("withdraw", "2.15", "--basis", "№ 9", "--yes", code=0).out

    assert all(holder in told for holder in ("АББСД", "ОИД", "КБ"))
    assert desk("show", "2.15", "--format", "json", code=0).json()["state"] == "withdrawn"
    states = {item["state"] for item in desk("copies", "2.15", "--format", "json", code=0).json()["copies"]}
    assert states == {"to-return"}
    desk.clean()


def test_a_document_is_withdrawn_once(desk: Desk) -> None:
    assert "withdrawn already" in desk("withdraw", "ЖИ", "--basis", "№ 9", "--yes", code=2).err


def test_a_draft_needs_no_withdrawal(desk: Desk) -> None:
    assert "never approved" in desk("withdraw", "2.10", "--basis", "№ 9", "--yes", code=2).err


def test_a_withdrawn_document_whose_text_is_gone_is_still_known(desk: Desk) -> None:
    desk.git("rm", "-q", str(desk.path("СМС-ЖИ-АББСД-01-2024")))
    desk.git("commit", "-q", "-m", "Delete")

    shown = desk("show", "ЖИ", "--format", "json", code=0).json()
    assert (shown["state"], shown["path"]) == ("withdrawn", None)
    assert "not in this repository" in desk("approve", "ЖИ", "--by", "rector", "--decision", "x", code=2).err
    assert desk("list", "--format", "json", code=0).json()["documents"][-1]["code"] == "СМС-ЖИ-АББСД-01-2024"
    desk("history", "ЖИ", code=0)


def test_without_an_answer_nothing_is_withdrawn(desk: Desk) -> None:
    told = desk.start("withdraw", "CMC-ДП-2.15-2024", "--basis", "№ 9")

    assert told.code == 2
    assert f'Withdraw "{AUDIT}" for good?' in told.err
    assert "--yes" in told.err
    assert told.out == ""
