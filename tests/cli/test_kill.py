"""A command killed at any of its critical steps: the repository stands before or after it, and the next one works."""

from __future__ import annotations

import pytest

from .desk import AUDIT, Desk

DRAFT = "СМС-ДП-2.10-2024"
APPROVE = ("approve", DRAFT, "--by", "rector", "--decision", "№ 1")
ISSUE = ("issue", "2.9", "--to", "ОИД", "--to", "КБ")
OTHERS = (
    ("revise", DRAFT, "--change", "x"),
    ("submit", DRAFT),
    ("withdraw", "2.9", "--basis", "x", "--yes"),
    ("amend", AUDIT, "approve", "--basis", "№ 6", "--reason", "x"),
    ("undo", "--yes"),
)
SOME = (1, 4, 9, 14, 19, 24)


def killed(desk: Desk, words: tuple[str, ...], point: int) -> bool:
    """Run a command that is ended before its step `point`; False where it has fewer steps."""
    told = desk.start(*words, QMS_FAILPOINT=str(point))
    assert told.code in (0, 137), told.err
    return told.code == 137


def consistent(desk: Desk) -> None:
    """Assert that nothing is half done once the next writing command has been."""
    desk("list", code=0)
    desk("acknowledge", "2.15", "--copy", "2", code=0)
    desk.clean("issue.json")  # by which the next "qms issue" hands out what was recorded and not written
    desk("check", code=0)


@pytest.mark.parametrize("point", SOME)
def test_approve(desk: Desk, point: int) -> None:
    killed(desk, APPROVE, point)

    consistent(desk)
    again = desk(*APPROVE)
    assert again.code == 0 or "approved already" in again.err
    assert [act["act"] for act in desk.ledger(DRAFT)] == ["approve"]
    desk.clean()


@pytest.mark.parametrize("point", SOME)
def test_issue(desk: Desk, point: int) -> None:
    killed(desk, ISSUE, point)

    consistent(desk)
    again = desk(*ISSUE)
    if again.code:  # the acts were recorded, the PDFs may be missing: they can be printed once more
        assert "--copy N" in again.err
        for number in ("2", "3"):
            desk("render", "2.9", "--copy", number, code=0)
    acts = [act for act in desk.ledger("СМС-ДП-2.9-2024") if act["act"] == "issue"]
    assert [(act["number"], act["holder"]) for act in acts] == [(2, "ОИД"), (3, "КБ")]
    for number in (2, 3):
        desk("verify", f"out/СМС-ДП-2.9-2024-r1-{number:03}.pdf", code=0)
    desk.clean()


@pytest.mark.parametrize("point", [16, 20, 24])
def test_a_provisional_print_that_was_recorded_is_handed_out_and_no_second_one(desk: Desk, point: int) -> None:
    words = ("issue", "2.9", "--to", "ИБ", "--provisional")
    killed(desk, words, point)

    if not list(desk.root.glob("out/*provisional*")):
        desk(*words, code=0)
    assert [act["act"] for act in desk.ledger("СМС-ДП-2.9-2024")].count("provisional") == 1
    assert len(list(desk.root.glob("out/*provisional*"))) == 1


@pytest.mark.soak
@pytest.mark.parametrize("words", [APPROVE, ISSUE, ("new", "ДП", "x"), ("review", AUDIT, "--basis", "x"), *OTHERS])
def test_every_step_of_every_act(desk: Desk, words: tuple[str, ...]) -> None:
    point = 1
    if words[0] == "undo":
        desk(*APPROVE, code=0)
    start = desk.head()
    edit = words[0] == "revise"
    while (not edit or desk.edit(DRAFT)) and killed(desk, words, point):
        desk("acknowledge", "2.15", "--copy", "2", code=0)
        if edit:  # an edit that was not recorded is still there
            desk.git("restore", ".")
        desk.clean("issue.json")
        desk.git("reset", "-q", "--hard", start)
        point += 1

    assert point > 10


def test_the_same_act_again_after_a_kill_is_understood(desk: Desk) -> None:
    """From the moment that the branch has moved to the last tidying up, the act counts as done."""
    ends = []
    start = desk.head()
    for point in range(4, 40, 2):
        if not killed(desk, ("review", AUDIT, "--basis", "№ 3"), point):
            break
        again = desk("acknowledge", AUDIT, "--copy", "2", code=0)
        assert "acknowledged" in again.out
        ends.append([act["act"] for act in desk.ledger()].count("review"))
        desk.clean()
        desk.git("reset", "-q", "--hard", start)

    assert ends == sorted(ends)
    assert set(ends) == {0, 1}


def stopped_between(desk: Desk, words: tuple[str, ...]) -> None:
    """Stop a command after the branch has moved, before its files are written."""
    start = desk.head()
    for point in range(4, 40):
        killed(desk, words, point)
        if desk.head() != start:
            assert desk.git("status", "--porcelain") != ""
            return
    raise AssertionError


def test_a_command_that_only_shows_finishes_what_was_stopped_and_check_tells_of_it(desk: Desk) -> None:
    stopped_between(desk, ("review", AUDIT, "--basis", "№ 3"))
    lying = desk.git("status", "--porcelain")

    told = desk("check")
    assert "qms status" in told.err
    assert desk.git("status", "--porcelain") == lying
    assert desk.start("check").err == told.err

    assert desk("status", code=0).err == ""
    desk.clean()
    assert desk("check", code=0).err == ""


def test_a_command_that_only_shows_works_where_what_was_stopped_cannot_be_finished(desk: Desk) -> None:
    stopped_between(desk, ("review", AUDIT, "--basis", "№ 3"))
    (desk.root / ".git" / "qms" / "lock").unlink()
    (desk.root / ".git" / "qms" / "lock").mkdir()
    assert "stopped" in desk("list", code=0).err


@pytest.mark.parametrize("point", [1, 3, 6, 20, 60, 120])
def test_a_new_repository_is_begun_again_where_it_was_stopped(desk: Desk, point: int) -> None:
    new = ("init", "new", "--empty")
    if not killed(desk, new, point):
        return
    desk(*new, code=0)
    assert desk.git("-C", "new", "status", "--porcelain") == ""
    desk("new", "-C", "new", "ДП", "Жаңы", "--process", "4.1", "--owner", "АББСД", code=0)
    assert not (desk.root / "new" / ".qms-init.tmp").exists()


@pytest.mark.parametrize("left", [".qms-init.tmp/.git/config.lock", ".qms-init.tmp/x"])
def test_what_a_stopped_beginning_left_is_no_hindrance(desk: Desk, left: str) -> None:
    path = desk.root / "new" / left
    path.parent.mkdir(parents=True)
    path.write_text("x")
    desk("init", "new", "--empty", code=0)
    assert not (desk.root / "new" / ".qms-init.tmp").exists()


def test_a_folder_that_git_knows_and_that_is_empty_is_a_new_one(desk: Desk) -> None:
    desk.git("init", "-q", "new")
    desk("init", "new", "--empty", code=0)
    assert "is not empty" in desk("init", "new", code=2).err
    assert "is not empty" in desk("init", ".", code=2).err
