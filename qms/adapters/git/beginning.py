"""A new repository in a folder that holds nothing: a call that was stopped in the middle is simply called again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from qms.adapters.git import environment as git_environment
from qms.adapters.git import journal as git_journal
from qms.adapters.git.answers import output, wait
from qms.adapters.git.door import Git
from qms.adapters.git.store import recover

_STAGED = ".qms-init.tmp"


def begin(root: Path) -> Git | None:
    """Make a new repository in `root`, or go on with what a stopped call left there; None where it holds anything else.

    The repository that comes back has no commit yet, or the first one, finished, which the stopped call had written.
    """
    if root.exists() and not root.is_dir():
        return None
    held = {path.name for path in root.iterdir()} if root.exists() else set()
    if not held - {_STAGED}:
        return _create(root)
    if ".git" not in held:
        return None
    git = Git.open(root)
    if git.root != root.resolve():
        return None
    if git_journal.is_first(git):
        recover(git)
        return git
    untouched = not held - {_STAGED, ".git"} and not git.refs() and not git.index()
    return git if untouched else None


def _create(root: Path) -> Git:
    """Make it in a folder of its own, because git makes it file by file; then put it in its place in one step."""
    staged = root / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    _initialise(staged)
    (staged / ".git").rename(root / ".git")
    staged.rmdir()
    return Git.open(root)


def _initialise(root: Path) -> None:
    """Make a new, empty repository on the branch `main` in `root`, which is made too."""
    git_environment.scrub()
    root.mkdir(parents=True, exist_ok=True)
    command = [git_environment.program(), "init", "--quiet", "--template=", "--initial-branch=main", "."]
    environment = git_environment.environment()
    with subprocess.Popen(
        command, cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        output(wait(process))
