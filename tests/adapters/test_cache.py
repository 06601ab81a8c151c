"""The cache changes the time and nothing else: whatever happened to it, history reads the same."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.adapters.files.workspace import Workspace
from qms.adapters.kept.cache import Cache
from qms.adapters.past.whole import Past, past

SETTINGS = "format: 1\nlanguages: [en]\n"
TEXT = "---\ncode: {code}\nrevision: {revision}\n---\n\n{words}\n"


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def write(root: Path, number: int, revision: int, words: str = "Text.") -> None:
    """Commit a text and a line of its ledger."""
    path = root / "documents" / f"A-{number}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT.format(code=f"A-{number}", revision=revision, words=words), "utf-8")
    ledger = root / "ledger" / f"A-{number}.jsonl"
    ledger.parent.mkdir(exist_ok=True)
    ledger.write_text((ledger.read_text("utf-8") if ledger.exists() else "") + f"{revision}\n", "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", f"Revise A-{number}\n\nQms-Change: {words}")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prepared") / "repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "qms.yaml").write_text(SETTINGS, "utf-8")
    for revision in (1, 2):
        for number in (1, 2, 3):
            write(root, number, revision)
    return root


@pytest.fixture
def root(tmp_path: Path, prepared: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "repository"))


def anew(root: Path) -> Past:
    workspace = Workspace.find(root)
    return past(workspace, workspace.snapshot().settings)


def remembered(root: Path) -> Past:
    workspace = Workspace.find(root, remembering=True)
    return past(workspace, workspace.snapshot().settings)


def base(root: Path) -> Path:
    return root / ".git" / "qms" / "cache.sqlite"


def asked(root: Path) -> list[str]:
    """Return the commits that are not known."""
    workspace = Workspace.find(root, remembering=True)
    known = {record[0] for pack in workspace.cache.known("commits") for record in pack}
    return [commit for commit in workspace.git.commits() if commit not in known]


def amend(root: Path) -> None:
    write(root, 1, 9)
    git(root, "commit", "-q", "--amend", "-m", "Otherwise")


def merge(root: Path) -> None:
    git(root, "switch", "-q", "-c", "side", "HEAD~3")
    write(root, 3, 7)
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "-X", "ours", "side", "-m", "Join")


def rewrite(root: Path) -> None:
    (root / "ledger" / "A-1.jsonl").write_text("9\n2\n", "utf-8")


STEPS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a commit": lambda root: write(root, 1, 3),
    "an amended commit": amend,
    "a merge": merge,
    "an earlier commit": lambda root: git(root, "reset", "-q", "--hard", "HEAD~2"),
    "another branch": lambda root: git(root, "switch", "-q", "-c", "other", "HEAD~4"),
    "a file that moves": lambda root: (git(root, "mv", "documents/A-1.md", "documents/B.md"), write(root, 2, 4)),
    "a file that goes": lambda root: (git(root, "rm", "-q", "documents/A-1.md"), write(root, 2, 4)),
    "a ledger that is rewritten": rewrite,
    "other settings": lambda root: (root / "qms.yaml").write_text("format: 1\nlanguages: [ru, ky]\n", "utf-8"),
    "other names of fields": lambda root: (root / "qms.yaml").write_text(
        "format: 1\nlanguages: [en]\nkeys: {fields: {code: revision, revision: code}}\n", "utf-8"
    ),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_history_reads_the_same_after(root: Path, step: Callable[[Path], object]) -> None:
    assert remembered(root) == anew(root)
    step(root)
    assert remembered(root) == anew(root)
    assert remembered(root) == anew(root)


@settings(max_examples=3)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=2, max_size=3))
def test_history_reads_the_same_after_any_steps(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    root = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("steps") / "repository"))
    for step in steps:
        try:
            STEPS[step](root)
        except (subprocess.CalledProcessError, OSError):  # not every step follows every other
            git(root, "reset", "-q", "--hard")
        assert remembered(root) == anew(root)


def test_only_new_commits_are_asked_of_git(root: Path) -> None:
    remembered(root)
    assert asked(root) == []
    write(root, 1, 3)
    assert len(asked(root)) == 1


def test_a_first_run_that_was_interrupted_goes_on_where_it_stopped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.adapters.past.touched.PACK", 2)
    workspace = Workspace.find(root, remembering=True)
    from qms.adapters.past.touched import _history

    history = _history(workspace, None)
    for _ in range(4):
        next(history)
    history.close()
    assert len(asked(root)) == 4
    assert remembered(root) == anew(root)


def test_a_long_history_is_the_same_in_portions(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(root)
    whole = anew(root)
    monkeypatch.setattr("qms.adapters.past.touched.PORTION", 2)
    assert anew(root) == whole
    assert remembered(root) == whole
    assert remembered(root) == whole


def test_many_small_runs_are_put_together(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.adapters.past.touched.MOST_PACKS", 2)
    monkeypatch.setattr("qms.adapters.past.identities.MOST_PACKS", 2)
    for revision in range(3, 8):
        write(root, 1, revision)
        assert remembered(root) == anew(root)
    assert asked(root) == []
    assert len(Workspace.find(root, remembering=True).cache.known("commits")) <= 3


def altered(root: Path, statement: str) -> None:
    with closing(sqlite3.connect(base(root))) as connection, connection:
        connection.execute(statement)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut off": lambda root: base(root).write_bytes(base(root).read_bytes()[:3000]),
    "empty": lambda root: base(root).write_bytes(b""),
    "no database": lambda root: base(root).write_bytes(b"no database" * 999),
    "damaged inside": lambda root: base(root).write_bytes(
        base(root).read_bytes().replace(b"Revise A-1", b"Revise B-1")
    ),
    "a row that is altered": lambda root: altered(root, "UPDATE facts SET value = replace(value, 'A-1', 'A-2')"),
    "a row with no JSON": lambda root: altered(root, "UPDATE facts SET value = x'80046303'"),
    "a row of numbers": lambda root: altered(root, "UPDATE facts SET value = 5, seal = 7"),
    "a row of another kind": lambda root: altered(root, "UPDATE facts SET kind = 'identities', name = ''"),
    "other columns": lambda root: altered(root, "ALTER TABLE facts RENAME COLUMN seal TO something"),
    "no table": lambda root: altered(root, "DROP TABLE facts"),
    "gone": lambda root: base(root).unlink(),
    "the whole folder gone": lambda root: shutil.rmtree(root / ".git" / "qms"),
    "a folder in its place": lambda root: (base(root).unlink(), base(root).mkdir()),
    "a file in the place of its folder": lambda root: (
        shutil.rmtree(root / ".git" / "qms"),
        (root / ".git" / "qms").write_text("x", "utf-8"),
    ),
    "another person's key": lambda root: shutil.rmtree(root.parent / "home"),
    "no place for a key": lambda root: (
        shutil.rmtree(root.parent / "home"),
        (root.parent / "home").write_text("x", "utf-8"),
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_cache_that_is_not_right_is_none(root: Path, damage: Callable[[Path], object]) -> None:
    remembered(root)
    damage(root)
    assert remembered(root) == anew(root)
    write(root, 1, 3)
    assert remembered(root) == anew(root)


@pytest.mark.parametrize(
    "name", ["cut off", "no database", "a row that is altered", "other columns", "no table", "gone"]
)
def test_a_damaged_cache_is_made_anew(root: Path, name: str) -> None:
    remembered(root)
    DAMAGES[name](root)
    remembered(root)
    remembered(root)
    assert asked(root) == []


def test_the_cache_of_another_clone_counts_for_nothing(root: Path) -> None:
    remembered(root)
    other = root.parent / "other"
    shutil.copytree(root, other, symlinks=True)
    assert asked(other) == Workspace.find(other).git.commits()
    assert remembered(other) == anew(other)


def test_a_locked_cache_is_left_alone(root: Path) -> None:
    remembered(root)
    write(root, 1, 3)
    before = base(root).read_bytes()
    with closing(sqlite3.connect(base(root))) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert remembered(root) == anew(root)
    assert base(root).read_bytes() == before
    assert len(asked(root)) == 1


def test_a_cache_that_vanishes_in_the_middle_changes_nothing(root: Path) -> None:
    remembered(root)
    write(root, 1, 3)
    workspace = Workspace.find(root, remembering=True)
    snapshot = workspace.snapshot()
    assert workspace.cache.known("commits")
    shutil.rmtree(root / ".git" / "qms")
    assert past(workspace, snapshot.settings) == anew(root)


@pytest.mark.parametrize("inside", [True, False])
def test_a_link_never_leads_the_cache_elsewhere(root: Path, inside: bool) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / ".git" / "qms").mkdir()
    link = root / ".git" / "qms" / "cache.sqlite"
    if inside:
        link.symlink_to(outside / "cache.sqlite")
    else:
        (root / ".git" / "qms").rmdir()
        (root / ".git" / "qms").symlink_to(outside)
    assert remembered(root) == anew(root)
    assert list(outside.iterdir()) == []


def test_without_a_cache_nothing_is_written(root: Path) -> None:
    anew(root)
    assert not (root / ".git" / "qms").exists()
    cache = Cache()
    cache.add("kind", "name", 1)
    assert cache.known("kind", "name") == []


def test_of_a_kind_only_the_newest_names_are_kept(root: Path) -> None:
    cache = Cache(root / ".git")
    for number in range(7):
        cache.add("kind", str(number), number, only=True)
    assert [cache.known("kind", str(number)) for number in range(7)] == [[], [], [], [3], [4], [5], [6]]
