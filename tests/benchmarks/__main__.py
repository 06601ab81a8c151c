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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.growth import growth
from tests.benchmarks.jobs import QMS, Figure, Job, forget, jobs, ledgers, settle
from tests.benchmarks.ledgers import make_ledgers
from tests.benchmarks.measure import Used, measured
from tests.benchmarks.repositories import make

MEMORY, MEMORY_SIZE = 250, 10_000
"""Megabytes that the first check of so many documents with their history may need."""


@dataclass(frozen=True)
class Result:
    """Medians in seconds and their ratio; `work` is the ratio of the processor time, of all processes together, which
    other work on the computer changes less. `memory` is the most of qms in MB, its copies and git each for themselves;
    both are told of commands only.
    """

    job: str
    size: int
    qms: float
    floor: float
    floor_name: str
    ratio: float
    budget: float | None
    ok: bool
    work: float | None = None
    memory: int | None = None

    @property
    def row(self) -> str:
        """The line of the table."""
        cells = (self.job, self.size, self.qms, self.floor, self.floor_name, self.ratio, self.work, self.budget)
        return f"| {' | '.join('–' if cell is None else str(cell) for cell in (*cells, self.memory))} |\n"


def measure(job: Job, folder: Path, documents: int, runs: int) -> Result:
    """Run both sides in turn and take the medians."""
    ours: list[Used] = []
    floor: list[Used] = []
    for number in range(runs):
        job.before(folder)
        floor.append(measured(job.floor, folder))
        ours.append(measured(job.qms(number), folder))
    mine, git = (statistics.median(used.seconds for used in side) for side in (ours, floor))
    work = statistics.median(used.work for used in ours) / statistics.median(used.work for used in floor)
    compared = _compared(job.name, documents, (mine, git), job.floor_name, job.budget)
    return replace(compared, work=round(work, 2), memory=max(used.memory for used in ours))


def estimate(figure: Figure, documents: int, runs: int) -> Result:
    """Take the medians of a figure."""
    taken = [figure.measured() for _ in range(runs)]
    mine, floor = (statistics.median(side) for side in zip(*taken, strict=True))
    return _compared(figure.name, documents, (mine, floor), figure.floor_name, figure.budget)


def _compared(job: str, size: int, sides: tuple[float, float], floor: str, budget: float | None) -> Result:
    mine, other = sides
    ratio = mine / other
    digits = 3 if mine > 0.01 else 5
    ok = budget is None or ratio <= budget
    return Result(job, size, round(mine, digits), round(other, digits), floor, round(ratio, 2), budget, ok)


def of_size(documents: int, runs: int, scratch: Path) -> Iterator[Result]:
    """Make the repositories of a size and measure them."""
    folder = scratch / "repository"
    make(folder, documents)
    for job in jobs(documents):
        found = measure(job, folder, documents, runs)
        yield found
        if job.before is forget and documents >= MEMORY_SIZE and found.memory:
            sides = float(found.memory), float(MEMORY)
            yield _compared("check, cold: memory, MB", documents, sides, f"{MEMORY} MB", 1.0)
    make_ledgers(scratch / "ledgers", documents)
    for figure in ledgers(scratch / "ledgers", documents):
        yield estimate(figure, documents, 1)


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
            for row in of_size(documents, given.runs, Path(scratch)):
                results.append(row)
                show(row.row)
            if given.peers and documents == 1_000:
                results += compare(Path(scratch) / "repository", given.peers, Path(scratch), show)
    from tests.benchmarks.prints import prints  # now: what is imported before counts as memory of every command

    for row in (estimate(figure, 1, 3 * given.runs) for figure in prints()):
        results.append(row)
        show(row.row)
    if given.json:
        given.json.write_text(json.dumps({"jobs": [asdict(row) for row in results]}, indent=2) + "\n", "utf-8")
    return 0


def compare(repository: Path, environments: Path, scratch: Path, show: Callable[[str], object]) -> list[Result]:
    """Run qms and the tools of other people in turn, print what each takes; return qms beside the quickest of them."""
    forget(repository)
    cold = measured([*QMS, "check"], repository)
    settle(repository)
    warm = measured([*QMS, "check"], repository)
    tools = {
        name: measured(command, folder) for name, command, folder in peers.commands(repository, environments, scratch)
    }
    show("\n| tool, on the same documents | s | s of processors |\n|---|---|---|\n")
    for name, used in {"qms check, cold, with all history": cold, "qms check, warm": warm, **tools}.items():
        show(f"| {name} | {used.seconds:.2f} | {used.work:.2f} |\n")
    if not tools:
        return []
    first = min(tools, key=lambda name: tools[name].seconds)
    quickest, middle = tools[first].seconds, statistics.median(used.seconds for used in tools.values())
    rows = [
        _compared("check, cold, beside the quickest tool", 1_000, (cold.seconds, quickest), first, 1.0),
        _compared("check, cold, beside the median tool", 1_000, (cold.seconds, middle), "median", 0.25),
        _compared("check, warm, beside the quickest tool", 1_000, (warm.seconds, quickest), first, round(1 / 15, 3)),
    ]
    for row in rows:
        show(row.row)
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
