"""What comes after an approval: corrections, the archive, a successor, external documents, undo and commit."""

from __future__ import annotations

import pytest

from qms.ledger.lines import compose

from ..cli.desk import AUDIT, Desk
from .people import BY_RECTOR, CARD, DRAFT, by, deeds, findings, settings

OLD = "СМС-ЖИ-АББСД-01-2024"


def test_a_wrong_number_of_a_decision_is_corrected_by_a_further_act(desk: Desk) -> None:
    desk("amend", AUDIT, "approve", "--basis", "Буйрук № 15", "--reason", "Номери ката", code=0)

    assert deeds(desk, AUDIT)[-1] == "amend"
    assert desk.ledger(AUDIT)[0]["basis"] == "№ 5"
    assert "Буйрук № 15" in desk("show", AUDIT, code=0).out
    assert findings(desk) == []
    desk.clean()


@pytest.mark.parametrize(
    "words",
    [
        ("approve", "--reason", "x"),
        ("approve", "--reason", "x", "--basis", "№ 5"),
        ("approve", "--reason", " ", "--basis", "№ 6"),
        ("approve", "--reason", "x", "--effective", "2024-06-09"),
        ("approve", "--reason", "x", "--on", "2999-01-01"),
        ("withdraw", "--reason", "x", "--basis", "№ 6"),
        ("nothing", "--reason", "x", "--basis", "№ 6"),
    ],
)
def test_a_correction_that_corrects_nothing_or_cannot_be_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.head()

    assert desk("amend", AUDIT, *words, code=2).err
    assert desk.head() == before


def test_the_original_of_a_withdrawn_document_goes_into_the_archive_once(desk: Desk) -> None:
    assert "not withdrawn" in desk("archive", AUDIT, "--place", "x", code=2).err
    desk("archive", OLD, "--place", "02-14 папка", "--until", "2031-12-31", code=0)

    assert desk.ledger(OLD)[-1]["place"] == "02-14 папка"
    assert "archive already" in desk("archive", OLD, "--place", "x", code=2).err
    assert findings(desk) == []


def test_a_successor_ends_the_old_document_on_its_own_day(desk: Desk) -> None:
    assert "not approved" in desk("supersede", "2.9", DRAFT, "--basis", "№ 9", "--yes", code=2).err
    replacing(desk, "СМС-ДП-2.9-2024")
    desk("approve", DRAFT, *BY_RECTOR, "--effective", "2998-01-01", code=0)
    desk("supersede", "2.9", DRAFT, "--basis", "№ 9", "--yes", code=0)

    act = desk.ledger("СМС-ДП-2.9-2024")[-1]
    assert (act["act"], act["effective"], act["replaced_by"]) == ("withdraw", "2998-01-01", DRAFT)
    assert desk("show", "2.9", "--format", "json", code=0).json()["state"] == "in-force"


def test_what_the_new_text_does_not_replace_stays_in_force(desk: Desk) -> None:
    replacing(desk, AUDIT)
    desk("approve", DRAFT, *BY_RECTOR, code=0)

    told = desk("supersede", "2.9", DRAFT, "--basis", "№ 9", "--yes", code=2).err
    assert "does not say that it replaces" in told
    assert "qms withdraw СМС-ДП-2.9-2024 --replaced-by" in " ".join(told.split())


def test_until_the_old_document_ends_two_in_force_are_a_finding(desk: Desk) -> None:
    replacing(desk, "СМС-ДП-2.9-2024")
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    told = desk("check", "--select", "RF016", "--format", "json").json()["findings"]
    assert [item["code"] for item in told] == [DRAFT]

    desk("supersede", "2.9", DRAFT, "--basis", "№ 9", "--yes", code=0)
    assert desk("check", "--select", "RF016", "--format", "json").json()["findings"] == []


def replacing(desk: Desk, code: str) -> None:
    """Let the draft say which document it replaces."""
    path = desk.path(DRAFT)
    path.write_text(path.read_text("utf-8").replace("owner:", f"replaces: [{code}]\nowner:"), "utf-8")
    desk("commit", DRAFT, code=0)


def test_an_external_document_goes_its_five_steps(desk: Desk) -> None:
    assert "registered, not approved" in desk("approve", CARD, *BY_RECTOR, code=2).err
    desk("external", "register", CARD, "--by", "registrar", "--basis", "Кирүүчү № 12", code=0)
    desk("external", "acquaint", CARD, "--to", "ОИД", "--to", "КБ", code=0)
    desk.edit(CARD, "note: 5-берене")
    desk("external", "change", CARD, "--by", "registrar", "--change", "5-берене", "--basis", "Кирүүчү № 31", code=0)
    desk("external", "keep", CARD, "--by", "registrar", "--place", "АББСД, 01-07", code=0)
    desk("external", "acquaint", CARD, "--to", "ОИД", code=0)

    expected = ["register", "acquaint", "acquaint", "register", "keep", "acquaint"]
    assert deeds(desk, CARD) == expected
    assert desk("show", CARD, "--format", "json", code=0).json()["revision"] == 2
    assert findings(desk) == []
    desk.clean()


@pytest.mark.parametrize(
    "words",
    [
        ("acquaint", CARD, "--to", "ОИД"),
        ("keep", CARD, "--by", "registrar", "--place", "x"),
        ("register", CARD, "--by", "rector", "--basis", "x"),
        ("register", CARD, "--by", "registrar"),
        ("register", AUDIT, "--by", "registrar", "--basis", "x"),
        ("register", DRAFT, "--by", "registrar", "--basis", "x"),
    ],
)
def test_a_step_of_an_external_document_out_of_its_place_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.head()

    assert desk("external", *words, code=2).err
    assert desk.head() == before


@pytest.mark.parametrize(
    "words", [("keep", "--place", "01-07", "--basis", "№ 1"), ("acquaint", "--to", "КБ", "--by", "registrar")]
)
def test_what_a_step_does_not_record_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    desk("external", "register", CARD, "--by", "registrar", "--basis", "x", code=0)
    before = desk.head()

    assert f'"{words[3]}" is too much' in desk("external", words[0], CARD, *words[1:], code=2).err
    assert desk.head() == before


def test_a_change_that_cannot_be_registered_changes_nothing(desk: Desk) -> None:
    desk("external", "register", CARD, "--by", "registrar", "--basis", "x", code=0)
    path, before = desk.edit(CARD, "note: 5-берене"), desk.head()
    text = path.read_bytes()

    for words in (("--by", "rector", "--basis", "x"), ("--by", "registrar"), ("--basis", "x", "--on", "2999-01-01")):
        desk("external", "change", CARD, "--change", "5-берене", *words, code=2)
    assert (desk.head(), path.read_bytes()) == (before, text)


def test_a_change_that_was_stopped_between_its_two_commits_is_finished_by_the_same_command(desk: Desk) -> None:
    words = ("external", "change", CARD, "--by", "registrar", "--change", "5-берене", "--basis", "№ 31")
    desk("external", "register", CARD, "--by", "registrar", "--basis", "x", code=0)
    assert "same as in revision" in desk(*words, code=2).err
    desk.edit(CARD, "note: 5-берене")
    desk("revise", CARD, "--change", "5-берене", "--basis", "№ 31", code=0)

    desk(*words, code=0)

    assert deeds(desk, CARD) == ["register", "register"]
    assert [act["revision"] for act in desk.ledger(CARD)] == [1, 2]
    assert findings(desk) == []
    assert "same as in revision" in desk(*words, code=2).err


def test_a_unit_is_acquainted_once_and_must_exist(desk: Desk) -> None:
    desk("external", "register", CARD, "--by", "registrar", "--basis", "x", code=0)
    desk("external", "acquaint", CARD, "--to", "ОИД", code=0)

    assert "already" in desk("external", "acquaint", CARD, "--to", "ОИД", code=2).err
    assert "no unit" in desk("external", "acquaint", CARD, "--to", "ЖОК", code=2).err
    assert "--to" in desk("external", "acquaint", CARD, code=2).err


def test_what_waits_for_a_position_is_shown_with_the_command(desk: Desk) -> None:
    waiting = desk("inbox", "--as", "rector", "--format", "json", code=0).json()["inbox"]

    assert {(item["code"], item["task"]) for item in waiting} >= {(DRAFT, "approve")}
    assert all("qms " in item["command"] for item in waiting if item["task"] != "coming")
    assert "no position" in desk("inbox", "--as", "nobody", code=2).err
    assert "qms approve" in desk("inbox", code=0).out


def test_the_status_shows_the_next_step_of_what_is_on_its_way(desk: Desk) -> None:
    by(desk, "author@example.org", "submit", DRAFT)

    found = desk("status", "--format", "json", code=0).json()
    step = next(item for item in found["next_steps"] if item["code"] == DRAFT)
    assert (step["task"], step["who"]) == ("check", ["quality-director"])
    assert DRAFT in [item["code"] for item in found["to_approve"]]


def test_an_editorial_change_is_told_to_the_ledger(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "Сөз оңдолду", "--basis", "№ 1", "--editorial", code=0)
    desk("approve", AUDIT, *BY_RECTOR, code=0)

    assert desk.ledger(AUDIT)[-1]["weight"] == "editorial"


def test_commit_records_drafts_and_lists_but_no_approved_text(desk: Desk) -> None:
    desk.edit(DRAFT)
    units = desk.root / "organisation" / "units.yaml"
    units.write_text(units.read_text("utf-8") + "\n", "utf-8")
    shown = desk("commit", "--dry-run", code=0).out
    assert DRAFT in shown
    assert "units.yaml" in shown
    desk("commit", "--yes", code=0)
    desk.clean()

    desk.edit(AUDIT)
    assert "qms revise" in desk("commit", "--yes", code=2).err
    assert "Nothing has changed" in desk("commit", DRAFT, code=2).err


def test_commit_takes_no_ledger_and_no_removed_document(desk: Desk) -> None:
    path = desk.root / "ledger" / f"{AUDIT}.jsonl"
    before = path.read_bytes()
    path.write_bytes(before + b"{}\n")
    assert "ledger" in desk("commit", "--yes", code=2).err
    path.write_bytes(before)

    desk.path(AUDIT).unlink()
    assert "qms withdraw" in desk("commit", "--yes", code=2).err


def test_an_approval_that_nobody_has_yet_is_taken_back(desk: Desk) -> None:
    before = desk.head()
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    assert "Approve" in desk("undo", "--dry-run", code=0).out
    desk("undo", "--yes", code=0)

    assert desk.head() == before
    assert desk.ledger(DRAFT) == []
    desk.clean()
    desk("approve", DRAFT, *BY_RECTOR, code=0)


def test_undoing_a_revision_leaves_the_text_as_it_lies(desk: Desk) -> None:
    before, path = desk.head(), desk.edit(DRAFT)
    desk("revise", DRAFT, "--change", "x", code=0)
    text = path.read_text("utf-8")
    desk("undo", "--yes", code=0)

    assert desk.head() == before
    assert path.read_text("utf-8") == text
    desk("revise", DRAFT, "--change", "y", code=0)
    assert "revision: 2" in path.read_text("utf-8")
    desk.clean()


def test_what_is_shared_is_never_removed(desk: Desk) -> None:
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    desk.git("update-ref", "refs/remotes/origin/main", desk.head())

    assert "shared already" in desk("undo", "--yes", code=2).err
    assert deeds(desk) == ["approve"]


def test_an_issued_copy_is_not_taken_back(desk: Desk) -> None:
    desk("issue", "2.9", "--to", "ОИД", code=0)

    assert "paper may be out" in desk("undo", "--yes", code=2).err


def test_undo_touches_no_ledger_that_was_edited(desk: Desk) -> None:
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    before, path = desk.head(), desk.root / "ledger" / f"{DRAFT}.jsonl"
    path.write_bytes(path.read_bytes() + b"\n")

    desk("undo", "--yes", code=2)
    assert desk.head() == before


@pytest.mark.parametrize("point", [1, 3, 5, 7, 9, 11])
def test_undo_is_killed_and_the_next_command_finds_one_state_or_the_other(desk: Desk, point: int) -> None:
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    told = desk.start("undo", "--yes", QMS_FAILPOINT=str(point))
    assert told.code in (0, 137), told.err
    desk("acknowledge", AUDIT, "--copy", "2", code=0)

    assert deeds(desk) in ([], ["approve"])
    desk.clean()
    desk("check", code=0)


def test_what_was_taken_back_is_no_history_that_somebody_cut_off(desk: Desk) -> None:
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    desk("trail", "verify", code=0)
    desk("undo", "--yes", code=0)

    assert desk("trail", "verify", "--format", "json", code=0).json()["verdict"] == "claimed"
    desk("check", code=0)


def decide(desk: Desk, old: str, new: str) -> None:
    """Let another role approve procedures from now on."""
    row = "  management:\n    check: [quality-director]\n    agree: [management-representative]\n    approve: [{}]\n"
    settings(desk, (row.format(old), row.format(new)))


def test_what_was_decided_by_the_matrix_of_its_day_stays_right(desk: Desk) -> None:
    decide(desk, "rector", "vice-rector-academic")
    settings(desk, ("  steps: paper", "  steps: recorded"))
    assert findings(desk) == []


def test_what_the_matrix_of_its_day_forbade_stays_wrong(desk: Desk) -> None:
    decide(desk, "rector", "vice-rector-academic")
    path, line = desk.root / "ledger" / f"{AUDIT}.jsonl", desk.ledger()[0]
    values = {key: value for key, value in line.items() if key not in {"prev", "v"}} | {"at": desk.ledger()[-1]["at"]}
    path.write_bytes(path.read_bytes() + compose(values, path.read_bytes()))
    desk.git("commit", "-qam", "Approve once more by a matrix that holds no longer")
    decide(desk, "vice-rector-academic", "registrar")

    assert "LG005" in findings(desk)


def test_a_review_may_say_that_nothing_has_changed_and_is_refused_where_something_has(desk: Desk) -> None:
    desk("review", AUDIT, "--unchanged", "--basis", "№ 3", code=0)
    desk.edit(AUDIT)
    assert desk("review", AUDIT, "--unchanged", "--basis", "№ 4", code=2).err
