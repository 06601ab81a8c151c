"""A disk that is really full, a shared repository that is gone, a clock that is a year wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from qms.cli import session
from tests.cli import desk as desks
from tests.cli.desk import AUDIT, Desk

from . import ready
from .commands import COMMANDS, Command
from .laboratory import Laboratory
from .surroundings import refused

MOUNT = 'mount -t tmpfs -o size=12m tmpfs "$1" && shift && exec "$@"'
PASS = """
import shutil, subprocess, sys
from pathlib import Path
from qms.cli.app import run
place, source = Path(sys.argv[1]), sys.argv[2]
root, filler = place / "docs", place / "filler"
shutil.copytree(source, root, symlinks=True)
ends = []
for number in range(10):
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(4096))
        except OSError:
            pass
    with filler.open("r+b") as stream:
        stream.truncate(max(0, filler.stat().st_size - number * 8192))
    ends.append(run(["review", "-C", str(root), "2.15", "--basis", f"{number}"]))
    ends.append(run(["issue", "-C", str(root), "2.9", "--to", "ОИД"]))
    filler.unlink()
    assert set(ends) <= {0, 2}, ends
    assert run(["review", "-C", str(root), "2.9", "--basis", f"{number}"]) == 0
    assert subprocess.run(["git", "-C", root, "status", "--porcelain"], capture_output=True).stdout == b""
    assert subprocess.run(["git", "-C", root, "fsck", "--strict"], capture_output=True).returncode == 0
    shutil.rmtree(root / "out", ignore_errors=True)
assert run(["check", "-C", str(root)]) == 0
assert 2 in ends, "the disk was never full"
done = (root / "ledger" / "СМС-ДП-2.15-2024.jsonl").read_text("utf-8").count('"review"')
assert done == ends[::2].count(0), (done, ends)
print("ENDS", ends)
"""


def may_mount() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.soak
@pytest.mark.skipif(not may_mount(), reason="no file system can be mounted here")
def test_a_disk_that_is_really_full_loses_nothing(prepared: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    command = ["unshare", "-rm", "sh", "-c", MOUNT, "sh", str(tmp_path / "disk"), sys.executable, "-c", PASS]
    done = subprocess.run(
        [*command, str(tmp_path / "disk"), str(prepared)],
        env=desks.variables(home, PYTHONPATH=str(Path(__file__).parent.parent.parent)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    assert "Traceback" not in done.stderr


def shared(desk: Desk) -> Path:
    hub = desk.root.parent / "hub.git"
    desk.git("clone", "-q", "--bare", str(desk.root), str(hub))
    desk.git("remote", "add", "origin", str(hub))
    desk.git("fetch", "-q")
    desk.git("branch", "-q", "--set-upstream-to=origin/main")
    return hub


def test_without_the_shared_repository_no_number_is_given_out_and_nothing_is_lost(desk: Desk) -> None:
    hub = shared(desk)
    desk("acknowledge", AUDIT, "--copy", "2", code=0)
    hub.rename(hub.with_name("gone.git"))
    before = desk.head()

    assert "--provisional" in desk("issue", "2.9", "--to", "ОИД", code=2).err
    assert desk("sync", code=2).err.strip()
    desk("acknowledge", AUDIT, "--copy", "3", code=0)

    assert desk.git("rev-parse", "HEAD~1") == before
    hub.with_name("gone.git").rename(hub)
    desk("sync", "--yes", code=0)
    desk("issue", "2.9", "--to", "ОИД", code=0)
    assert desk.git("rev-parse", "HEAD") == desk.git("-C", str(hub), "rev-parse", "main")
    desk.clean()


@pytest.mark.parametrize("days", [-366, 366])
def test_a_clock_that_is_a_year_wrong_is_noticed_and_harms_nothing(
    desk: Desk, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Acts are ordered by their chain, never by a clock; `check` says where a moment cannot be."""
    real = session.now
    monkeypatch.setattr(session, "now", lambda: real() + timedelta(days=days))
    desk("review", AUDIT, "--basis", "№ 3", code=0)
    monkeypatch.undo()
    desk("acknowledge", AUDIT, "--copy", "2", code=0)

    assert [act["act"] for act in desk.ledger()][-2:] == ["review", "acknowledge"]
    found = desk("check", "--format", "json").json()["findings"]
    assert "LG010" in {item["rule"] for item in found}
    desk.clean()


SOME, ALL = COMMANDS[9::40], pytest.param(COMMANDS, id="all", marks=pytest.mark.soak)
needs_mounts = pytest.mark.skipif(not may_mount(), reason="no file system can be mounted here")


@pytest.fixture
def sources(shim: Path, prepared: Path, home: Path) -> tuple[str, ...]:
    return str(shim), str(prepared), str(home)


@needs_mounts
@pytest.mark.parametrize("commands", [pytest.param(SOME, id="some"), ALL])
@pytest.mark.parametrize("kind", ["full", "read-only"])
def test_a_disk_that_takes_nothing_loses_nothing_whatever_the_command(
    kind: str, commands: tuple[Command, ...], sources: tuple[str, ...], tmp_path: Path
) -> None:
    """The command says so, leaves the state before or after it, and works when the disk does again."""
    numbers = [str(COMMANDS.index(command)) for command in commands]
    start = ["unshare", "-rm", sys.executable, "-m", "tests.faults.surroundings", kind]
    done = subprocess.run(
        [*start, str(tmp_path), *sources, *numbers],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == []


def with_the_hub_gone(lab: Laboratory, command: Command) -> Path:
    if command.ready:
        command.ready(lab)
    gone = lab.hub.with_name("gone.git")
    if not gone.exists():
        if not lab.hub.exists():
            ready.shared(lab)
        lab.hub.rename(gone)
    return gone


def one_by_one(commands: tuple[Command, ...]) -> list[object]:
    rest = (command for command in COMMANDS if command not in commands)
    found = [pytest.param(command, id=command.name) for command in commands]
    return [*found, *(pytest.param(command, id=command.name, marks=pytest.mark.soak) for command in rest)]


@pytest.mark.parametrize("command", one_by_one(COMMANDS[3::40]))
def test_a_vanished_shared_repository_loses_nothing_whatever_the_command(lab: Laboratory, command: Command) -> None:
    gone = with_the_hub_gone(lab, command)
    before = lab.recorded()
    told = lab(*command.typed(lab), code=None)
    refused(told)
    assert told.code == 0 or lab.recorded() == before
    gone.rename(lab.hub)
    if command.ready not in {ready.foreign, ready.in_conflict}:
        lab("acknowledge", AUDIT, "--copy", "2")
        lab("sync", "--yes")
        assert lab.git("rev-parse", "HEAD") == lab.git("-C", str(lab.hub), "rev-parse", "main")


@pytest.mark.parametrize("days", [-366, 366])
@pytest.mark.parametrize("command", one_by_one(COMMANDS[9::40]))
def test_a_clock_that_is_a_year_wrong_stops_nothing_whatever_the_command(
    lab: Laboratory, command: Command, days: int
) -> None:
    if command.ready:
        command.ready(lab)
    refused(lab(*command.typed(lab), code=None, days=days))
    if command.ready not in {ready.foreign, ready.in_conflict}:
        lab("acknowledge", AUDIT, "--copy", "2")
        found = lab("check", code=None)
        assert found.code in {0, 1}
        lab.git("fsck", "--strict", "--no-dangling")


def test_a_lock_that_a_computer_left_in_the_shared_repository_is_named_and_removed_when_it_is_old(desk: Desk) -> None:
    """git on the computer of who shares writes into a shared folder: switched off there, it leaves its lock."""
    lock = shared(desk) / "refs" / "heads" / "main.lock"
    lock.write_bytes(b"")
    os.utime(lock, (time.time() - 60, time.time() - 60))
    assert "main.lock" in desk("issue", "2.9", "--to", "ОИД", code=2).err

    os.utime(lock, (1, 1))
    desk("issue", "2.9", "--to", "ОИД", code=0)

    assert not lock.exists()
    desk.clean()


def test_a_lock_from_the_future_which_a_wrong_clock_left_is_waited_for_no_longer_than_any(desk: Desk) -> None:
    shared(desk)
    lock = desk.root / ".git" / "refs" / "remotes" / "origin" / "main.lock"
    lock.write_bytes(b"")
    os.utime(lock, (time.time() + 400 * 86400,) * 2)

    desk("issue", "2.9", "--to", "ОИД", code=0)

    assert not lock.exists()
    desk.clean()


def test_a_lock_from_the_future_in_the_shared_repository_is_named(desk: Desk) -> None:
    lock = shared(desk) / "refs" / "heads" / "main.lock"
    lock.write_bytes(b"")
    os.utime(lock, (time.time() + 400 * 86400,) * 2)

    told = desk("issue", "2.9", "--to", "ОИД", code=2)

    assert "main.lock" in told.err
