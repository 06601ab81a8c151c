"""Which tests run which lines: a map that is taken once, while the tests run as they are."""

from __future__ import annotations

import sys
import time
import types
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import pytest
from _pytest.runner import runtestprotocol


class Covered:
    """The map, and how long each test took without any mutant (seconds)."""

    def __init__(self, files: Collection[str]) -> None:
        self._files = files
        self._items: dict[tuple[str, int], dict[str, pytest.Item]] = defaultdict(dict)
        self.seconds: dict[str, float] = {}

    def watch(self, item: pytest.Item, following: pytest.Item) -> bool:
        """Run a test once and note its lines; what it shares with the following test is left standing.

        A test that fails while it is watched (some are about time) notices no mutant; tell whether it may.
        """
        begun = time.monotonic()
        met: set[tuple[str, int]] = set()
        reports = _traced(item, following, self._files, met)
        self.seconds[item.nodeid] = time.monotonic() - begun
        fine = not any(report.failed for report in reports)
        for place in met if fine else ():
            self._items[place][item.nodeid] = item
        return fine

    def of(self, file: str) -> list[pytest.Item]:
        """Return the tests that run any line of a file, the quickest first."""
        return self.tests(file, [line for name, line in self._items if name == file])

    def tests(self, file: str, lines: Iterable[int]) -> list[pytest.Item]:
        """Return the tests that run any of the lines, the quickest first."""
        found = {name: item for line in lines for name, item in self._items.get((file, line), {}).items()}
        return sorted(found.values(), key=lambda item: self.seconds[item.nodeid])


def _traced(
    item: pytest.Item, following: pytest.Item, files: Collection[str], met: set[tuple[str, int]]
) -> list[pytest.TestReport]:
    def line(frame: types.FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            met.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: types.FrameType, _event: str, _argument: object) -> Any:
        return line if frame.f_code.co_filename in files else None

    sys.settrace(call)
    try:
        return runtestprotocol(item, log=False, nextitem=following)
    finally:
        sys.settrace(None)
