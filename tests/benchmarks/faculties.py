"""Many faculties at work: `python -m tests.benchmarks.faculties [--clones N] [--rounds N] [--documents N]`.

Each clone revises and approves a document of its own and shares it, again and again, all at the same time, with one
bare repository between them. At the end every act must be there once, in order, and `check` must be clean.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.jobs import QMS
from tests.benchmarks.repositories import REVISIONS, code, make, path

WHO = (("NAME", ""), ("EMAIL", "@example.org"))
ON = ("--decision", "№ 1 буйрук", "--by", "rector")


def call(folder: Path, *words: str) -> str:
    """Run a command of qms in a clone, as its faculty; a refusal ends the benchmark."""
    name = folder.name
    person = {f"GIT_{who}_{what}": f"{name}{at}" for who in ("AUTHOR", "COMMITTER") for what, at in WHO}
    done = subprocess.run(
        [*QMS, *words], cwd=folder, env={**os.environ, **person}, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(f"{name}: qms {' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def faculty(folder: Path, number: int, rounds: int) -> list[float]:
    """Revise, approve and share one document again and again; return how long each sharing took, in seconds."""
    own = folder / path(number)
    took = []
    for turn in range(1, rounds + 1):
        own.write_text(own.read_text("utf-8") + f"\nТолуктоо {turn}.\n", "utf-8")
        call(folder, "revise", code(number), "--change", f"Толуктоо {turn}", "--basis", f"№ {turn} протокол")
        call(folder, "approve", code(number), *ON)
        start = time.perf_counter()
        call(folder, "sync", "--yes")
        took.append(time.perf_counter() - start)
    return took


def main() -> None:
    """Let the faculties work, then look at what the shared repository holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clones", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--documents", type=int, default=1000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        make(work / "begin", wanted.documents)
        subprocess.run(["git", "clone", "-q", "--bare", work / "begin", work / "hub.git"], check=True)
        numbers = {work / f"faculty-{n}": n for n in range(1, wanted.clones + 1)}
        for folder in numbers:
            subprocess.run(["git", "clone", "-q", work / "hub.git", folder], check=True)
        start = time.perf_counter()
        with ThreadPoolExecutor(wanted.clones) as pool:
            took = [*pool.map(lambda folder: faculty(folder, numbers[folder], wanted.rounds), numbers)]
        seconds = time.perf_counter() - start
        subprocess.run(["git", "clone", "-q", work / "hub.git", work / "end"], check=True)
        lost = [code(n) for n in numbers.values() if revision(work / "end", n) != REVISIONS + wanted.rounds]
        errors = json.loads(call(work / "end", "check", "--format", "json"))["summary"]["errors"]
    waits = sorted(second for one in took for second in one)
    sys.stdout.write(
        f"{wanted.clones} clones, {wanted.documents} documents: {len(waits)} revisions shared in {seconds:.0f} s "
        f"({len(waits) * 60 / seconds:.0f} a minute on {os.cpu_count()} cores), sharing {waits[len(waits) // 2]:.1f} s "
        f"(median), {waits[-1]:.1f} s (longest); lost: {len(lost)}, errors of check: {errors}\n"
    )
    sys.exit(bool(lost or errors))


def revision(folder: Path, number: int) -> int:
    """Return the revision that was approved last, as `show` tells it."""
    return int(json.loads(call(folder, "show", code(number), "--format", "json"))["revision"])


if __name__ == "__main__":
    main()
