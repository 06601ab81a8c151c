"""Where a repository is: found from the folder that a person stands in, without starting a process."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from qms.adapters.git import environment as git_environment
from qms.errors import RepositoryError
from qms.model.message import msg
from qms.model.pattern import pattern

_BARE = pattern(rb"(?im)^\s*bare\s*(=\s*(true|yes|on|1)\s*)?$")


class Place(NamedTuple):
    """The folders of a repository: its work tree, its `.git`, and the `.git` that its linked work trees share."""

    root: Path
    git_dir: Path
    common_dir: Path


def find(start: Path) -> Place:
    """Walk up from `start` to the repository that holds it; RepositoryError where there is none to work in."""
    folder = start.resolve()
    for root in (folder, *folder.parents):
        git_dir = _git_folder(root)
        if git_dir:
            place = Place(root, git_dir, _common(git_dir))
            for part in {place.git_dir, place.common_dir}:
                _check_plain(part, part / "info", part / "qms")
            _check_bare(place)
            _check_owner(place)
            return place
    if any(_is_repository(root) for root in (folder, *folder.parents)):
        raise _bare(folder)
    raise RepositoryError(
        msg('"{folder}" is not in a git repository', folder=str(start)),
        msg('Go to the folder of the documents, name it with "-C", or make one with "qms init"'),
    )


def _git_folder(root: Path) -> Path | None:
    dot = root / ".git"
    if dot.is_dir():
        _check_plain(dot)
        return dot.resolve() if _is_repository(dot) else None
    if not dot.is_file():
        return None
    with dot.open("rb") as stream:
        text = os.fsdecode(stream.read(8192)).rstrip("\r\n")
    target = (root / text.removeprefix("gitdir:").strip()).resolve()
    if not text.startswith("gitdir:") or not _is_repository(target):
        raise RepositoryError(
            msg('"{file}" names a repository that is not there', file=str(dot)),
            msg('Run "git worktree repair" in the main clone, or clone the repository again'),
        )
    return target


def _is_repository(git_dir: Path) -> bool:
    common = _common(git_dir)
    head = git_dir / "HEAD"
    return (head.is_file() or head.is_symlink()) and (common / "objects").is_dir() and (common / "refs").is_dir()


def check_all_plain(git_dir: Path) -> None:
    """Refuse a pipe, a socket or a device among all files of git: refs and objects, too many to look at each time."""
    for folder, _folders, _files in os.walk(git_dir):
        _check_plain(Path(folder))


def _check_plain(*folders: Path) -> None:
    """Refuse a pipe, a socket or a device where git and qms read files: whoever opens one may wait for ever."""
    for folder in folders:
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError), os.scandir(folder) as entries:
            for entry in entries:
                if not (entry.is_file() or entry.is_dir()) and Path(entry).exists():
                    raise RepositoryError(
                        msg('"{file}" is a pipe or a device, not a file', file=entry.path),
                        msg("Delete it; if git misses it then, clone the repository again"),
                    )


def _common(git_dir: Path) -> Path:
    named = git_dir / "commondir"
    try:
        text = named.read_bytes()[:8192] if named.is_file() else b"."
    except OSError:
        text = b"."
    return (git_dir / os.fsdecode(text).strip()).resolve()


def _check_bare(place: Place) -> None:
    try:
        text = (place.common_dir / "config").read_bytes()
    except OSError:
        return
    if place.git_dir == place.common_dir and _BARE.search(text):
        raise _bare(place.root)


def _bare(folder: Path) -> RepositoryError:
    return RepositoryError(
        msg('"{folder}" is a bare repository: it has no files to work on', folder=str(folder)),
        msg('Make a clone of it with "git clone" and work there'),
    )


def _check_owner(place: Place) -> None:
    """Refuse the repository of another user, as git does (`safe.directory`): its configuration is not ours.

    git itself does not check when it is told the folder, so it is done here. On Windows there is no owner to compare.
    """
    mine = _own_ids()
    parts = {place.root, place.root / ".git", place.git_dir}
    strange = [part for part in sorted(parts) if mine and part.lstat().st_uid not in mine]
    if strange and not _declared_safe(place):
        raise RepositoryError(
            msg('"{folder}" belongs to another user of this computer', folder=str(strange[0])),
            msg('If you trust it, type: git config --global --add safe.directory "{root}"', root=str(place.root)),
        )


def _own_ids() -> set[int]:
    if not hasattr(os, "geteuid"):
        return set()
    own = os.geteuid()
    sudo = os.environ.get("SUDO_UID", "") if own == 0 else ""
    return {own, int(sudo)} if sudo.isdigit() else {own}


def _declared_safe(place: Place) -> bool:
    safe = False
    for scope in ("--system", "--global"):
        for value in _safe_folders(scope, place):
            if not value:
                safe = False
            elif value == "*" or Path(value) in (place.root, place.git_dir):
                safe = True
    return safe


def _safe_folders(scope: str, place: Place) -> list[str]:
    command = [git_environment.program(), "config", scope, "--includes", "-z", "--type=path", "--get-all"]
    done = subprocess.run(
        [*command, "safe.directory"],
        cwd=place.root.anchor,
        env=git_environment.personal(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return os.fsdecode(done.stdout).split("\0")[:-1]
