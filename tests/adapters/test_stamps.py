"""Looking at the files of a folder, alone and with a copy of the process beside."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qms.adapters.kept import stamps

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="copies are made on Linux only")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in ("a.md", "ledger/1.jsonl", "ledger/deep/2.jsonl", "documents/ledger/3.md", ".git/ledger/4"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / os.fsdecode(b"ledger/\xff\n.jsonl")).write_text("x")
    (tmp_path / "ledger" / "link").symlink_to("1.jsonl")
    return tmp_path


def with_a_copy(root: Path, monkeypatch: pytest.MonkeyPatch) -> stamps.Stamps:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    monkeypatch.setattr(stamps, "LARGE", 0)
    return stamps.stamps(root, marking=False)


def test_a_copy_of_the_process_finds_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_a_copy(root, monkeypatch) == stamps.stamps(root, marking=False)
    assert set(stamps.stamps(root)) == {"", "documents/", "documents/ledger/", "ledger/", "ledger/deep/"}


@pytest.mark.parametrize("end", [lambda: None, lambda: os._exit(1)])
def test_a_copy_that_ends_too_early_leaves_the_work_to_this_process(
    end: Callable[[], object], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, own = stamps.stamps(root, marking=False), os.getpid()
    looked = stamps._looked

    def stopped(top: str, first: str, leaving_out: tuple[str, ...], now: int, other: str = "") -> dict[str, str]:
        if os.getpid() != own:
            end()
            raise MemoryError
        return looked(top, first, leaving_out, now, other)

    monkeypatch.setattr(stamps, "_looked", stopped)
    assert with_a_copy(root, monkeypatch) == alone


def test_a_folder_that_is_away_is_told_of_with_a_copy_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="nowhere"):
        with_a_copy(root / "nowhere", monkeypatch)
    (root / "ledger").rename(root / "other")
    assert "ledger/" not in with_a_copy(root, monkeypatch)


AGES = [
    (0.05, 123, 456, True),
    (0.15, 123, 456, False),
    (0.15, 0, 456, True),
    (0.15, 123, 0, True),
    (1.9, 0, 0, True),
    (2.1, 0, 0, False),
]


@pytest.mark.parametrize(("age", "changed", "moved", "young"), AGES)
def test_a_time_that_tells_parts_of_a_second_settles_soon(age: float, changed: int, moved: int, *, young: bool) -> None:
    last = 1_700_000_000 * stamps.SECOND
    now = last + max(changed, moved) + int(age * stamps.SECOND)
    assert (stamps._settles(last + changed, last + moved) > now) is young


def test_a_file_is_young_as_long_as_its_times_may_stay_the_same(root: Path) -> None:
    path = root / "a.md"
    os.utime(path, (10**9, 10**9))  # a time that tells no part of a second
    now = path.stat().st_ctime_ns + stamps.SETTLED
    assert f"a.md/{stamps.YOUNG}/" in stamps._looked(str(root), "", (), now - 1)[""]
    assert stamps.YOUNG not in stamps._looked(str(root), "", (), now)[""]
    assert stamps.one(str(path))[1] == now
