"""Pipes, sockets and devices where files are looked for: no command waits for ever, none fills the memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qms.adapters.git import answers, pipes

from .desk import AUDIT, Desk

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
ZERO = pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
OF_GIT = ("config", "HEAD", "index", "packed-refs", "commondir", "index.lock", "info/exclude", "qms/journal.json")


def put_pipe(path: Path, *, linked: bool) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if linked:
        beside = path.with_name("pipe-of-the-test")
        os.mkfifo(beside)
        path.symlink_to(beside)
    else:
        os.mkfifo(path)


@pytest.mark.parametrize("linked", [False, True], ids=["pipe", "link"])
@pytest.mark.parametrize("name", OF_GIT)
def test_a_pipe_in_the_folder_of_git_is_said(desk: Desk, name: str, linked: bool) -> None:
    put_pipe(desk.root / ".git" / name, linked=linked)

    for words in (("check",), ("list",), ("review", AUDIT, "--basis", "№ 1")):
        assert "is a pipe or a device" in desk(*words, code=2).err


@pytest.mark.parametrize("path", [f"ledger/{AUDIT}.jsonl", "registers/processes.yaml", f"documents/2/{AUDIT}.md"])
def test_a_pipe_among_the_documents_is_a_finding(desk: Desk, path: str) -> None:
    put_pipe(desk.root / path, linked=False)

    assert "This is no file" in desk("check", code=1).out


@ZERO
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--baseline", "/dev/zero"),
        ("check", "--baseline", "/dev/zero", "--write-baseline"),
        ("merge-reports", "/dev/zero"),
        ("verify", "x", "--key", "/dev/zero"),
        ("hooks", "commit-msg", "/dev/zero"),
        ("resolve", "--driver", "/dev/zero", "/dev/zero", "/dev/zero", "x"),
        ("entry", "new", "actions", "--from", "/dev/zero"),
        ("entry", "import", "risks", "/dev/zero"),
    ],
    ids=lambda words: words[0],
)
def test_of_a_file_without_an_end_only_so_much_is_read(desk: Desk, words: tuple[str, ...]) -> None:
    told = desk(*words, code=2)

    assert "/dev/zero" in told.err


def test_too_little_memory_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("qms.cli.list.glances", fill)

    assert "The memory of this computer is not enough" in desk("list", code=2).err


def test_a_moment_that_git_cannot_read_hides_no_identity(desk: Desk) -> None:
    told = desk.start("review", AUDIT, "--basis", "№ 1", GIT_AUTHOR_DATE="2001-01-01", GIT_COMMITTER_DATE="x")

    assert told.code == 0, told.err


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (answers, pipes):
        monkeypatch.setattr(module, "SLOW", 0.1)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("words", [("check",), ("history", AUDIT)])
def test_a_pipe_in_the_place_of_an_object_is_said_within_seconds(desk: Desk, words: tuple[str, ...]) -> None:
    tree = desk.git("rev-parse", "HEAD~1^{tree}")
    put_pipe(desk.root / ".git" / "objects" / tree[:2] / tree[2:], linked=False)
    assert f"{tree[:2]}/{tree[2:]}" in desk(*words, code=2).err


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("words", [("check",), ("review", AUDIT, "--basis", "№ 1"), ("trail", "verify")])
def test_a_pipe_in_the_place_of_a_branch_is_said_within_seconds(desk: Desk, words: tuple[str, ...]) -> None:
    put_pipe(desk.root / ".git" / "refs" / "heads" / "main", linked=False)
    assert "refs/heads/main" in desk(*words, code=2).err


@pytest.mark.parametrize("words", [("check",), ("history", AUDIT), ("review", AUDIT, "--basis", "№ 1")])
def test_a_repository_of_a_newer_git_is_called_so(desk: Desk, words: tuple[str, ...]) -> None:
    desk.git("pack-refs", "--all")
    desk.git("config", "core.repositoryformatversion", "1")
    desk.git("config", "extensions.ofTomorrow", "true")

    assert "A newer git has made this repository" in desk(*words, code=2).err


def test_links_that_lead_round_in_a_circle_are_said(desk: Desk) -> None:
    (desk.root / "loop").symlink_to("loop")

    for words in (("-C", "loop", "check"), ("render", AUDIT, "--out", "loop"), ("verify", "x", "--key", "loop")):
        assert "lead round in a circle" in desk(*words, code=2).err
