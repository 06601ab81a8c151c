"""Files that a killed process cannot leave half-written, and locks that it cannot leave behind."""

from __future__ import annotations

import errno
import itertools
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from qms.adapters.locks import try_lock, unlock
from qms.adapters.reasons import reason
from qms.errors import RepositoryError
from qms.model.message import msg

TEMPORARY = ".qms-*.tmp"

_WAIT_SECONDS = 60.0
_PAUSE = 0.02
_STALE_SECONDS = 600.0
_NO_SUCH_CALL = (errno.EINVAL, errno.ENOTSUP, errno.EISDIR, errno.ENOSYS)
_MANY = 30
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_STEPS = itertools.count(1)  # state only for the fault tests: which critical step of this process comes next


def fail_point() -> None:
    """End the process before its n-th critical step when `QMS_FAILPOINT=n` says so; the fault tests live on it."""
    wanted = os.environ.get("QMS_FAILPOINT")
    if wanted and next(_STEPS) == int(wanted):
        os._exit(137)


def write_file(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file as a whole or not at all; an existing file keeps its permissions.

    Of many files that can be made again none need be `lasting` by itself: `settle` puts all of them on the disk.
    """
    with _told(path):
        replace(path, data, lasting=lasting)


def write_secret(path: Path, data: bytes) -> None:
    """Write a file that only this person may read and that was not there before, as a whole and on the disk."""
    with _told(path):
        make_private(path.parent)
        try:
            _fill(path, data, 0o600)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def make_private(folder: Path) -> None:
    """Make a folder for this person alone, with those above it that are missing: who may rename one may exchange all
    that lies in it.
    """
    for part in reversed([folder, *folder.parents]):
        part.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RepositoryError(
            msg('"{path}" cannot be written: {reason}', path=str(path), reason=reason(error)),
            msg("Look at the free space of the disk and at the permissions of the folder"),
        ) from error


def settle(paths: Sequence[Path]) -> None:
    """Put files that were written one after another on the disk: many of them at once."""
    if len(paths) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    for folder in {path.parent for path in paths}:
        sync_folder(folder)


def replace(path: Path, data: bytes, *, executable: bool = False, lasting: bool = True) -> None:
    """Put `data` in place of `path` through a temporary file beside it, all of it on the disk before the name moves."""
    temporary = path.with_name(f".qms-{os.urandom(8).hex()}.tmp")
    if lasting:
        _sweep(path.parent)
    try:
        fail_point()
        _fill(temporary, data, _mode(path, executable=executable), lasting=lasting)
        fail_point()
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    fail_point()
    if lasting:
        sync_folder(path.parent)


def _sweep(folder: Path) -> None:
    """Remove what writers left here that were killed long ago; nobody takes so long to write a file."""
    for old in folder.glob(TEMPORARY):
        with suppress(OSError):
            if time.time() - old.lstat().st_mtime > _STALE_SECONDS:
                old.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each of them on the disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        fail_point()
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def remove(path: Path, root: Path) -> None:
    """Remove a file, and the folders up to `root` that it leaves empty."""
    fail_point()
    path.unlink(missing_ok=True)
    for folder in path.parents:
        sync_folder(folder)
        if folder == root or any(folder.iterdir()):
            return
        fail_point()
        folder.rmdir()


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk. Windows has no such call, nor have some network folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """Hold the kernel's lock on `path`, which ends with the process however it ends; yield the open file."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        _wait_for_lock(handle)
        yield handle
        unlock(handle)
    finally:
        os.close(handle)


@contextmanager
def marked(path: Path, mark: Path, content: bytes) -> Iterator[None]:
    """Hold a lock file that git respects too. From its first moment it has `content`, so a stale one can be told."""
    _fresh(mark, content)
    try:
        _link(mark, path, content)
        try:
            yield
        finally:
            fail_point()
            path.unlink(missing_ok=True)
    finally:
        mark.unlink(missing_ok=True)


def _fill(path: Path, data: bytes, mode: int, *, lasting: bool = True) -> None:
    handle = os.open(path, _NEW_FILE, mode & 0o777)
    try:
        if hasattr(os, "fchmod") and mode & stat.S_IFREG:
            os.fchmod(handle, stat.S_IMODE(mode))
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)


def _mode(path: Path, *, executable: bool) -> int:
    """Return the mode of the file that is there (with its type), else the bits for a new one under the umask."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return 0o777 if executable else 0o666


def _wait_for_lock(handle: int) -> None:
    end = time.monotonic() + _WAIT_SECONDS
    while not try_lock(handle):
        if time.monotonic() > end:
            raise RepositoryError(
                msg("Another qms is writing in this repository"), msg("Wait until it has finished, then try again")
            )
        time.sleep(_PAUSE)


def _fresh(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    _fill(path, content, 0o666)


def _link(mark: Path, path: Path, content: bytes) -> None:
    end = time.monotonic() + _WAIT_SECONDS / 6
    while not _try_link(mark, path, content):
        if time.monotonic() > end:
            raise RepositoryError(
                msg('Another git program is working here: "{file}" exists', file=str(path)),
                msg("Wait until it has finished. If none is running, delete that file and try again"),
            )
        time.sleep(_PAUSE)


def _try_link(mark: Path, path: Path, content: bytes) -> bool:
    try:
        path.hardlink_to(mark)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: a stale lock may then stay empty
        try:
            _fill(path, content, 0o666)
        except FileExistsError:
            return False
    return True
