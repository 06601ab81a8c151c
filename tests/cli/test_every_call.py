"""The disk fails one call of qms or of a git that it started: nothing is half done, and the next command works."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .desk import AUDIT, Answer, Desk

DRAFT, FREE = "СМС-ДП-2.10-2024", "СМС-ДП-2.9-2024"
COMMANDS = (
    ("revise", DRAFT, "--change", "x", "--basis", "№ 1"),
    ("approve", DRAFT, "--by", "rector", "--decision", "№ 1"),
    ("issue", FREE, "--to", "ОИД"),
    ("withdraw", FREE, "--basis", "№ 2", "--yes"),
)
KINDS = {name: str(number) for number, name in errno.errorcode.items() if name in {"ENOSPC", "EIO", "EACCES"}}
KINDS |= {"kill": "kill", "short": "short", "torn": "torn"}
EVERY = int(os.environ.get("QMS_FAULT_EVERY", "1"))
"""Only every n-th call, for a machine that is busy."""
COMPILER = shutil.which("cc")
pytestmark = pytest.mark.skipif(COMPILER is None or os.name == "nt", reason="needs a C compiler and LD_PRELOAD")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets calls fail."""
    path = tmp_path_factory.mktemp("shim") / "fault.so"
    source = Path(__file__).with_name("fault.c")
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-O1", "-w", "-o", str(path), str(source), "-ldl"], check=True)
    return path


@dataclass(frozen=True, slots=True)
class Disk:
    """A repository whose disk refuses one call."""

    desk: Desk
    shim: Path
    counter: Path

    def run(self, words: tuple[str, ...], at: int, kind: str = "kill") -> Answer:
        """Run a command whose call `at` fails (0: none does)."""
        self.counter.write_text("")
        return self.desk.start(
            *words,
            LD_PRELOAD=str(self.shim),
            FAULT_UNDER=str(self.desk.root),
            FAULT_COUNT=str(self.counter),
            FAULT_AT=str(at),
            FAULT_KIND=kind,
        )

    def prepare(self, words: tuple[str, ...], start: str) -> None:
        """Bring the repository back to where the command begins."""
        self.desk.git("reset", "-q", "--hard", start)
        for name in ("out", ".git/qms/issue.json"):
            path = self.desk.root / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if words[0] == "revise":
            self.desk.edit(DRAFT)

    def calls(self, words: tuple[str, ...]) -> int:
        """Return how many calls a command makes when all goes well."""
        assert self.run(words, 0).code == 0
        return int(self.counter.read_text())


@pytest.fixture
def disk(desk: Desk, shim: Path, tmp_path: Path) -> Disk:
    return Disk(desk, shim, tmp_path / "counter")


def survives(disk: Disk, words: tuple[str, ...], at: int, kind: str) -> None:
    """Let one call fail, then look at everything that must hold."""
    desk, before = disk.desk, disk.desk.head()
    answer = disk.run(words, at, KINDS[kind])

    assert answer.code in ({0, 2, -9} if kind == "kill" else {0, 2}), (at, answer.err)
    assert answer.code != 0 or desk.head() != before, at  # never a good answer with the old state
    assert kind != "short" or answer.code == 0, (at, answer.err)  # git and qms write the rest
    desk("acknowledge", AUDIT, "--copy", "2", code=0)
    if words[0] == "revise":  # an edit that was not recorded is still there
        assert "Жаңы сүйлөм." in desk.path(DRAFT).read_text("utf-8"), at
        desk.git("restore", ".")
    if words[0] == "issue":  # the batch that was interrupted is finished
        desk(*words)
        assert [act["number"] for act in desk.ledger(FREE) if act["act"] == "issue"] == [2], at
    desk.clean("issue.json")


@pytest.mark.parametrize("kind", ["torn", "kill"])
def test_a_call_that_fails_leaves_nothing_half_done(disk: Disk, kind: str) -> None:
    words, start = COMMANDS[1], disk.desk.head()
    middle = disk.calls(words) // 2

    disk.prepare(words, start)
    survives(disk, words, middle, kind)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_call_may_fail(disk: Disk, words: tuple[str, ...], kind: str) -> None:
    start = disk.desk.head()
    disk.prepare(words, start)
    calls = disk.calls(words)
    assert calls > 40

    for at in range(1, calls + 1, EVERY):
        disk.prepare(words, start)
        survives(disk, words, at, kind)
    with disk.desk.capture.disabled():
        sys.stderr.write(f"{words[0]}, {kind}: {len(range(1, calls + 1, EVERY))} of {calls} calls\n")
