"""What people do to files by hand: each is told as what it is, and the command that is named puts it right."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from .desk import AUDIT, Desk

CONFLICT = "Two versions of this passage stand here: a merge was not finished"


def told(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return what was found, without what is found in the untouched repository: rule, its message and help."""
    found = desk("check", "--format", "json").json()["findings"]
    return {item["rule"]: (item["message"], item["help"]) for item in found}


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def run_git(desk: Desk, help_: str) -> None:
    """Run the command of git that a help names."""
    desk.git(*shlex.split(help_[help_.index("git ") :])[1:])


@pytest.fixture
def before(desk: Desk) -> dict[str, tuple[str, str]]:
    return told(desk)


def test_a_heading_of_another_level_is_no_change_of_the_front_matter(
    desk: Desk, before: dict[str, tuple[str, str]]
) -> None:
    replaced(desk.path(AUDIT), "# 2. Тартип", "## 2. Тартип")
    message, help_ = told(desk)["LG001"]
    assert message.endswith("in: spaces, marks or levels of headings")
    run_git(desk, help_)
    assert told(desk) == before


def test_an_edit_that_was_committed_is_taken_back_with_the_command_that_is_named(desk: Desk) -> None:
    replaced(desk.path(AUDIT), "Бөлүм башчы", "Декан")
    desk.git("commit", "-qam", "Edit")
    run_git(desk, told(desk)["LG001"][1])
    assert "Бөлүм башчы" in desk.path(AUDIT).read_text("utf-8")
    assert "LG001" not in told(desk)


@pytest.mark.parametrize("name", ["a.md", "я.md"])
def test_an_edit_beside_a_copy_of_the_approved_text_is_told(desk: Desk, name: str) -> None:
    """Either of the two files may be the first that bears the code."""
    copy = desk.path(AUDIT).with_name(name)
    copy.write_bytes(desk.path(AUDIT).read_bytes())
    replaced(desk.path(AUDIT), "Бөлүм башчы", "Декан")
    found = told(desk)
    assert found["LG001"][0].endswith("in: 2")
    assert "CD002" in found


@pytest.mark.parametrize("path", ["documents", "registers/processes.yaml", "organisation/units.yaml"])
def test_a_merge_left_in_fields_or_tables_is_told_as_one(desk: Desk, path: str) -> None:
    full = desk.path(AUDIT) if path == "documents" else desk.root / path
    lines = full.read_text("utf-8").split("\n")
    full.write_text(
        "\n".join([*lines[:2], "<<<<<<< HEAD", lines[2], "=======", lines[2], ">>>>>>> b", *lines[3:]]), "utf-8"
    )
    found = [item for item in desk("check", "--format", "json").json()["findings"] if item["message"] == CONFLICT]
    assert [item["line"] for item in found] == [3]


def test_a_merge_left_in_a_ledger_is_told_as_one(desk: Desk) -> None:
    path = desk.root / "ledger" / f"{AUDIT}.jsonl"
    path.write_text(f"<<<<<<< HEAD\n{path.read_text('utf-8')}=======\n>>>>>>> b\n", "utf-8")
    found = [item for item in desk("check", "--format", "json").json()["findings"] if item["rule"] == "LG002"]
    assert [(item["message"], item["line"]) for item in found] == [(CONFLICT, 1)]
    assert '"git merge --abort"' in found[0]["help"]


def test_a_ledger_that_was_deleted_comes_back_with_the_command_that_is_named(
    desk: Desk, before: dict[str, tuple[str, str]]
) -> None:
    (desk.root / "ledger" / f"{AUDIT}.jsonl").unlink()
    message, help_ = told(desk)["LG004"]
    assert message == "The ledger is gone"
    run_git(desk, help_)
    assert told(desk) == before


def test_a_code_that_was_changed_in_the_text_only_is_told_with_the_right_one(desk: Desk) -> None:
    replaced(desk.path(AUDIT), f"code: {AUDIT}", "code: СМС-ДП-2.77-2024")
    found = told(desk)
    assert found["CD005"][0] == f'The file and its ledger say "{AUDIT}", the text "СМС-ДП-2.77-2024"'
    assert found["CD005"][1].startswith(f'Write "code: {AUDIT}"')
    assert not {"HS001", "RF008"} & found.keys()


@pytest.mark.parametrize("damage", ["code", "utf-16"])
def test_a_trail_says_nothing_of_approved_texts_that_it_cannot_compare(desk: Desk, damage: str) -> None:
    path = desk.path(AUDIT)
    assert "letter for letter" in desk("trail", "verify", code=0).out
    if damage == "code":
        replaced(path, f"code: {AUDIT}", "code: СМС-ДП-2.77-2024")
    else:
        path.write_text(path.read_text("utf-8"), "utf-16")
    shown = desk("trail", "verify").out
    assert "letter for letter" not in shown
    assert "Texts that cannot be read: 1" in shown


def test_a_lost_text_is_named_beside_a_damaged_one_with_a_longer_name(desk: Desk) -> None:
    path = desk.path(AUDIT)
    path.with_name(f"{AUDIT}5.md").write_bytes(b"---\ncode: [\n---\n")
    path.unlink()
    assert "Texts that cannot be read: 2" in desk("trail", "verify").out
