"""Runs command lines as if the system were poorer: `python -m tests.cli.poor_system list ';' check`.

It has no fork, no links, no users, no file modes, no flock (the lock is that of Windows), and folders cannot be put on
the disk; what Windows lacks besides cannot be taken from a running Python.
"""

from __future__ import annotations

import asyncio  # noqa: F401 - all that asks for the name of the system does so before it is changed
import errno
import fcntl
import importlib
import os
import pathlib
import pkgutil
import stat
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
import types
from itertools import takewhile
from typing import Any

THEN = ";"
"""What stands between two command lines, and before the exit codes of all of them, the last line that is printed."""
MISSING = (
    *("fork", "forkpty", "geteuid", "getuid", "link", "symlink", "fchmod", "sched_getaffinity", "killpg"),
    *("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK"),
)


def lock_of_windows() -> types.ModuleType:
    """Return a module like msvcrt: it locks a byte where the file stands, and refuses instead of waiting."""
    made: Any = types.ModuleType("msvcrt")
    made.LK_NBLCK, made.LK_UNLCK = 2, 0

    def locking(handle: int, kind: int, length: int) -> None:
        assert os.lseek(handle, 0, os.SEEK_CUR) == 0
        fcntl.lockf(handle, fcntl.LOCK_UN if kind == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB, length)

    made.locking = locking
    module: types.ModuleType = made
    return module


def refuse_folders(sync: Any) -> Any:
    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(handle)

    return fsync


def no_links(*_: object) -> None:
    raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


def impoverish() -> None:
    import click.termui  # noqa: F401
    import git  # noqa: F401
    import rich.console  # noqa: F401

    sys.modules["msvcrt"] = lock_of_windows()
    platform, sys.platform = sys.platform, "win32"
    importlib.import_module("qms.adapters.git.files")
    sys.platform = platform
    sys.modules["fcntl"] = None  # type: ignore[assignment]
    setattr(pathlib.Path, "hardlink_to", no_links)  # noqa: B010
    os.fsync = refuse_folders(os.fsync)
    for name in MISSING:
        if hasattr(os, name):
            delattr(os, name)


def main() -> int:
    impoverish()
    import qms.cli
    from qms.cli.app import run

    for module in pkgutil.iter_modules(qms.cli.__path__, "qms.cli."):
        importlib.import_module(module.name)
    words, codes = iter(sys.argv[1:]), []
    while line := list(takewhile(lambda word: word != THEN, words)):
        codes.append(run(line))
    sys.stdout.write(" ".join((THEN, *map(str, codes))) + "\n")
    return max(codes)


if __name__ == "__main__":
    raise SystemExit(main())
