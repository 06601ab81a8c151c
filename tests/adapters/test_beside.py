"""Work beside this process: the same answers, and none where a copy fails."""

from __future__ import annotations

import os
import signal
import time
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from qms.actions.checking.check import Effort, check
from qms.adapters.beside import beside, can_copy, cores
from qms.adapters.files.workspace import Workspace

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
pytestmark = pytest.mark.skipif(not can_copy(), reason="this system copies no processes")


def fail() -> NoReturn:
    os.close(2)  # the trace of this fault is nobody's
    raise ValueError


def end() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_answers_come_back_in_their_order() -> None:
    works = [lambda: {"a": ["Ө", 1, None]}, lambda: "x" * 300_000, os.getpid]
    with beside(works) as answers:
        first, second, process = answers()
    assert (first, len(second)) == ({"a": ["Ө", 1, None]}, 300_000)
    assert process != os.getpid()


@pytest.mark.parametrize("work", [fail, end, object])
def test_a_copy_that_fails_has_no_answer(work: object) -> None:
    def quiet() -> object:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        return work()  # type: ignore[operator]

    with beside([quiet, lambda: 1]) as answers:
        assert answers() == [None, 1]


def test_copies_that_nobody_waits_for_are_ended() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside([lambda: time.sleep(60)]):
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_nothing_to_do_is_done() -> None:
    with beside([]) as answers:
        assert answers() == []
    assert cores() > 0


@pytest.mark.parametrize("jobs", [2, 5])
def test_a_check_by_several_processes_finds_the_same(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.actions.checking.alone.LEAST", 1)
    workspace = Workspace.find(TEMPLATE)
    assert check(workspace, date(2026, 9, 1), effort=Effort(jobs)) == check(workspace, date(2026, 9, 1))
