"""Clones that do not hold everything: cut-off history, older texts left out, a part of the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .desk import AUDIT, Desk, git

DRAFT = "СМС-ДП-2.10-2024"
Clone = Callable[..., Path]
OF_THE_PAST = (
    ("history", AUDIT),
    ("history", "--all"),
    ("diff", AUDIT),
    ("blame", AUDIT, "2"),
    ("show", AUDIT, "--at", "2026-01-01"),
    ("render", AUDIT),
    ("issue", AUDIT, "--to", "ЮБ"),
    ("code", "next", "ДП", "--process", "2.11"),
)


@pytest.fixture
def clone(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return what clones the repository with options of git and goes there; a draft of it has two texts."""
    desk.edit(DRAFT)
    desk.git("commit", "-qam", "Тактоо")
    desk.git("config", "uploadpack.allowFilter", "true")

    def made(*options: str) -> Path:
        there = tmp_path / "clone"
        git(tmp_path, desk.home, "clone", "-q", *options, desk.root.as_uri(), str(there))
        monkeypatch.chdir(there)
        return there

    return made


@pytest.mark.parametrize("words", OF_THE_PAST, ids=" ".join)
def test_nothing_is_said_of_the_past_from_a_part_of_it(desk: Desk, clone: Clone, words: tuple[str, ...]) -> None:
    clone("--depth=1")

    told = desk(*words, code=2)

    assert "git fetch --unshallow" in told.err


def test_a_partial_clone_says_what_brings_the_rest(desk: Desk, clone: Clone) -> None:
    there = clone("--filter=blob:none")

    checked = desk("check", "--format", "json", code=1).json()
    verdict = desk("trail", "verify", "--format", "json", code=2).json()["verdict"]
    told = desk("diff", DRAFT, code=2).err

    assert checked["summary"]["errors"] == 1
    assert "HS005" in {item["rule"] for item in checked["findings"]}
    assert verdict == "incomplete"
    assert "git fetch --refetch --no-filter" in told
    git(there, desk.home, "fetch", "--quiet", "--refetch", "--no-filter")
    assert desk("check", "--format", "json", code=0).json()["summary"]["errors"] == 0
    assert "HS006" not in desk("check").out


def test_a_part_of_the_files_is_no_repository_that_lost_the_others(desk: Desk, clone: Clone) -> None:
    there = clone()
    git(there, desk.home, "sparse-checkout", "set", "ledger")

    told = desk("check", code=2)
    git(there, desk.home, "sparse-checkout", "disable")

    assert "git sparse-checkout disable" in told.err
    assert "HS006" not in desk("check", code=0).out
