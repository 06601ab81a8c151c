"""A plain `qms check` after an edit or a commit: the short way and the whole one give the same bytes."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from qms.adapters.kept import stamps
from qms.cli import app, short
from qms.report.text import console

SETTINGS = "format: 1\nlanguages: [en]\nlevels: [{id: '2', title: {en: Two}}]\n"
MOST_MODULES = 420
TEXT = "---\ncode: {code}\ntitle: One\nlevel: '2'\nrevision: 1\n---\n\n# 1. Scope\n\nText.\n"


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that was checked once."""
    monkeypatch.setattr(stamps, "SETTLED", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "repository"
    (root / "documents" / "2").mkdir(parents=True)
    (root / "qms.yaml").write_text(SETTINGS, "utf-8")
    for code in ("A-1", "A-2"):
        (root / "documents" / "2" / f"{code}.md").write_text(TEXT.format(code=code), "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Begin")
    monkeypatch.chdir(root)
    asked("check")
    return root


def asked(*words: str, anew: bool = False) -> tuple[int, str]:
    """Run a command line, with `anew` without the short way and without what is remembered."""
    console.cache_clear()
    out = io.StringIO()
    before, sys.stdout = sys.stdout, out
    try:
        code = app._by_typer([*words, "--no-cache"]) if anew else app.run(words)
    finally:
        sys.stdout = before
    return code, out.getvalue()


def edit(root: Path, line: str) -> None:
    with (root / "documents" / "2" / "A-1.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def shortly(*words: str) -> tuple[int | None, str]:
    """Take the short way alone."""
    console.cache_clear()
    out = io.StringIO()
    before, sys.stdout = sys.stdout, out
    try:
        code = short.answer(words)
    finally:
        sys.stdout = before
    return code, out.getvalue()


@pytest.mark.parametrize("line", ["One more sentence.", "31.02.2024, \u200b, <<<<<<< HEAD", "# 3. No second"])
def test_after_an_edit_and_after_a_commit_it_says_what_the_whole_way_says(root: Path, line: str) -> None:
    edit(root, line)
    assert shortly("check") == asked("check", anew=True) == asked("check")
    git(root, "commit", "-q", "-a", "-m", "Edit")
    assert shortly("check") == asked("check", anew=True) == asked("check")


def test_it_knows_the_folder_and_the_language(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root, "31.02.2024")
    monkeypatch.chdir(root.parent)
    words = ("check", "-C", "repository/documents")
    assert shortly(*words)[0] is not None
    for language in ("ky", "ru", "en"):
        spoken = (*words, "--lang", language)
        assert asked(*spoken) == asked(*spoken, anew=True)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "documents"),
        ("check", "--format", "json"),
        ("check", "--select", "TX"),
        ("check", "--no-cache"),
        ("check", "--lang", "xx"),
        ("check", "--lang", "ky", "--lang", "ru"),
        ("check", "-C", "--lang"),
        ("list",),
        (),
    ],
)
def test_whatever_else_is_asked_is_left_to_the_command(root: Path, words: tuple[str, ...]) -> None:
    edit(root, "More.")
    assert shortly(*words) == (None, "")


def test_what_does_not_follow_from_the_last_check_is_left_to_the_command(root: Path) -> None:
    (root / "documents" / "2" / "A-3.md").write_text(TEXT.format(code="A-3"), "utf-8")
    assert shortly("check") == (None, "")


def test_it_starts_no_git_and_imports_little(root: Path) -> None:
    edit(root, "More.")
    told = (
        "import sys; from qms.adapters.kept import stamps; stamps.SETTLED = 0\n"
        "sys.addaudithook(lambda event, given: event == 'subprocess.Popen' and print('process', file=sys.stderr))\n"
        "from qms.cli import app; app.run(['check']); print(*sys.modules, file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", told], cwd=root, capture_output=True, text=True, check=False)
    assert not {"typer", "click", "rich", "git", "markdown_it", "jinja2"} & {*found.stderr.split()}
    assert "process\n" not in found.stderr
    assert len(found.stderr.split()) < MOST_MODULES
