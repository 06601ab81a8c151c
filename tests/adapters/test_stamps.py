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

    def stopped(top: str, first: str, leaving_out: tuple[str, ...], settled: int, other: str = "") -> dict[str, str]:
        if os.getpid() != own:
            end()
            raise MemoryError
        return looked(top, first, leaving_out, settled, other)

    monkeypatch.setattr(stamps, "_looked", stopped)
    assert with_a_copy(root, monkeypatch) == alone


def test_a_folder_that_is_away_is_told_of_with_a_copy_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="nowhere"):
        with_a_copy(root / "nowhere", monkeypatch)
    (root / "ledger").rename(root / "other")
    assert "ledger/" not in with_a_copy(root, monkeypatch)
