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
WATCH = """
import signal
from qms.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # who started the tests may have told it to ignore Ctrl-C
main()
"""


@contextmanager
def watched(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-u", "-c", WATCH, "check", "--watch"],
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


def until(process: subprocess.Popen[str], words: str = "") -> str:
    """Return what is printed up to the line that says that it waits, after these words.

    A look at the files in the middle of a change is followed by a second one, so there may be more than one answer.
    """
    told = ""
    assert process.stdout
    for line in process.stdout:
        told += line
        if words in told and line.startswith("Waiting"):
            return told
    raise AssertionError(told)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_it_checks_again_when_a_file_changes_and_ends_when_interrupted(desk: Desk) -> None:
    with watched(desk) as process:
        first = until(process, "errors: 0")
        spoil(desk)
        second = until(process, "LV005")
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 130

    assert "\x1b" not in first + second


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_it_goes_on_when_there_is_nothing_to_check_for_a_moment(desk: Desk) -> None:
    with watched(desk) as process:
        until(process, "errors: 0")
        (desk.root / "documents").rename(desk.root / "away")
        assert "errors: 0" not in until(process)
        (desk.root / "away").rename(desk.root / "documents")
        until(process, "errors: 0")


def test_it_shows_text_only(desk: Desk) -> None:
    assert "--watch" in desk("check", "--watch", "--format", "json", code=2).err
