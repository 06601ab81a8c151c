"""The commit of HEAD without a process: what git says, or nothing; and nothing of what is damaged."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from qms.adapters.git.door import Git
from qms.adapters.git.tip import tip

from .test_git import clone, home, run, save

__all__ = ["clone", "home"]


def told(folder: Path) -> str | None:
    git = Git.open(folder)
    return tip(git.git_dir, git.common_dir)


def packed(folder: Path) -> None:
    run(folder, "gc", "-q")


def behind_a_link(folder: Path) -> None:
    branch = folder / ".git" / "refs" / "heads" / "main"
    branch.rename(branch.with_name("real"))
    branch.symlink_to("real")


def with_a_head_that_is_a_link(folder: Path) -> None:
    (folder / ".git" / "HEAD").unlink()
    (folder / ".git" / "HEAD").symlink_to("refs/heads/main")


def on_a_branch_in_a_folder(folder: Path) -> None:
    run(folder, "switch", "-q", "-c", "side/one")


def on_a_branch_of_other_letters(folder: Path) -> None:
    run(folder, "switch", "-q", "-c", "өзгөртүү")


def detached(folder: Path) -> None:
    run(folder, "checkout", "-q", "--detach")


def on_a_branch_that_names_another(folder: Path) -> None:
    run(folder, "branch", "other")
    run(folder, "symbolic-ref", "refs/heads/main", "refs/heads/other")


LEFT_TO_GIT = [
    packed,
    behind_a_link,
    with_a_head_that_is_a_link,
    on_a_branch_in_a_folder,
    on_a_branch_of_other_letters,
    detached,
    on_a_branch_that_names_another,
]


def test_a_branch_and_its_commit_in_files_of_their_own_need_no_process(clone: Path, tmp_path: Path) -> None:
    assert told(clone) is None
    first = save(clone, "a", b"1")
    assert told(clone) == first
    second = save(clone, "a", b"2")
    run(clone, "worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"), first)
    assert (told(clone), told(tmp_path / "linked")) == (second, first)


@pytest.mark.parametrize("state", LEFT_TO_GIT, ids=lambda state: state.__name__)
def test_everything_else_is_left_to_git(clone: Path, state: Callable[[Path], None]) -> None:
    commit = save(clone, "a", b"1")
    state(clone)
    assert told(clone) is None
    assert Git.open(clone).head() == commit


def test_a_damaged_missing_or_exchanged_commit_counts_for_nothing(clone: Path) -> None:
    commit = save(clone, "a", b"1")
    path = clone / ".git" / "objects" / commit[:2] / commit[2:]
    data = path.read_bytes()
    path.chmod(0o644)
    other = zlib.compress(zlib.decompress(data).replace(b"A change", b"B change"))
    for wrong in (b"", data[:-8], data[:20] + bytes([data[20] ^ 1]) + data[21:], other, zlib.compress(b"commit 0\0")):
        path.write_bytes(wrong)
        assert told(clone) is None
    path.write_bytes(data)
    assert told(clone) == commit
    path.unlink()
    assert told(clone) is None


def test_a_branch_that_holds_no_commit_counts_for_nothing(clone: Path) -> None:
    save(clone, "a", b"1")
    blob = run(clone, "rev-parse", "HEAD:a")
    (clone / ".git" / "refs" / "heads" / "main").write_text(f"{blob}\n", "ascii")
    assert told(clone) is None


def test_a_commit_that_unpacks_without_end_is_left_to_git(clone: Path) -> None:
    save(clone, "a", b"1")
    data = b"commit 3000000\0" + b"x" * 3_000_000
    name = hashlib.sha1(data).hexdigest()
    path = clone / ".git" / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(data))
    (clone / ".git" / "refs" / "heads" / "main").write_text(f"{name}\n", "ascii")
    assert told(clone) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_nothing_waits_for_what_is_no_file(clone: Path) -> None:
    save(clone, "a", b"1")
    branch = clone / ".git" / "refs" / "heads" / "main"
    branch.unlink()
    os.mkfifo(branch)
    assert told(clone) is None
