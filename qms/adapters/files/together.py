"""Reads many files: those of one folder through the folder, which is opened once. Links are never followed.

A path is looked at part by part for each file (`WorkTree.read`); here that is done once a folder, and what is opened in
it lies in it, whatever becomes of the path meanwhile. Any file that is not plain to read is left to `WorkTree.read`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from qms.adapters.files.sources import LARGEST, Source, WorkTree
from qms.model.problem import Problem

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | _NOFOLLOW | getattr(os, "O_DIRECTORY", 0)
_FILE = os.O_RDONLY | _NOFOLLOW | getattr(os, "O_NONBLOCK", 0)
_CAN = bool(_NOFOLLOW) and os.open in os.supports_dir_fd


def read_all(source: Source, paths: Iterable[str]) -> Iterator[bytes | Problem | None]:
    """Yield what `source.read` returns for each of some paths, which are sorted best."""
    return _by_folders(source, paths) if _CAN and isinstance(source, WorkTree) else map(source.read, paths)


def _by_folders(tree: WorkTree, paths: Iterable[str]) -> Iterator[bytes | Problem | None]:
    opened, handle = "", None
    try:
        for path in paths:
            folder, _, name = path.rpartition("/")
            if folder != opened:
                _close(handle)
                handle = None
                opened, handle = folder, _folder(tree.root, folder)
            data = None if handle is None else _read(handle, name)
            yield tree.read(path) if data is None else data
    finally:
        _close(handle)


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _folder(root: Path, path: str) -> int | None:
    """Open a folder below the root; None where a part of its path is no plain folder."""
    handle = _opened(str(root), os.O_RDONLY)
    for part in path.split("/"):
        if handle is None or part in {"", ".", ".."}:
            break
        below = _opened(part, _FOLDER, handle)
        os.close(handle)
        handle = below
    else:
        return handle
    _close(handle)
    return None


def _opened(name: str, how: int, folder: int | None = None) -> int | None:
    try:
        return os.open(name, how, dir_fd=folder)
    except (OSError, ValueError):
        return None


def _read(folder: int, name: str) -> bytes | None:
    """Return the bytes of a regular file of usual size, None for anything else."""
    handle = _opened(name, _FILE, folder)
    if handle is None:
        return None
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST:
            return None
        data = os.read(handle, state.st_size + 1)
        return data if len(data) == state.st_size else None  # it grows or shrinks just now
    except OSError:
        return None
    finally:
        os.close(handle)
