"""What a command takes: seconds on the clock and of processors, memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Used(NamedTuple):
    """What a command took: seconds, seconds of processors, the most memory in MB."""

    seconds: float
    work: float
    memory: int


def measured(command: Sequence[str], folder: Path) -> Used:
    """Run a command and measure it, with all processes that it starts."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    work = max(used.ru_utime + used.ru_stime, 0.001)
    return Used(time.perf_counter() - start, work, used.ru_maxrss // 1024)
