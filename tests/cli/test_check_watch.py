"""`qms check --watch`: checks again when a file changes, ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from .desk import Desk, variables
from .test_check import spoil

SECONDS = 60


@contextmanager
def watched(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "qms", "check", "--watch"],
        cwd=desk.root,
        env=variables(desk.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until_it_waits(process: subprocess.Popen[str]) -> str:
    """Return what is printed up to the line that says that it waits."""
    told = ""
    assert process.stdout
    for line in process.stdout:
        told += line
        if line.startswith("Waiting"):
            return told
    raise AssertionError(told)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_it_checks_again_when_a_file_changes_and_ends_when_interrupted(desk: Desk) -> None:
    with watched(desk) as process:
        first = until_it_waits(process)
        spoil(desk)
        second = until_it_waits(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 130

    assert "errors: 0" in first
    assert "LV005" in second
    assert "\x1b" not in first + second


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_it_goes_on_when_there_is_nothing_to_check_for_a_moment(desk: Desk) -> None:
    with watched(desk) as process:
        until_it_waits(process)
        (desk.root / "documents").rename(desk.root / "away")
        until_it_waits(process)
        (desk.root / "away").rename(desk.root / "documents")
        assert "errors: 0" in until_it_waits(process)


def test_it_shows_text_only(desk: Desk) -> None:
    assert "--watch" in desk("check", "--watch", "--format", "json", code=2).err
