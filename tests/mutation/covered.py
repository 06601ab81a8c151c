"""Which tests run which lines: a map that is taken once, while the tests run as they are."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import time
import types
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol


class Watched(NamedTuple):
    """A test that was run once: how long it took (seconds), whether it passed, the lines that it ran (file, line)."""

    seconds: float
    fine: bool
    lines: frozenset[tuple[str, int]]


class Covered:
    """The map. Its tests run in a copy of this process: nothing is left of them here, no thread, no kept value.

    A test that fails while it is watched (some are about time) notices no mutant: it is in `failed`.
    """

    def __init__(self, items: Sequence[pytest.Item], files: Collection[str]) -> None:
        self._items: dict[tuple[str, int], dict[str, pytest.Item]] = defaultdict(dict)
        found = _in_copy(items, files)
        self.seconds = {item.nodeid: one.seconds for item, one in zip(items, found, strict=True)}
        self.failed = [item.nodeid for item, one in zip(items, found, strict=True) if not one.fine]
        for item, one in zip(items, found, strict=True):
            for place in one.lines if one.fine else ():
                self._items[place][item.nodeid] = item

    def of(self, file: str) -> list[pytest.Item]:
        """Return the tests that run any line of a file, the quickest first."""
        return self.tests(file, [line for name, line in self._items if name == file])

    def tests(self, file: str, lines: Iterable[int]) -> list[pytest.Item]:
        """Return the tests that run any of the lines, the quickest first."""
        found = {name: item for line in lines for name, item in self._items.get((file, line), {}).items()}
        return sorted(found.values(), key=lambda item: self.seconds[item.nodeid])


def _in_copy(items: Sequence[pytest.Item], files: Collection[str]) -> list[Watched]:
    with tempfile.TemporaryFile() as kept:
        process = os.fork()
        if not process:
            try:
                following = [*items[1:], None]
                pickle.dump([_watch(item, after, files) for item, after in zip(items, following, strict=True)], kept)
                kept.flush()
            finally:
                os._exit(0)
        os.waitpid(process, 0)
        kept.seek(0)
        found: list[Watched] = pickle.load(kept)
        return found


def _watch(item: pytest.Item, following: pytest.Item | None, files: Collection[str]) -> Watched:
    met: set[tuple[str, int]] = set()

    def line(frame: types.FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            met.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: types.FrameType, _event: str, _argument: object) -> Any:
        return line if frame.f_code.co_filename in files else None

    begun = time.monotonic()
    sys.settrace(call)
    try:
        reports = runtestprotocol(item, log=False, nextitem=following)
    finally:
        sys.settrace(None)
    return Watched(time.monotonic() - begun, not any(report.failed for report in reports), frozenset(met))
