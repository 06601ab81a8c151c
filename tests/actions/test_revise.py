"""`qms revise`: a change with its reason, committed as one."""

from __future__ import annotations

import pytest

from ..cli.desk import AUDIT, Desk
from .test_new import NASTY

DRAFT = "СМС-ДП-2.10-2024"


def test_an_edited_text_gets_the_next_revision_and_its_reason(desk: Desk) -> None:
    desk.edit(AUDIT)

    told = desk("revise", "2.15", "--change", "6.3 такталды", "--basis", "№ 4", "--format", "json", code=0).json()

    assert told == {
        "code": AUDIT,
        "revision": 2,
        "path": f"documents/2/{AUDIT}.md",
        "commit": desk.head(),
    }
    message = desk.git("log", "-1", "--format=%B")
    assert f"Qms-Document: {AUDIT}\nQms-Change: 6.3 такталды\nQms-Basis: № 4\nQms-Kind: change" in message
    assert "revision: 2\n" in desk.path(AUDIT).read_text("utf-8")
    desk.clean()


def test_an_addition_is_one_in_the_sheet(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk("revise", "2.15", "--change", "x", "--addition", code=0)

    assert desk("history", "2.15", "--format", "json", code=0).json()["rows"][-1]["kind"] == "addition"


@pytest.mark.parametrize("code", [AUDIT, DRAFT])
def test_a_text_that_was_not_edited_is_refused(desk: Desk, code: str) -> None:
    before = desk.head()

    assert "the same" in desk("revise", code, "--change", "x", code=2).err
    assert desk.head() == before


def test_a_revision_is_not_recorded_twice(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "x", code=0)

    assert "the same as in revision 2" in desk("revise", AUDIT, "--change", "x", code=2).err


def test_a_text_committed_with_plain_git_can_be_recorded(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk.git("commit", "-q", "-a", "-m", "Edit")

    assert desk("revise", AUDIT, "--change", "x", "--format", "json", code=0).json()["revision"] == 2


def test_a_revision_raised_by_hand_is_committed_as_it_is(desk: Desk) -> None:
    path = desk.edit(AUDIT)
    path.write_text(path.read_text("utf-8").replace("revision: 1", "revision: 2"), "utf-8")

    assert desk("revise", AUDIT, "--change", "x", "--format", "json", code=0).json()["revision"] == 2


@pytest.mark.parametrize("number", ["0", "3", "7"])
def test_a_revision_that_jumps_is_refused_with_what_to_write(desk: Desk, number: str) -> None:
    path = desk.edit(AUDIT)
    path.write_text(path.read_text("utf-8").replace("revision: 1", f"revision: {number}"), "utf-8")

    assert 'Write 1 or 2 after "revision:"' in desk("revise", AUDIT, "--change", "x", code=2).err


@pytest.mark.parametrize("change", ["", "  ", "\n", "\u200b"])
def test_an_empty_change_is_refused(desk: Desk, change: str) -> None:
    desk.edit(AUDIT)

    assert "--change" in desk("revise", AUDIT, "--change", change, code=2).err


@pytest.mark.parametrize("text", [*NASTY, "x\n\nQms-Kind: addition\nQms-Document: OTHER"])
def test_any_letters_in_change_and_basis_stay_what_they_are(desk: Desk, text: str) -> None:
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", text, "--basis", text, code=0)

    row = desk("history", AUDIT, "--format", "json", code=0).json()["rows"][-1]
    seen = " ".join("".join(letter for letter in text if letter not in "\x1b\u200b\u202e").split())
    assert (row["summary"], row["basis"], row["kind"]) == (seen, seen, "change")
    for kind in ("table", "csv", "md"):
        assert "\x1b" not in desk("history", AUDIT, "--format", kind, code=0).out
    desk.clean()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("revision: 1", "revision: [1"),
        ("revision: 1", "revision: many"),
        ("revision: 1\n", ""),
        ("title: {", "title: {{"),
        ("code: ", "code"),
        ("---\ncode", "code"),
    ],
)
def test_a_broken_front_matter_is_said_with_its_file(desk: Desk, old: str, new: str) -> None:
    path = desk.edit(AUDIT)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = path.read_bytes()

    told = desk("revise", AUDIT, "--change", "x", code=2).err

    assert f"documents/2/{AUDIT}.md" in told
    assert path.read_bytes() == before


def test_a_withdrawn_document_is_not_changed(desk: Desk) -> None:
    desk.edit("СМС-ЖИ-АББСД-01-2024")

    assert "withdrawn" in desk("revise", "ЖИ", "--change", "x", code=2).err


def test_line_ends_and_comments_of_the_file_stay(desk: Desk) -> None:
    path = desk.path(AUDIT)
    text = path.read_text("utf-8").replace("revision: 1\n", "revision: 1   # учурда\n").replace("\n", "\r\n")
    path.write_bytes(text.encode())

    desk("revise", AUDIT, "--change", "x", code=0)

    assert path.read_bytes() == text.replace("revision: 1 ", "revision: 2 ").encode()
    desk.clean()


def test_what_the_person_has_staged_elsewhere_stays_staged(desk: Desk) -> None:
    desk.edit(DRAFT)
    desk.git("add", "-A")
    desk.edit(AUDIT)

    desk("revise", AUDIT, "--change", "x", code=0)

    assert desk.git("-c", "core.quotePath=false", "diff", "--cached", "--name-only") == f"documents/2/{DRAFT}.md"
