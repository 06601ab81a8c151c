"""How a command ends that somebody stops: with its code, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from qms.adapters.git import pipes
from qms.adapters.prints import press

from .desk import Desk, variables

DAY = 24 * 3600


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_stopped_print_leaves_no_scratch_folder(desk: Desk, tmp_path: Path, name: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    words = [sys.executable, "-m", "qms", "render", "--all", "--draft", "--out", str(tmp_path / "prints")]
    pipe = subprocess.PIPE
    environment = variables(desk.home, TMPDIR=str(scratch))
    with subprocess.Popen(words, cwd=desk.root, env=environment, stdout=pipe, stderr=pipe) as process:
        end = time.monotonic() + 60
        while not any(scratch.glob(press.SCRATCH[0] + "*")) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(getattr(signal, name))
        _out, err = process.communicate(timeout=60)
    assert process.returncode in {0, 130}
    assert b"Traceback" not in err
    assert list(scratch.iterdir()) == []


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
