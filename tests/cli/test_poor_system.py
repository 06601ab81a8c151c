"""A system that lacks what Linux has: everything works, records the same, and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .desk import AUDIT, Answer, Desk, variables
from .poor_system import THEN

PROJECT = Path(__file__).parent.parent.parent
DAY = (
    ("check", "--jobs", "4"),
    ("new", "ДП", "Жаңы", "--process", "4.1", "--owner", "АББСД"),
    ("approve", "2.10", "--by", "rector", "--decision", "№ 1"),
    ("issue", "2.10", "--to", "ОИД"),
    ("acknowledge", AUDIT, "--copy", "2"),
    ("withdraw", "2.9", "--basis", "x", "--yes"),
    ("undo", "--yes"),
    ("hooks", "install", "--yes"),
    ("seal", "--new", "--yes"),
    ("render", "--all"),
    ("form", "master-list", "--to", "docx"),
    ("trail", "verify"),
    ("verify", f"out/{AUDIT}-r1-002.pdf"),
    ("list",),
)
MAY_FIND = frozenset({"check", "trail"})

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it is poor already")


def poor(desk: Desk, *words: str) -> Answer:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.poor_system", *words],
        cwd=desk.root,
        env=variables(desk.home, PYTHONPATH=str(PROJECT)),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_day_of_work_on_a_poor_system(desk: Desk) -> None:
    told = poor(desk, *(word for words in DAY for word in (*words, THEN)))
    codes = told.out.rpartition(THEN)[2].split()
    wrong = [words for words, code in zip(DAY, codes, strict=True) if code != "0" and words[0] not in MAY_FIND]
    assert (wrong, set(codes) - {"0", "1"}) == ([], set()), told
    assert "Traceback" not in told.err
    desk.clean("memo", "rendered.json")
    desk("check", code=0)


def test_two_commands_at_once_wait_for_each_other_there_too(desk: Desk) -> None:
    """Whoever comes second is written after the first, or told to start again: no act is lost, none is there twice."""
    command = [sys.executable, "-m", "tests.cli.poor_system", "acknowledge", AUDIT, "--copy"]
    environment = variables(desk.home, PYTHONPATH=str(PROJECT))
    running = [
        subprocess.Popen([*command, number], cwd=desk.root, env=environment, stderr=subprocess.PIPE)
        for number in ("1", "2", "3")
    ]
    for process in running:
        process.communicate()
    codes = [process.returncode for process in running]
    assert 0 in codes
    assert set(codes) <= {0, 2}
    assert [act["act"] for act in desk.ledger()].count("acknowledge") == codes.count(0)
    desk.clean()
