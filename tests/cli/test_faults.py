"""The disk refuses one step of a command: the command says so, nothing is half done, and the next one works."""

from __future__ import annotations

import errno
import os

import pytest

from qms.adapters.git import files as git_files

from .desk import AUDIT, Desk

DRAFT = "СМС-ДП-2.10-2024"
APPROVE = ("approve", DRAFT, "--by", "rector", "--decision", "№ 1")
COMMANDS = (
    ("revise", DRAFT, "--change", "x"),
    APPROVE,
    ("issue", "2.9", "--to", "ОИД"),
    ("withdraw", "2.9", "--basis", "x", "--yes"),
    ("undo", "--yes"),
)
FAULTS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def struck(desk: Desk, words: tuple[str, ...], point: int, fault: int) -> bool:
    """Run a command whose step `point` the disk refuses; False where it has fewer steps."""
    steps = 0

    def fail() -> None:
        nonlocal steps
        steps += 1
        if steps == point:
            raise OSError(fault, os.strerror(fault))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(git_files, "fail_point", fail)
        before = desk.head()
        answer = desk(*words)
    assert answer.code in (0, 2), answer.err
    assert answer.code == 2 or desk.head() != before  # never a good answer with the old state
    return steps >= point


def survives(desk: Desk, words: tuple[str, ...], point: int, fault: int) -> bool:
    """Let one step fail; the next writing command must find one state or the other, and the repository clean."""
    if words[0] == "revise":
        desk.edit(DRAFT)
    more = struck(desk, words, point, fault)
    desk("acknowledge", AUDIT, "--copy", "2", code=0)
    if words[0] == "revise":  # an edit that was not recorded is still there
        desk.git("restore", ".")
    if words[0] == "issue":  # the batch that was interrupted is finished
        desk(*words)
        assert len([act for act in desk.ledger("СМС-ДП-2.9-2024") if act["act"] == "issue"]) == 1
    desk.clean()
    return more


@pytest.fixture
def ready(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    if request.getfixturevalue("words")[0] == "undo":
        desk(*APPROVE, code=0)
    return desk


@pytest.mark.parametrize("point", [2, 9])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_refused_step_leaves_nothing_half_done(ready: Desk, words: tuple[str, ...], point: int) -> None:
    survives(ready, words, point, FAULTS[point % 3])


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_step_may_be_refused(ready: Desk, words: tuple[str, ...], fault: int) -> None:
    start, point = ready.head(), 1
    while survives(ready, words, point, fault):
        ready.git("reset", "-q", "--hard", start)
        point += 1

    assert point > 8
