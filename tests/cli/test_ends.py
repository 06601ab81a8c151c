"""How a command ends that somebody stops: with its code, and nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from qms.adapters.git import pipes
from qms.adapters.prints import press

from .desk import Desk, variables

DAY = 24 * 3600


# Interrupts itself when the first page is to be set. Who started the tests may ignore signals (`nohup`).
STOPPED = """
import os, signal, sys
from qms.__main__ import main
from qms.adapters.prints.press import Press
put = Press.put
def stopped(*given, **more):
    os.kill(os.getpid(), getattr(signal, name))
    return put(*given, **more)
Press.put, name = stopped, sys.argv.pop(1)
if name == "SIGINT":
    signal.signal(signal.SIGINT, signal.default_int_handler)
else:
    signal.signal(getattr(signal, name), signal.SIG_DFL)
main()
"""
# Interrupts itself while Python clears away a generator that nobody has read to its end.
CLEARING = """
import signal, time
from qms.cli import streams
def unread():
    try:
        yield
    finally:
        signal.raise_signal(signal.SIGTERM)
        time.sleep(0)
streams.heed_end()
reading = unread()
next(reading)
try:
    del reading
    for _ in range(6000):
        time.sleep(0.01)
except KeyboardInterrupt:
    print("heard")
"""


def answer(words: list[str], **more: Any) -> tuple[int, bytes, bytes]:
    done = subprocess.run([sys.executable, "-c", *words], capture_output=True, check=False, **more)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_stopped_print_leaves_no_scratch_folder(desk: Desk, tmp_path: Path, name: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    words = [STOPPED, name, "render", "--all", "--draft", "--out", str(tmp_path / "prints")]
    code, _out, err = answer(words, cwd=desk.root, env=variables(desk.home, TMPDIR=str(scratch)))
    assert (code, b"Traceback" in err) == (130, False), err
    assert list(scratch.iterdir()) == []


def test_an_interruption_while_python_clears_away_is_heard_a_moment_later() -> None:
    code, out, err = answer([CLEARING])
    assert (code, out.strip(), err) == (0, b"heard", b"")


def test_who_asks_git_is_quiet_when_the_pipe_was_closed_meanwhile() -> None:
    with tempfile.TemporaryFile() as stream:
        stream.close()
        pipes.ask(stream, ["1" * 40])
    read, write = os.pipe()
    os.close(read)
    pipes.ask(os.fdopen(write, "wb"), ["1" * 40] * 5000)


def aged(path: Path, seconds: float) -> Path:
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def test_what_killed_processes_have_left_goes_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name, age in (
        ("qms-press-a", 2 * DAY),
        ("qms-fonts-b", 2 * DAY),
        ("qms-press-c", 60),
        ("qms-my-notes", 9 * DAY),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x")
        aged(tmp_path / name, age)
    press.sweep.__wrapped__()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["qms-my-notes", "qms-press-c"]


def test_a_folder_that_is_printed_in_stays_when_the_clock_jumps_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    used = aged(press.scratch.__wrapped__(), 400 * DAY)
    press.sweep.__wrapped__()
    assert used.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_the_folder_of_a_killed_print_is_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "import os; from qms.adapters.prints import press; press.scratch(); os.kill(os.getpid(), 9)"
    answer([words], env={**os.environ, "TMPDIR": str(tmp_path)})
    (left,) = tmp_path.iterdir()
    aged(left, 2 * DAY)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    press.sweep.__wrapped__()
    assert list(tmp_path.iterdir()) == []
