"""The answer that is given again: only while nothing has changed, and only what this user's qms has written."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qms.adapters.kept import home, memo, stamps
from qms.adapters.kept.seal import folder, own_key
from qms.cli import app
from qms.report.text import console

SETTINGS = "format: 1\nlanguages: [en]\nlevels: [{id: '2', title: {en: Two}}]\n"
TEXT = "---\ncode: {code}\ntitle: One\nlevel: '2'\nrevision: 1\n---\n\n# 1. Scope\n"
ONE = "documents/2/A-1.md"
WORDS = [
    ("check",),
    ("check", "--format", "json"),
    ("check", "--select", "front-matter"),
    ("list",),
    ("list", "--format=json", "--lang", "ru"),
    ("status",),
    ("show", "A-1"),
    ("history", "A-1", "--format", "csv"),
]


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose files count as old enough."""
    monkeypatch.setattr(stamps, "SETTLED", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    root = tmp_path / "repository"
    (root / "documents" / "2").mkdir(parents=True)
    (root / "qms.yaml").write_text(SETTINGS, "utf-8")
    (root / ONE).write_text(TEXT.format(code="A-1"), "utf-8")
    (root / ".gitignore").write_text("documents/2/ignored*\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Begin")
    git(root, "tag", "first")
    monkeypatch.chdir(root)
    return root


def ask(*words: str) -> tuple[int, str]:
    """Run a command whose answer may be remembered, and return its exit code and output."""
    console.cache_clear()
    out = io.StringIO()
    before, sys.stdout = sys.stdout, out
    try:
        asked = memo.question(words)
        code = memo.remember(asked, lambda: app.run(words)) if asked else app.run(words)
    finally:
        sys.stdout = before
    return code, out.getvalue()


def known(*words: str) -> tuple[int, str] | None:
    """Return the remembered answer to the same question."""
    before, sys.stdout = sys.stdout, io.StringIO()
    try:
        asked = memo.question(words)
        return memo.recall(asked) if asked else None
    finally:
        sys.stdout = before


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_the_remembered_answer_is_the_one_that_was_given(root: Path, words: tuple[str, ...]) -> None:
    given = ask(*words)
    assert given[1]
    assert known(*words) == given


def append(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def same_length(root: Path) -> None:
    """Change a text and give the file its old time back."""
    path = root / ONE
    times = path.stat()
    path.write_text(path.read_text("utf-8").replace("Scope", "Scops"), "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": append(ONE, "More.\n"),
    "a text of the same length and time": same_length,
    "a new text": append("documents/2/A-2.md", TEXT.format(code="A-2")),
    "a text that git ignores": append("documents/2/ignored.md", TEXT.format(code="A-3")),
    "a text that is gone": lambda root: (root / ONE).unlink(),
    "a text that moved": lambda root: (root / ONE).rename(root / "documents/2/A-9.md"),
    "the settings": append("qms.yaml", "# more\n"),
    "an empty folder's first file": lambda root: (root / "ledger").mkdir(),
    "a commit": lambda root: git(root, "commit", "-q", "--allow-empty", "-m", "Next"),
    "a branch": lambda root: git(root, "switch", "-q", "-c", "other"),
    "a tag": lambda root: git(root, "tag", "second"),
    "packed refs": lambda root: git(root, "pack-refs", "--all"),
    "the settings of git": lambda root: git(root, "config", "filter.x.clean", "true"),
    "a history that is cut off": append(".git/shallow", ""),
    "another program": lambda root: (root.parent / "bin" / "ssh-keygen").write_text("", "utf-8"),
    "a pin of the user": lambda root: (root.parent / "config" / "qms").mkdir(parents=True),
    "an anchor of the user": lambda root: (root.parent / "state" / "qms").mkdir(parents=True),
    "another language": lambda root: os.environ.update(QMS_LANG="ru"),
    "another width": lambda root: os.environ.update(COLUMNS="61"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_may_change_the_answer_ends_the_memo(
    root: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QMS_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    ask("check")
    assert known("check")
    change(root)
    assert known("check") is None


def test_a_change_of_flags_in_the_index_hides_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "update-index", "--assume-unchanged", ONE)
    ask("check")
    assert known("check")
    same_length(root)
    assert known("check") is None


def test_files_that_have_just_changed_are_not_remembered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "SETTLED", 10**18)
    ask("check")
    assert known("check") is None


@pytest.mark.parametrize(
    "words",
    [
        ("new", "2", "Title"),
        ("check", "--write-baseline"),
        ("check", "--watch"),
        ("check", "--baseline", "known.json"),
        ("check", "documents"),
        ("check", "--no-cache"),
        ("check", "--unheard-of"),
        ("--lang", "ru"),
        (),
    ],
    ids=" ".join,
)
def test_what_may_do_more_than_show_is_never_remembered(root: Path, words: tuple[str, ...]) -> None:
    assert memo.question(words) is None


def test_a_command_that_cannot_go_on_or_says_more_is_not_remembered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask("show", "B-7")[0] == 2
    assert known("show", "B-7") is None
    ask("show", "А-1")  # a Cyrillic letter; what it was understood as is said on the error stream
    assert known("show", "А-1") is None


def test_what_python_keeps_beside_a_module_is_no_other_program() -> None:
    assert "__pycache__" not in memo.program()


def only(root: Path) -> Path:
    return next((root / ".git" / "qms" / "memo").iterdir())


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda data: b"",
        lambda data: data[:32] + bytes([data[32] ^ 1]) + data[33:],
        lambda data: data[:64] + b"\1" + data[65:],
        lambda data: data + b"All is well\n",
        lambda data: b"\xff" * len(data),
    ],
)
def test_a_damaged_memo_is_none(root: Path, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    ask("check")
    path = only(root)
    path.write_bytes(damage(path.read_bytes()))
    assert known("check") is None


def test_a_memo_that_came_with_the_repository_is_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("check")
    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "cache of another person"))
    asked = memo.question(("check",))
    assert asked is not None
    assert not Path(asked.path).exists()
    shutil.copy(only(root), asked.path)
    assert memo.recall(asked) is None


def test_a_copy_of_the_whole_clone_has_no_memo(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("check")
    shutil.copytree(root, root.parent / "copy", symlinks=True)
    monkeypatch.chdir(root.parent / "copy")
    assert known("check") is None


@pytest.mark.parametrize("in_the_way", ["key", "memo"])
def test_where_nothing_can_be_kept_the_answer_is_the_same(
    root: Path, in_the_way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ask("check")
    shutil.rmtree(root / ".git" / "qms")
    shutil.rmtree(root.parent / "cache")
    {"key": root.parent / "cache", "memo": root / ".git" / "qms"}[in_the_way].write_text("no folder", "utf-8")
    assert ask("check") == given
    assert known("check") is None


def test_a_key_that_others_may_read_seals_nothing(root: Path) -> None:
    own_key()
    (root.parent / "cache" / "qms" / "key").chmod(0o644)
    assert memo.question(("check",)) is None


def test_only_the_newest_memos_are_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST", 3)
    for name in ("A", "B", "C", "D", "E"):
        ask("list", "--select", name)  # refused: nothing is kept
        ask("check", "--ignore", "TX001", "--format", {"A": "json", "B": "junit"}.get(name, "text"), "-C", str(root))
        ask("check", "--ignore", f"TX00{ord(name) - 64}")
    assert len(list((root / ".git" / "qms" / "memo").iterdir())) == 3


def test_both_ways_give_the_same_bytes(root: Path) -> None:
    def run(*more: str) -> bytes:
        command = [sys.executable, "-m", "qms", "check", "--format", "json", *more]
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
        assert done.returncode in {0, 1}
        return done.stdout

    time.sleep(2.1)
    first = run()
    assert only(root).exists()
    assert run() == first == run("--no-cache")


def test_the_folders_of_the_user_are_those_that_all_of_qms_uses(root: Path) -> None:
    assert Path(folder("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")) == home.cache_folder()
    assert Path(folder("XDG_CONFIG_HOME", "APPDATA", ".config")) == home.config_folder()
    assert Path(folder("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state")) == home.state_folder()
