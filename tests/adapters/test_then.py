"""Which commits come before others, asked of many at once."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from qms.adapters.files.workspace import Workspace
from qms.adapters.past.then import before

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *WHO, *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository of which the history goes apart and together again by chance."""
    (tmp_path / "qms.yaml").write_text("format: 1\n", "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    chance, tree = random.Random(7), git(tmp_path, "write-tree")
    made = [git(tmp_path, "rev-parse", "HEAD")]
    for number in range(25):
        parents = sorted(set(chance.sample(made[-5:], min(len(made), chance.choice([1, 1, 2, 3])))))
        words = [word for parent in parents for word in ("-p", parent)]
        made.append(git(tmp_path, "commit-tree", tree, *words, "-m", str(number)))
    heads = sorted(set(made) - set(git(tmp_path, "log", "--format=%P", *made).split()))
    words = [word for parent in heads for word in ("-p", parent)]
    git(tmp_path, "reset", "-q", "--hard", git(tmp_path, "commit-tree", tree, *words, "-m", "End"))
    return tmp_path


def test_of_every_commit_those_before_it_are_what_git_says(root: Path) -> None:
    commits = git(root, "rev-list", "HEAD").split()
    found = before(Workspace.find(root), {f"act {commit}": commit for commit in commits}, commits)
    assert found == {f"act {commit}": frozenset(git(root, "rev-list", commit).split()) for commit in commits}


def test_only_commits_that_were_asked_about_are_told(root: Path) -> None:
    head, first = git(root, "rev-parse", "HEAD"), git(root, "rev-list", "--max-parents=0", "HEAD")
    found = before(Workspace.find(root), {"one": head, "other": head, "begun": first}, {first, "0" * 40})
    assert found == dict.fromkeys(("one", "other", "begun"), frozenset({first}))
    assert before(Workspace.find(root), {}, {first}) == {}
