"""What git answers when it ends, and what to say where it could not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from qms.errors import RepositoryError
from qms.model.message import Message, msg

SLOW = 3
"""Seconds after which an answer is slow, and the files of git are looked at: one that is a pipe never ends."""
_SECONDS = 60


class PartialCloneError(RepositoryError):
    """The clone leaves out contents that a step needs; they are not fetched behind a person's back."""


_WAIT = msg("Wait until the other program has finished")
_NEWER = msg("A newer git has made this repository: install the newest git, https://git-scm.com")
_FREE = msg("Look at the free space of the disk and at the permissions of its folders, then try again")


def wait(
    process: subprocess.Popen[bytes], data: bytes | None = None, look: Callable[[], object] = lambda: None
) -> tuple[int, bytes, bytes]:
    """Wait for a process and return its exit code and what it printed; RepositoryError where it does not end.

    Where it is slow, `look` says what stands in its way: its RepositoryError ends the waiting.
    """
    try:
        out, err = process.communicate(data, timeout=SLOW)
    except subprocess.TimeoutExpired:
        out, err = _patiently(process, look)
    return process.returncode, out, err


def _patiently(process: subprocess.Popen[bytes], look: Callable[[], object]) -> tuple[bytes, bytes]:
    try:
        look()
        return process.communicate(timeout=_SECONDS)
    except (RepositoryError, subprocess.TimeoutExpired) as error:
        process.terminate()  # git removes its own locks on this signal
        process.communicate()
        if isinstance(error, RepositoryError):
            raise
        raise RepositoryError(
            msg("git did not answer for {seconds} seconds", seconds=_SECONDS),
            msg("Try again; if it stays so, look whether the disk or the network folder answers"),
        ) from None


def output(done: tuple[int, bytes, bytes]) -> bytes:
    """Return what git printed; RepositoryError with its own words where it failed."""
    status, out, err = done
    if status:
        words = _words(err.decode("utf-8", "replace")) or str(status)
        full = "Out of diskspace" in words or "No space left" in words
        newer = "repository extension" in words or "git repo version" in words
        advice = _FREE if full else _NEWER if newer else _WAIT if ".lock': File exists" in words else _repair()
        raise RepositoryError(msg("git refused the step: {reason}", reason=words), advice)
    return out


def _words(said: str) -> str:
    """Return what git says is wrong, without its hints and its advice, which come after an empty line."""
    lines = [line for line in said.splitlines() if not line.startswith("hint:")]
    return "\n".join(lines).strip().partition("\n\n")[0]


def unreadable(object_id: str = "HEAD") -> RepositoryError:
    """Return what to say of an object that is missing or damaged."""
    return RepositoryError(msg('git cannot read the object "{id}" of this repository', id=object_id), _repair())


def _repair() -> Message:
    return msg('Run "git fsck" to see what is damaged; a fresh clone repairs it')
