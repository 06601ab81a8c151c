"""Tell when the files of a repository change: two looks a second at the times and sizes of all of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from qms.adapters.files.workspace import Workspace

SECONDS = 0.5
Look = Mapping[str, tuple[int, int]]


def watch(workspace: Workspace) -> Iterator[None]:
    """Yield at once, and then each time that a file or the branch has changed, until the caller leaves.

    What changes while the caller works is seen afterwards.
    """
    before: Look | None = None
    while True:
        now = _look(workspace)
        if now != before:
            before = now
            yield
        else:
            time.sleep(SECONDS)


def _look(workspace: Workspace) -> Look:
    git = workspace.git
    found = dict(_files(workspace.root))
    for path in (git.git_dir / "HEAD", git.git_dir / "logs" / "HEAD", git.common_dir / "packed-refs"):
        found |= _state(path)
    return found


def _files(root: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield time of change and size of every file; hidden ones, links and what vanishes meanwhile are left out."""
    folders = [str(root)]
    while folders:
        try:
            entries = [entry for entry in os.scandir(folders.pop()) if not entry.name.startswith(".")]
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield from _state(Path(entry.path)).items()


def _state(path: Path) -> Look:
    try:
        found = path.lstat()
    except OSError:
        return {}
    return {str(path): (found.st_mtime_ns, found.st_size)}
