"""`python -m tests.mutation [FILE OR FOLDER …]`: which small faults in these files do the tests not notice?

Without arguments: `qms/codes`, `qms/ledger` (with the trust file), `qms/history`, `qms/entries`, `qms/model`. The tests
are run once as they are, noting who runs which line; then each mutant runs in a copy of the process with the code of
one function exchanged, and only by the tests that run its line, the quickest first, until one fails or works without
end; one that only waits notices nothing. A survivor is shown unless `survivors.md` says why nobody could see it. What
stands outside of functions (tables, patterns) is not touched. Arguments that begin with `tests/` are the tests to run
instead of those below, `-` is for options of pytest.
"""

from __future__ import annotations

import ast
import copy
import gc
import importlib
import os
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from .covered import Covered
from .exchange import KILLED, NOT_MADE, SURVIVED, begin, module_of
from .explained import explained, key
from .mutants import Mutant, made, mutants

FOLDERS = ("qms/codes", "qms/ledger", "qms/history", "qms/entries", "qms/model")
TESTS = (
    *("tests/codes", "tests/ledger", "tests/history", "tests/entries", "tests/model"),
    *("tests/trust/test_signature.py", "tests/trust/test_trust_file.py"),
)
AT_ONCE = 2
NAMES = {SURVIVED: "survived", KILLED: "killed", NOT_MADE: "not made", -signal.SIGPROF: "without end"}
NOTICED = frozenset({"killed", "without end"})


class Work(NamedTuple):
    """A mutant of a file, and the whole module that it is to be made of."""

    path: Path
    whole: ast.Module
    mutant: Mutant


class Mutation:
    """A plug-in of pytest: instead of running the tests once, it runs them for each mutant."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = paths
        self._verdicts: dict[Path, list[tuple[Work, str]]] = defaultdict(list)
        self.unexplained = 0

    def pytest_collection(self) -> None:
        """Let Hypothesis look for few examples and make none of them small: that a test fails is enough."""
        from hypothesis import Phase, settings  # pytest wants to be the first to import it

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile(
            "mutation", deadline=None, max_examples=25, phases=phases, database=None, derandomize=True
        )
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Failed("not every test could be read")
        for path in self._paths:
            importlib.import_module(module_of(path))
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # one for all copies, made once
        self._covered = Covered(session.items, {str(path.resolve()) for path in self._paths})
        for name in self._covered.failed:
            _say(f"left out, as it fails without any mutant: {name}")
        _say(f"{len(session.items)} tests, {sum(self._covered.seconds.values()):.0f} s")
        gc.freeze()  # what all copies share is not touched by them
        rows = []
        for path in self._paths:
            self._check(path)
            self._run(path)
            rows.append(self._row(path))
        self._table(rows)
        return True

    def _check(self, path: Path) -> None:
        """Let the tests of a file run in a copy without any mutant: what fails there would notice every one."""
        items = self._covered.of(str(path.resolve()))
        _process, status = os.waitpid(begin(ast.Module([], []), None, path, items, self._covered.seconds), 0)
        if os.waitstatus_to_exitcode(status) != SURVIVED:
            raise RuntimeError(f"the tests of {path} fail in a copy without any mutant")

    def _run(self, path: Path) -> None:
        """Let the mutants of a file run, some at once; keep the verdicts in the order in which they end."""
        running: dict[int, Work] = {}
        for work in _works(path):
            items = self._covered.tests(str(work.path.resolve()), work.mutant.lines)
            if not items:
                self._ended(work, "not run by any test")
                continue
            if len(running) == AT_ONCE:
                self._wait(running)
            running[begin(work.whole, work.mutant, work.path, items, self._covered.seconds)] = work
        while running:
            self._wait(running)

    def _wait(self, running: dict[int, Work]) -> None:
        process, status = os.wait()
        if process in running:
            self._ended(running.pop(process), NAMES.get(os.waitstatus_to_exitcode(status), "stuck"))

    def _ended(self, work: Work, verdict: str) -> None:
        self._verdicts[work.path].append((work, verdict))

    def _table(self, rows: list[Counter[str]]) -> None:
        total = sum(rows, Counter())
        for name, row in zip([*map(str, self._paths), "all"], [*rows, total], strict=True):
            _say(f"{name:32} {row['whole']:5} mutants {row['killed']:5} killed {row['explained']:4} explained", end="")
            _say(f" {row['left']:4} left")
        self.unexplained = total["left"]

    def _row(self, path: Path) -> Counter[str]:
        known = explained(str(path))
        row: Counter[str] = Counter()
        for work, verdict in sorted(self._verdicts[path], key=lambda pair: (pair[0].mutant.lines[0], pair[0].mutant)):
            row["whole"] += verdict != "not made"
            row["killed"] += verdict in NOTICED
            if verdict in {*NOTICED, "not made"}:
                continue
            fault = made(copy.deepcopy(work.whole), work.mutant)
            words = key(work.mutant.function, fault.before, fault.after)
            row["explained" if known[words] > 0 else "left"] += 1
            if known[words] <= 0:
                _say(f"{path}:{work.mutant.lines[0]}\n- `{words}`: {verdict}")
            known[words] -= 1
        for words in +known:
            _say(f"{path}: explained, but noticed by a test or gone: {words}")
        return row


def _works(path: Path) -> Iterator[Work]:
    whole = ast.parse(path.read_text("utf-8"))
    return (Work(path, whole, mutant) for mutant in mutants(whole))


def _say(text: str, end: str = "\n") -> None:
    sys.__stdout__.write(f"{text}{end}")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def _files(words: Iterable[str]) -> list[Path]:
    found = [path for word in words for path in (Path(word).rglob("*.py") if Path(word).is_dir() else [Path(word)])]
    return sorted(path for path in found if path.name != "__init__.py")


def main(words: list[str]) -> int:
    options = [word for word in words if word.startswith("-")]
    tests = [word for word in words if word.startswith("tests/")] or TESTS
    plugin = Mutation(_files([word for word in words if word.startswith("qms/")] or FOLDERS))
    options += ["-q", "-n", "0", "-p", "no:cacheprovider", "--capture=sys", "-o", "tmp_path_retention_policy=none"]
    options += ["-k", "not no_time and not good_time"]  # tests of how long something takes
    with tempfile.TemporaryDirectory() as folder:  # other runs of pytest clear away what they share
        code = int(pytest.main([*options, f"--basetemp={folder}/tests", *tests], plugins=[plugin]))
    return code or min(plugin.unexplained, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
