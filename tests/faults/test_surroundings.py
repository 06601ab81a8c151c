"""A disk that is really full, a shared repository that is gone, a clock that is a year wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from qms.cli import session
from tests.cli import desk as desks
from tests.cli.desk import AUDIT, Desk

desk, home, prepared = desks.desk, desks.home, desks.prepared
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
