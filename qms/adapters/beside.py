"""Work done beside this process, on the other cores: each share by a copy of the process as it is now (fork).

A copy has everything that was read already, so nothing is handed over but the answers, as JSON. Where a system cannot
copy a process safely (Windows, macOS), or a copy fails, there is no answer and the caller does the work itself.
"""

from __future__ import annotations

import json
import mmap
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, NoReturn, Protocol

_JSON, _BYTES = b"j", b"b"
_LENGTH = 8  # bytes that tell how long an answer is
_PAUSE = 0.2  # seconds between two looks at how far a copy is


class Answers(Protocol):
    """Waits for the answers of all copies (Any: JSON, or bytes); meanwhile `look` is called again and again."""

    def __call__(self, look: Callable[[], object] | None = None) -> list[Any]:
        """Return the answers in the order of the works, None where there is none."""


class Counter:
    """How many each process has done, in memory that a process shares with its copies."""

    def __init__(self, places: int) -> None:
        self._counts = mmap.mmap(-1, 4 * max(1, places))

    def add(self, place: int) -> None:
        """Count one more for a process."""
        found = self._count(place) + 1
        self._counts[4 * place : 4 * place + 4] = found.to_bytes(4, "little")

    def total(self) -> int:
        """Return how many all have done together."""
        return sum(map(self._count, range(len(self._counts) // 4)))

    def _count(self, place: int) -> int:
        return int.from_bytes(self._counts[4 * place : 4 * place + 4], "little")


class _Copy(NamedTuple):
    process: int
    answers: int


def can_copy() -> bool:
    """Tell whether this system copies processes safely."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def beside(works: Sequence[Callable[[], object]]) -> Iterator[Answers]:
    """Begin each of `works` in a copy; call the value for their answers in the same order, None where there is none.

    A work returns what JSON can say, or bytes. Copies that nobody waits for any more are ended.
    """
    copies: list[_Copy] = []
    try:
        with _undisturbed():
            copies += [_begin(work) for work in works] if can_copy() else []

        def answers(look: Callable[[], object] | None = None) -> list[Any]:
            return [_answer(copy, look) for copy in copies] if copies else [None] * len(works)

        yield answers
    finally:
        for copy in copies:
            _end(copy)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait: a copy of which nobody knows yet could not be ended. A copy itself never hears of it."""
    stops = {signal.SIGINT, signal.SIGTERM, *({signal.SIGHUP} if hasattr(signal, "SIGHUP") else ())}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, stops) if can_copy() else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[[], object]) -> _Copy:
    answers, own = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(answers)
        _work(work, own)
    os.close(own)
    return _Copy(process, answers)


def _work(work: Callable[[], object], answers: int) -> NoReturn:
    """Do the work in the copy and end it, without anything that this process would do at its end."""
    code = 1
    try:
        with os.fdopen(answers, "wb") as stream:
            kind, data = _said(work())
            stream.write(kind + len(data).to_bytes(_LENGTH, "little"))
            stream.write(data)
        code = 0
    finally:
        os._exit(code)


def _said(answer: object) -> tuple[bytes, bytes]:
    """Return the kind of an answer, and its bytes; before them goes their length, without which nobody knows whether
    all have come.
    """
    if isinstance(answer, bytes):
        return _BYTES, answer
    return _JSON, json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _answer(copy: _Copy, look: Callable[[], object] | None) -> Any:  # Any: it may be JSON
    while look and not select.select([copy.answers], [], [], _PAUSE)[0]:
        look()
    with os.fdopen(os.dup(copy.answers), "rb") as stream:
        kind, length = stream.read(1), int.from_bytes(stream.read(_LENGTH), "little")
        data = stream.read(length)
    if not kind or len(data) != length:  # the copy ended before it had an answer
        return None
    return json.loads(data) if kind == _JSON else data


def _end(copy: _Copy) -> None:
    os.close(copy.answers)
    with suppress(ProcessLookupError):
        os.kill(copy.process, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(copy.process, 0)
