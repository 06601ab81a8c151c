"""Runs command lines of qms, each in a copy of this process whose disk fails at one step; asked by lines of JSON.

It is started with the preloaded `shim.c` once, because importing everything for each of a thousand runs takes longer
than the runs.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import pkgutil
import struct
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import qms.cli
from qms.cli import session
from qms.cli.app import run

BLOCK = struct.Struct("=qqqqq1024s1024s1024s")
"""The control block of `shim.c`: steps so far, the step that failed, which is to, how, with which errno, where."""


def arm(file: Path, target: int, fault: int, error: int) -> None:
    """Begin to count anew, and say which step is to fail; the folders stay."""
    with file.open("r+b") as stream:
        stream.write(struct.pack("=qqqqq", 0, 0, target, fault, error))


def steps(file: Path) -> tuple[int, int]:
    """Return how many steps there were, and the last one that failed."""
    count, hit, *_ = BLOCK.unpack(file.read_bytes()[: BLOCK.size])
    return int(count), int(hit)


def begin(asked: dict[str, Any]) -> None:
    """Run the command in this copy and end it."""
    os.setsid()
    for number, name in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
        os.dup2(os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
    os.environ.update(asked["variables"])
    os.chdir(asked["folder"])
    code, known = 99, set(sys.modules)
    try:
        set_clock(datetime.fromisoformat(asked["moment"]) + timedelta(days=asked["days"]))
        arm(Path(os.environ["QMS_FAULT_FILE"]), asked["target"], asked["fault"], asked["error"])
        code = run(asked["words"])
        sys.stdout.flush()
        sys.stderr.flush()
        Path(asked["loaded"]).write_text("\n".join(set(sys.modules) - known), "utf-8")
    finally:
        os._exit(code)


def set_clock(moment: datetime) -> None:
    """Let the clock of this copy stand still."""
    vars(session)["now"] = moment.astimezone


def answer(asked: dict[str, Any]) -> dict[str, int]:
    """Let a copy run the command; what it leaves running is waited for."""
    process = os.fork()
    if process == 0:
        begin(asked)
    _, status = os.waitpid(process, 0)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    learn(Path(asked["loaded"]))
    count, hit = steps(Path(os.environ["QMS_FAULT_FILE"]))
    arm(Path(os.environ["QMS_FAULT_FILE"]), 0, 0, 0)
    return {"code": os.waitstatus_to_exitcode(status), "steps": count, "hit": hit}


def learn(names: Path) -> None:
    """Import what the copy had to import, so that the next one need not."""
    for name in names.read_text("utf-8").splitlines() if names.exists() else ():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    names.unlink(missing_ok=True)


def adopt() -> None:
    """Become the parent of what a killed command leaves running (prctl, PR_SET_CHILD_SUBREAPER)."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def main() -> None:
    adopt()
    for module in pkgutil.walk_packages(qms.cli.__path__, "qms.cli."):
        importlib.import_module(module.name)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
