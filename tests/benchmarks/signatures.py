"""How long a thousand signed acts take: to sign, to verify for the first time, to look at again.

`python -m tests.benchmarks.signatures [NUMBER]`: seconds on the clock and, in brackets, of the processors.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from qms.adapters.seals.signatures import program, sign, valid
from qms.ledger.signature import ACTS, Claim


def measured(job: Callable[[], object]) -> str:
    """Run a job; return what it took."""
    clock, before = time.perf_counter(), os.times()
    job()
    after, seconds = os.times(), time.perf_counter() - clock
    used = sum(after[:4]) - sum(before[:4])
    return f"{seconds:6.2f} s ({used:.2f})"


def main() -> None:
    """Measure with a key of its own, in a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=1000)
    number = parser.parse_args().number
    with tempfile.TemporaryDirectory(prefix="qms-bench-") as name:
        os.environ["HOME"] = os.environ["XDG_CACHE_HOME"] = name
        key = Path(name) / "key"
        subprocess.run([program(), "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        lines = [f'{{"act":"review","code":"СМС-ДП-2.{place}-2024"}}'.encode() for place in range(number)]
        claims: list[Claim] = []
        jobs = {
            "signed one after another, each read back and verified": lambda: claims.extend(
                Claim(line, ACTS, sign(line, ACTS, key)) for line in lines
            ),
            "verified for the first time": lambda: valid(claims),
            "looked at again": lambda: valid(claims),
            "one new among them": lambda: valid([*claims, Claim(b"{}", ACTS, sign(b"{}", ACTS, key))]),
        }
        for what, job in jobs.items():
            sys.stdout.write(f"{number} acts, {what}: {measured(job)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
