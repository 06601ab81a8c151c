"""Runs the jobs and prints each as a ratio to what git itself needs for the same: `python -m tests.benchmarks`."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.repositories import code, make

QMS = [sys.executable, "-m", "qms"]


@dataclass(frozen=True)
class Job:
    """A command of qms, what to compare it with, and the ratio that the budget allows."""

    name: str
    qms: Sequence[str]
    floor: Sequence[str]
    floor_name: str
    budget: float
    cold: bool = False


@dataclass(frozen=True)
class Result:
    """Medians in seconds and their ratio."""

    job: str
    size: int
    qms: float
    floor: float
    floor_name: str
    ratio: float
    budget: float
    ok: bool


def jobs(documents: int) -> list[Job]:
    """Return the jobs for a repository of that size."""
    log = ["git", "log", "--raw", "--no-renames", "-z", "--format=%H"]
    status = ["git", "status", "--porcelain=v2"]
    one = ["git", "log", "--format=%H", "--", f"documents/2/{code(documents // 2)}.md"]
    nothing = [sys.executable, "-c", "pass"]
    return [
        Job("check, cold, full history", [*QMS, "check"], log, "git log --raw", 1.6, cold=True),
        Job("check, warm, nothing changed", [*QMS, "check"], status, "git status", 2.0),
        Job("history CODE", [*QMS, "history", code(documents // 2), "--format", "json"], one, "git log -- file", 0.6),
        Job("list", [*QMS, "list", "--format", "json"], status, "git status", 10.0),
        Job("--version", [*QMS, "--version"], nothing, "python -c pass", 1.5),
        Job("--help", [*QMS, "--help"], nothing, "python -c pass", 8.0),
    ]


def measure(job: Job, folder: Path, documents: int, runs: int) -> Result:
    """Run both sides in turn and take the medians."""
    ours, floor = [], []
    for _ in range(runs):
        if job.cold:
            shutil.rmtree(folder / ".git" / "qms", ignore_errors=True)
        floor.append(_seconds(job.floor, folder))
        ours.append(_seconds(job.qms, folder))
    mine, git = statistics.median(ours), statistics.median(floor)
    ratio = mine / git
    return Result(
        job.name,
        documents,
        round(mine, 3),
        round(git, 3),
        job.floor_name,
        round(ratio, 2),
        job.budget,
        ratio <= job.budget,
    )


def _seconds(command: Sequence[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main(arguments: Sequence[str], show: Callable[[str], object] = sys.stdout.write) -> int:
    """Make the repositories, run the jobs, print a table; `--json FILE` keeps the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 documents only")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    results: list[Result] = []
    for documents in (1_000,) if given.quick else (1_000, 10_000):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "repository"
            make(folder, documents)
            results += [measure(job, folder, documents, given.runs) for job in jobs(documents)]
    show("| job | documents | qms, s | floor, s | floor | ratio | budget |\n|---|---|---|---|---|---|---|\n")
    for row in results:
        show(f"| {row.job} | {row.size} | {row.qms} | {row.floor} | {row.floor_name} | {row.ratio} | {row.budget} |\n")
    if given.json:
        given.json.write_text(json.dumps({"jobs": [asdict(row) for row in results]}, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
