"""`python -m tests.mutation qms/ledger/trust.py …`: which small faults in these files do the tests not notice?

The tests are collected once; each mutant runs in a copy of the process with the code of one function exchanged, and
only by the tests that call that function, until the first one fails. `survivors.md` says of each survivor why it
changes nothing that anybody could see. What stands outside of functions (tables, patterns) is not touched.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import signal
import sys
import time
import types
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from .mutants import Mutant, mutants

TESTS = (
    *("tests/codes", "tests/ledger", "tests/history", "tests/model", "tests/copies/test_account.py"),
    *("tests/copies/test_distribution.py", "tests/trust/test_signature.py", "tests/trust/test_trust_file.py"),
    *(
        "tests/rules/test_ledger.py",
        "tests/rules/test_codes.py",
        "tests/rules/test_history.py",
        "tests/trust/test_trail.py",
    ),
    *("tests/rules/test_copies.py", "tests/trust/test_resolve.py", "tests/actions/test_renumber.py"),
)
SECONDS = 40


class Mutation:
    """A plug-in of pytest: instead of running the tests once, it runs them for each mutant."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = {str(path.resolve()): path for path in paths}
        self._calls: dict[types.CodeType, dict[str, pytest.Item]] = defaultdict(dict)
        self._seconds: dict[str, float] = {}

    def pytest_collection(self) -> None:
        """Let Hypothesis look for few examples and make none of them small: that a test fails is enough."""
        from hypothesis import Phase, settings  # pytest wants to be the first to import it

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("mutation", deadline=None, max_examples=40, phases=phases, database=None)
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for path in self._paths.values():
            importlib.import_module(_module(path))
        for item in session.items:
            self._watch(item)
        for path in self._paths.values():
            self._mutate(path)
        return True

    def _watch(self, item: pytest.Item) -> None:
        """Run a test once, and note which functions of the files it calls."""

        def called(frame: types.FrameType, event: str, _argument: object) -> None:
            if event == "call" and frame.f_code.co_filename in self._paths:
                self._calls[frame.f_code][item.nodeid] = item

        start = time.monotonic()
        sys.setprofile(called)
        try:
            reports = runtestprotocol(item, log=False, nextitem=None)
        finally:
            sys.setprofile(None)
        self._seconds[item.nodeid] = time.monotonic() - start
        if any(report.failed for report in reports):
            raise pytest.UsageError(f"{item.nodeid} fails without any mutant")

    def _mutate(self, path: Path) -> None:
        counted: dict[str, int] = defaultdict(int)
        for mutant in mutants(path.read_text("utf-8")):
            verdict = self._verdict(path, mutant)
            counted[verdict] += 1
            if verdict not in {"killed", "timed out"}:
                _say(f"{path}:{mutant.line} {mutant.function}: {mutant.before} -> {mutant.after} ({verdict})")
        whole = sum(counted.values())
        _say(f"{path}: {whole} mutants, {counted['killed'] + counted['timed out']} killed, {dict(counted)}")

    def _verdict(self, path: Path, mutant: Mutant) -> str:
        module = sys.modules[_module(path)]
        held = _held(module, mutant.function)
        if held is None:
            return "not called"
        items = {name: item for code in _codes(held.__code__) for name, item in self._calls.get(code, {}).items()}
        if not items:
            return "not called"
        chosen = sorted(items.values(), key=lambda item: self._seconds[item.nodeid])
        process = os.fork()
        if process == 0:
            _end(held, mutant, path, chosen)
        _, status = os.waitpid(process, 0)
        return {0: "survived", 1: "killed", 3: "not made"}.get(os.waitstatus_to_exitcode(status), "timed out")


def _end(held: types.FunctionType, mutant: Mutant, path: Path, items: list[pytest.Item]) -> None:
    """Exchange the code of the function in this copy of the process, and end it with 1 when a test notices."""
    signal.alarm(SECONDS)
    code = 3
    with contextlib.suppress(BaseException):
        held.__code__ = _compiled(mutant, path)
        _forget()
        code = 1
        for number, item in enumerate(items):
            following: Any = items[number + 1] if number + 1 < len(items) else None
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                break
        else:
            code = 0
    os._exit(code)


def _forget() -> None:
    """Empty what functions of qms remember from the first run."""
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.startswith("qms.") else ():
            getattr(value, "cache_clear", lambda: None)()


def _compiled(mutant: Mutant, path: Path) -> types.CodeType:
    whole = compile(mutant.module, str(path.resolve()), "exec")
    return next(code for code in _codes(whole) if code.co_qualname == mutant.function)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _held(module: types.ModuleType, name: str) -> types.FunctionType | None:
    """Return the function as it is held in its module, behind decorators."""
    found: Any = module
    for part in name.split("."):
        found = vars(found).get(part)
    found = found.fget if isinstance(found, property) else found
    found = found.func if isinstance(found, functools.cached_property) else found
    found = found.__func__ if isinstance(found, classmethod | staticmethod) else found
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found if isinstance(found, types.FunctionType) else None


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def _say(text: str) -> None:
    sys.__stdout__.write(f"{text}\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def main(words: list[str]) -> int:
    paths = [Path(word) for word in words]
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "--capture=sys"]
    return int(pytest.main([*options, *TESTS], plugins=[Mutation(paths)]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
