"""Runs the jobs and prints each as a ratio to what git itself needs for the same: `python -m tests.benchmarks`.

`--peers DIR` also runs the tools of other people that are installed in virtual environments below DIR, on the same
documents; `--growth` measures repositories from 100 documents upwards, and `--picture` draws what it found.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.growth import growth
from tests.benchmarks.jobs import QMS, Job, forget, jobs, settle
from tests.benchmarks.measure import Used, measured
from tests.benchmarks.repositories import make


@dataclass(frozen=True)
class Result:
    """Medians in seconds and their ratio; `work` is the ratio of the processor time, of all processes together, which
    other work on the computer changes less. `memory` is the most of qms in MB, its copies and git each for themselves.
    """

    job: str
    size: int
    qms: float
    floor: float
    floor_name: str
    ratio: float
    work: float
    budget: float | None
    ok: bool
    memory: int


def measure(job: Job, folder: Path, documents: int, runs: int) -> Result:
    """Run both sides in turn and take the medians."""
    ours: list[Used] = []
    floor: list[Used] = []
    for number in range(runs):
        job.before(folder)
        floor.append(measured(job.floor, folder))
        ours.append(measured(job.qms(number), folder))
    mine, git = (statistics.median(used.seconds for used in side) for side in (ours, floor))
    ratio = mine / git
    work = statistics.median(used.work for used in ours) / statistics.median(used.work for used in floor)
    return Result(
        job.name,
        documents,
        round(mine, 3),
        round(git, 3),
        job.floor_name,
        round(ratio, 2),
        round(work, 2),
        job.budget,
        job.budget is None or ratio <= job.budget,
        max(used.memory for used in ours),
    )


def main(arguments: Sequence[str], show: Callable[[str], object] = sys.stdout.write) -> int:
    """Make the repositories, run the jobs, print a table; `--json FILE` keeps the figures."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else qms compiles itself in each run, as no installed one does
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 documents only")
    parser.add_argument("--documents", type=int, action="append", help="repositories of this size")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--peers", type=Path, metavar="DIR")
    parser.add_argument("--growth", type=int, nargs="?", const=10_000, metavar="DOCUMENTS")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg")
    given = parser.parse_args(arguments)
    if given.growth:
        growth(given.growth, given.picture, show)
        return 0
    results: list[Result] = []
    columns = ("job", "documents", "qms, s", "floor, s", "floor", "ratio", "of work", "budget", "MB")
    show(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|\n")
    for documents in given.documents or ((1_000,) if given.quick else (1_000, 10_000)):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "repository"
            make(folder, documents)
            for job in jobs(documents):
                row = measure(job, folder, documents, given.runs)
                results.append(row)
                shown = (
                    row.job,
                    row.size,
                    row.qms,
                    row.floor,
                    row.floor_name,
                    row.ratio,
                    row.work,
                    row.budget or "–",
                    row.memory,
                )
                show(f"| {' | '.join(map(str, shown))} |\n")
            if given.peers and documents == 1_000:
                compare(folder, given.peers, Path(scratch), show)
    if given.json:
        given.json.write_text(json.dumps({"jobs": [asdict(row) for row in results]}, indent=2) + "\n", "utf-8")
    return 0


def compare(repository: Path, environments: Path, scratch: Path, show: Callable[[str], object]) -> None:
    """Run qms and the tools of other people in turn, and print what each takes."""
    show("\n| tool, on the same documents | s | s of processors |\n|---|---|---|\n")
    forget(repository)
    cold = measured([*QMS, "check"], repository)
    settle(repository)
    ours = [("qms check, cold, with 10,000 commits", cold), ("qms check, warm", measured([*QMS, "check"], repository))]
    tools = (
        (name, measured(command, folder)) for name, command, folder in peers.commands(repository, environments, scratch)
    )
    for name, used in (*ours, *tools):
        show(f"| {name} | {used.seconds:.2f} | {used.work:.2f} |\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
