"""The jobs of the benchmark: a command of qms, what must be true before it runs, what git needs for the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.benchmarks.ledgers import ACTS
from tests.benchmarks.measure import measured
from tests.benchmarks.repositories import code, path

QMS = (sys.executable, "-m", "qms")
LOG = ("git", "log", "--raw", "--no-renames", "-z", "--format=%H")
LARGE = 10_000
"""From so many documents on: git looks at a thousand files in less time than Python needs to start."""
SETTLED = 2.2
"""Seconds after which a changed file counts as old enough for an answer to be remembered."""
REVIEW = ("--by", "rector", "--basis", "№ 1")
_numbers = count(1)


@dataclass(frozen=True)
class Job:
    """`qms` may depend on the run; `before` prepares each run and is not timed; `budget` None: only told."""

    name: str
    qms: Callable[[int], Sequence[str]]
    floor: Sequence[str]
    floor_name: str
    budget: float | None
    before: Callable[[Path], object] = lambda _folder: None


@dataclass(frozen=True)
class Figure:
    """`measured` gives the seconds of qms and those of the floor: another way to do it, or what a budget allows."""

    name: str
    measured: Callable[[], tuple[float, float]]
    floor_name: str
    budget: float | None


def ledgers(folder: Path, documents: int) -> list[Figure]:
    """Return those of ledgers with a hundred acts for each document: a million are read, chained and judged in 20 s,
    and in one second where nothing has changed.
    """
    acts = documents * ACTS

    def first() -> tuple[float, float]:
        forget(folder)
        return measured([*QMS, "trail", "verify"], folder).seconds, 20 * acts / 1e6

    def again() -> tuple[float, float]:
        settle(folder)
        return measured([*QMS, "check"], folder).seconds, max(acts / 1e6, 0.1)

    return [
        Figure(f"trail verify, {acts} acts", first, "50,000 acts a second", 1.0),
        Figure(f"check, warm, {acts} acts", again, "a million acts a second", 1.0),
    ]


def jobs(documents: int) -> list[Job]:
    """Return the jobs for a repository of that size."""
    status = ("git", "status", "--porcelain=v2")
    middle = code(documents // 2)
    one = ("git", "log", "--format=%H", "--", path(documents // 2))
    nothing = (sys.executable, "-c", "pass")
    large = documents >= LARGE
    check = _always(*QMS, "check")
    history = _always(*QMS, "history", middle, "--format", "json")
    return [
        Job("check, cold, full history", check, LOG, "git log --raw", 1.2 if large else 1.6, forget),
        Job("check, warm, nothing changed", check, status, "git status", 2.0 if large else None, settle),
        Job("check, one document edited", check, status, "git status", 4.0 if large else None, edit),
        Job("check, after one commit", check, status, "git status", 5.0 if large else None, commit),
        Job(
            "history CODE, asked before",
            history,
            one,
            "git log -- file",
            0.6 if large else None,
            lambda folder: ask(folder, history(0)),
        ),
        Job("history CODE, after an edit", _another(documents, "history"), one, "git log -- file", None, edited),
        Job("show CODE, after an edit", _another(documents, "show"), status, "git status", None, edited),
        Job("an act (review)", _another(documents, "review", *REVIEW), status, "git status", None, edited),
        Job("list, asked before", _always(*QMS, "list"), status, "git status", None, lambda f: ask(f, [*QMS, "list"])),
        Job("list, after an edit", _always(*QMS, "list"), status, "git status", None, listed),
        Job("inbox, after an edit", _always(*QMS, "inbox"), status, "git status", None, listed),
        Job("--version", _always(*QMS, "--version"), nothing, "python -c pass", 1.5),
        Job("--help", _always(*QMS, "--help"), nothing, "python -c pass", 8.0),
    ]


def _always(*words: str) -> Callable[[int], Sequence[str]]:
    return lambda _run: words


def _another(documents: int, name: str, *words: str) -> Callable[[int], Sequence[str]]:
    return lambda run: (*QMS, name, code(documents // 3 + run), "--format", "json", *words)


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command for what it leaves behind."""
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def forget(folder: Path) -> None:
    """Throw away everything that is remembered."""
    shutil.rmtree(folder / ".git" / "qms", ignore_errors=True)


def ask(folder: Path, command: Sequence[str]) -> None:
    """Ask once, so that the answer is known."""
    time.sleep(SETTLED)
    run(command, folder)


def settle(folder: Path) -> None:
    """Check once, when nothing has changed for a moment."""
    ask(folder, [*QMS, "check"])


def edit(folder: Path) -> None:
    """Change one document since the last check."""
    settle(folder)
    number = next(_numbers)
    with (folder / path(number)).open("a", encoding="utf-8") as file:
        file.write(f"\nОңдоо {number}.\n")


def edited(folder: Path) -> None:
    """Change one document since a check and since another document was shown."""
    for key, value in (("name", "A"), ("email", "a@example.org")):
        run(("git", "config", f"user.{key}", value), folder)
    run([*QMS, "show", code(1)], folder)
    edit(folder)


def listed(folder: Path) -> None:
    """Change one document since all were listed."""
    settle(folder)
    run([*QMS, "list"], folder)
    edit(folder)


def commit(folder: Path) -> None:
    """Commit a change since the last check."""
    edit(folder)
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "gc.auto=0")
    run(("git", *who, "commit", "-q", "-a", "-m", "Correct a text"), folder)
