"""Files that a person asked for: written as a whole, into a folder that is made where it is missing, over nothing that
the repository holds.
"""

from __future__ import annotations

import os
from pathlib import Path

from qms.actions.session import Session
from qms.errors import RefusedError, UsageError
from qms.model.message import msg

OUT = "out"
"""The folder for what is printed, where the person names none; git does not look at it."""
_WRITTEN = frozenset({".md", ".yaml", ".yml", ".json", ".jsonl"})


def ready(folder: Path) -> None:
    """Make a folder for what is printed; UsageError where none can be written there, before anything is recorded."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise UsageError(
            msg('No file can be written into "{folder}"', folder=str(folder)), msg("Name another folder after --out")
        )


def free(session: Session, path: Path) -> None:
    """Refuse a path that is a file of the repository: one that git knows, or of a kind that people write there."""
    root, wanted = session.workspace.root.resolve(), path.resolve()
    if not wanted.exists() or not wanted.is_relative_to(root) or wanted.is_relative_to(root / OUT):
        return
    if wanted.suffix in _WRITTEN or wanted.relative_to(root).as_posix() in session.workspace.git.index():
        told = msg('"{path}" is a file of the repository; it would be overwritten', path=str(path))
        raise RefusedError(told, msg("Name another file"))


def deliver(session: Session, path: Path, data: bytes) -> None:
    """Write `data` to `path`: all of it or nothing; RefusedError where it is a file of the repository."""
    from qms.adapters.git.files import write_file

    free(session, path)
    ready(path.parent)
    write_file(path, data)
