"""The hooks that git runs for a person or on a server: scripts in `.git/hooks`, and the driver that joins ledgers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from qms.adapters.git import environment as git_environment
from qms.adapters.git import files as git_files
from qms.adapters.git.door import Git
from qms.adapters.git.trouble import LEDGER_DRIVER
from qms.errors import RepositoryError
from qms.model.message import msg

OWN = ("pre-commit", "commit-msg", "qms-merge-ledger")
SERVER = ("pre-receive",)
_MARK = b"# qms: "
_ATTRIBUTE = "*.jsonl merge=qms-ledger"

REFUSALS = {
    "TRUST_REMOVED": msg("the trust file was removed"),
    "LEDGER_REWRITTEN": msg("a ledger was rewritten"),
    "CHANGED_TOGETHER": msg("the trust file and a ledger changed together"),
    "LEDGER_REMOVED": msg("a ledger was removed"),
    "ACTS_LOST": msg("a merge lost acts"),
    "MERGE_REWROTE": msg("a merge rewrote a ledger"),
    "OBJECT_REPLACED": msg("objects are never replaced"),
    "TAG_MOVED": msg("a tag is never moved or deleted"),
    "OTHER_NAME": msg("only branches and tags are taken"),
    "BRANCH_DELETED": msg("the branch is never deleted"),
    "BRANCH_GROWS": msg("the branch only grows"),
    "UNREADABLE": msg("unreadable"),
}
"""What the hook of a server says, by the names that stand in it."""


def foreign(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Return the hooks that are there already and are not of qms; a link is always somebody's own."""
    return tuple(name for name in names if os.path.lexists(folder / name) and not _is_own(folder / name))


def _is_own(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and _MARK in path.read_bytes()


def looked_for(root: Path) -> str:
    """Return the folder that a setting of the person, the computer or the repository names for hooks; else nothing."""
    done = subprocess.run(
        [git_environment.program(), "config", "--type=path", "--get", "core.hooksPath"],
        cwd=root,
        env=git_environment.personal(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return os.fsdecode(done.stdout).rstrip("\n")


def install(git: Git, prefix: str) -> tuple[Path, ...]:
    """Install the hooks of a clone, and the driver that joins ledgers; returns the files written."""
    folder = git.common_dir / "hooks"
    values = {"PYTHON": Path(sys.executable).as_posix(), "PREFIX": _quoted(prefix)}
    written = [_write(folder / name, values) for name in OWN]
    key, value = LEDGER_DRIVER
    git.write("config", "--file", str(git.common_dir / "config"), key, value)
    attributes = git.common_dir / "info" / "attributes"
    line = f"{prefix}ledger/{_ATTRIBUTE}"
    had = attributes.read_text("utf-8") if attributes.exists() else ""
    if line not in had.splitlines():
        git_files.make_folder(attributes.parent)
        git_files.write_file(attributes, f"{had.rstrip()}\n{line}\n".lstrip().encode("utf-8"))
    return (*written, attributes)


def install_on_server(folder: Path, prefix: str, branch: str, words: Mapping[str, str]) -> Path:
    """Install the hook of a bare repository, with its refusals in the `words` of a language; RepositoryError where
    there is none.
    """
    if not (folder / "HEAD").is_file() or not (folder / "objects").is_dir():
        raise RepositoryError(
            msg('"{folder}" is no bare repository', folder=str(folder)), msg("Name the folder on the server: DOCS.git")
        )
    said = {name: re.sub(r'["$`\\]', "", text) for name, text in words.items()}
    return _write(folder / "hooks" / SERVER[0], {"PREFIX": _quoted(prefix), "BRANCH": _quoted(branch), **said})


def _write(path: Path, values: dict[str, str]) -> Path:
    text = (files("qms") / "forms" / "hooks" / path.name).read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    git_files.make_folder(path.parent)
    if path.exists():
        path.unlink()
    git_files.replace(path, text.encode("utf-8"), executable=True)
    return path


def _quoted(text: str) -> str:
    """Return a name as it may stand in the script; RepositoryError for one that could be read as a part of it."""
    if not re.fullmatch(r"[\w./-]*", text):
        raise RepositoryError(
            msg('"{text}" cannot stand in a hook', text=text), msg("Use letters, digits, dots and hyphens")
        )
    return text
