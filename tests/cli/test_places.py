"""No documents repository, or one that cannot be used: a sentence that says what to type, never a fault."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .desk import AUDIT, Desk, git

READING = (("check",), ("list",), ("show", "2.15"), ("status",), ("history", "2.15"), ("copies",))
WRITING = (
    ("new", "ДП", "x"),
    ("approve", "2.10", "--by", "rector", "--decision", "№ 1"),
    ("issue", "2.9", "--to", "ОИД"),
    ("acknowledge", "2.15", "--copy", "2"),
    ("withdraw", "2.15", "--basis", "x", "--yes"),
    ("review", "2.15", "--basis", "x"),
)


def test_outside_a_repository(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.home)

    for words in (*READING, *WRITING, ("verify", "x.pdf"), ("render", "2.15")):
        told = desk(*words, code=2)
        assert "qms init" in told.err
        assert told.out == ""


def test_in_a_repository_without_settings(desk: Desk) -> None:
    (desk.root / "qms.yaml").unlink()

    for words in (*READING, *WRITING):
        assert "qms.yaml" in desk(*words, code=2).err


def test_in_an_empty_git_repository(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", desk.home, "init", "-q")
    monkeypatch.chdir(tmp_path / "empty")

    for words in (*READING, *WRITING):
        assert "qms.yaml" in desk(*words, code=2).err


@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_with_settings_and_nothing_committed(
    desk: Desk, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "empty"
    root.mkdir()
    git(root, desk.home, "init", "-q")
    shutil.copy(desk.root / "qms.yaml", root)
    monkeypatch.chdir(root)

    told = desk(*words)

    assert told.code == (2 if words[0] not in {"list", "status", "copies", "new"} else 0)
    assert (told.code == 0) or told.err


@pytest.mark.parametrize(
    "text", ["", "\0", "[]", "levels: {", "types: 7\nlevels: x\nroles: []\n", "a: &a [*a]", "\xff"]
)
def test_with_broken_settings(desk: Desk, text: str) -> None:
    (desk.root / "qms.yaml").write_text(text, "latin-1")

    assert {desk(*words).code for words in (*READING, *WRITING)} <= {0, 1, 2}


@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_without_any_document(desk: Desk, words: tuple[str, ...]) -> None:
    shutil.rmtree(desk.root / "documents")
    shutil.rmtree(desk.root / "ledger")

    told = desk(*words)

    assert told.code in ((1,) if words == ("check",) else (0, 2))
    if words == ("check",):
        assert "LG004" in told.out


@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_in_a_shallow_clone(
    desk: Desk, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "shallow"
    git(desk.root, desk.home, "clone", "-q", "--depth", "1", f"file://{desk.root}", str(clone))
    monkeypatch.chdir(clone)

    told = desk(*words)

    assert told.code in (0, 1, 2)
    if words == ("check",):
        assert told.code == 1
        assert "HS005" in told.out


def test_in_a_bare_repository(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(desk.root, desk.home, "clone", "-q", "--bare", str(desk.root), str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")

    for words in (*READING, *WRITING):
        assert "git clone" in desk(*words, code=2).err


def test_a_detached_head_can_be_read(desk: Desk) -> None:
    desk.git("checkout", "-q", "--detach")

    for words in READING:
        desk(*words, code=0)


def test_a_detached_head_is_not_written_to(desk: Desk) -> None:
    desk.git("checkout", "-q", "--detach")
    before = desk.head()

    for words in WRITING:
        assert "git switch" in desk(*words, code=2).err
    assert desk.head() == before
    desk.clean()


@pytest.mark.parametrize("words", WRITING)
def test_without_an_identity_git_is_told_one(desk: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "nobody").mkdir()

    told = desk.start(*words, HOME=str(tmp_path / "nobody"), XDG_CONFIG_HOME=str(tmp_path / "nobody"))

    assert told.code == 2
    assert "git config --global user.name" in told.err
    desk.clean()


@pytest.mark.parametrize("words", READING)
def test_reading_needs_no_identity_and_no_home(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.start(*words, HOME="/nonexistent", XDG_CONFIG_HOME="").code == 0


def test_init_works_without_an_identity(desk: Desk, tmp_path: Path) -> None:
    told = desk.start("init", str(tmp_path / "new"), HOME=str(tmp_path / "nobody"), XDG_CONFIG_HOME="")

    assert told.code == 0
    assert desk.start("list", "-C", str(tmp_path / "new")).code == 0


@pytest.mark.parametrize("name", ["full", "file", "file/below"])
def test_init_overwrites_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    (tmp_path / "file").write_text("x")

    assert str(tmp_path / name) in desk("init", str(tmp_path / name), code=2).err
    assert (tmp_path / "file").read_text() == "x"


def test_init_within_another_repository_makes_one_of_its_own(desk: Desk) -> None:
    desk("init", "inner", code=0)

    assert (desk.root / "inner" / ".git").is_dir()
    assert len(desk("list", "-C", "inner", "--format", "json", code=0).json()["documents"]) > 6


def test_a_repository_in_a_folder_of_a_larger_one(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = tmp_path / "top"
    (top / "quality").mkdir(parents=True)
    for name in ("qms.yaml", "documents", "organisation", "registers", "distribution"):
        source = desk.root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, top / "quality" / name)
    git(top, desk.home, "init", "-q", "-b", "main")
    git(top, desk.home, "add", "-A")
    git(top, desk.home, "commit", "-q", "-m", "Begin")
    monkeypatch.chdir(top / "quality")

    desk("approve", "2.15", "--by", "rector", "--decision", "№ 1", code=0)
    desk("issue", "2.15", code=0)

    assert len(desk("copies", "--format", "json", code=0).json()["copies"]) == 3
    assert (top / "quality" / "ledger" / f"{AUDIT}.jsonl").is_file()
    desk("check", code=0)
    desk("verify", f"out/{AUDIT}-r1-002.pdf", code=0)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("words", WRITING)
def test_a_read_only_repository_is_not_written_to(desk: Desk, words: tuple[str, ...]) -> None:
    folders = [desk.root, *(path for path in desk.root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        told = desk(*words, code=2)
    finally:
        for folder in folders:
            folder.chmod(0o755)

    assert "permissions" in told.err or "--out" in told.err


@pytest.mark.parametrize("words", READING)
def test_a_hook_that_calls_qms_does_not_redirect_it(desk: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    told = desk.start(*words, GIT_DIR=str(tmp_path / "elsewhere"), GIT_INDEX_FILE="/dev/null")

    assert told.code == 0


def test_while_another_git_works_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.adapters.git.files._WAIT_SECONDS", 0.6)
    (desk.root / ".git" / "index.lock").write_bytes(b"")
    before = desk.head()

    told = desk("approve", "2.10", "--by", "rector", "--decision", "№ 1", code=2)

    assert "index.lock" in told.err
    assert desk.head() == before


def test_a_merge_in_conflict_is_said(desk: Desk) -> None:
    desk.git("switch", "-q", "-c", "other")
    desk("acknowledge", "2.15", "--copy", "2", code=0)
    desk.git("switch", "-q", "main")
    desk("acknowledge", "2.15", "--copy", "3", code=0)
    with pytest.raises(subprocess.CalledProcessError):
        desk.git("merge", "other")

    told = desk("return", "2.15", "--copy", "2", code=2)

    assert f"ledger/{AUDIT}.jsonl" in told.err
    assert desk("check").code == 1
    assert desk("list").code == 0


def moved(desk: Desk, old: Path, new: Path) -> None:
    """Move the documents to another folder of the repository, and commit that."""
    new.mkdir(exist_ok=True)
    for path in [path for path in old.iterdir() if path.name != ".git" and path != new]:
        path.rename(new / path.name)
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Move")


def test_documents_that_were_moved_within_the_repository_say_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    moved(desk, desk.root, desk.root / "docs")
    monkeypatch.chdir(desk.root / "docs")

    found = desk("check", "--format", "json", code=1).json()["findings"]
    (only,) = [item for item in found if item["severity"] == "error" and not item["waiver"]]
    assert (only["rule"], only["path"]) == ("HS005", "qms.yaml")
    assert 'The documents lay in the folder "/" until commit' in only["message"]
    told = desk("trail", "verify")
    assert "INCOMPLETE" in told.out
    assert told.code != 0
    for words in (("history", AUDIT), ("diff", AUDIT), ("blame", AUDIT, "1")):
        assert "The documents lay in the folder" in desk(*words, code=2).err


def test_settings_of_another_folder_that_are_gone_move_no_documents(desk: Desk) -> None:
    (desk.root / "other").mkdir()
    (desk.root / "other" / "qms.yaml").write_text("", "utf-8")
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Another file of this name")
    (desk.root / "other" / "qms.yaml").unlink()
    desk.git("commit", "-q", "-a", "-m", "Gone again")

    assert "HS005" not in desk("check").out


def test_a_sample_that_goes_when_the_documents_begin_moves_none(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".git")
    desk.git("init", "-q")
    sample = desk.root / "sample"
    (sample / "documents").mkdir(parents=True)
    for name in ("qms.yaml", "documents/sample.md"):
        (sample / name).write_text("", "utf-8")
    desk.git("add", "sample")
    desk.git("commit", "-q", "-m", "Sample")
    shutil.rmtree(sample)
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Begin")

    assert "HS005" not in desk("check").out
    assert desk("history", AUDIT).code == 0


@pytest.mark.parametrize(
    "words", [("commit",), ("issue", AUDIT), ("render", AUDIT), ("anchor", "export")], ids=lambda words: words[0]
)
def test_without_a_first_commit_it_is_said_how_to_make_one(desk: Desk, words: tuple[str, ...]) -> None:
    shutil.rmtree(desk.root / ".git")
    desk.git("init", "-q")

    told = desk(*words, code=2)
    assert "has no commit yet" in told.err
    assert "git commit" in told.err
