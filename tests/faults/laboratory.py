"""A repository whose disk fails where a test wants it: in qms, in git, in ssh-keygen, and in what these start."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.cli.desk import git, variables

from .server import BLOCK

SHIM = Path(__file__).with_name("shim.c")
WRAPPER = """
#include <stdlib.h>
#include <unistd.h>
int main(int count, char **words) {
    setenv("LD_PRELOAD", "%s", 1);
    setenv("QMS_FAULT_FILE", "%s", 1);
    execv("%s", words);
    return 127;
}
"""


class Fault(IntEnum):
    """How a step fails; the numbers are those of `shim.c`."""

    NONE = 0
    KILL_ALL = 1  # the computer is switched off
    KILL_ONE = 2  # one program is ended, the others go on
    SHORT = 3  # a write writes half
    FULL = 4  # from this step on the disk is full
    IO_ERROR = 5
    NO_ACCESS = 6


_NUMBERS = {Fault.FULL: errno.ENOSPC, Fault.IO_ERROR: errno.EIO, Fault.NO_ACCESS: errno.EACCES}


def build(folder: Path) -> Path | None:
    """Compile the shim; None where there is no C compiler or it is not Linux."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    made = folder / "shim.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(made), str(SHIM), "-ldl"], check=True)
    return made


@dataclass(frozen=True, slots=True)
class Told:
    """What a command came to: its exit code (negative: a signal), what it said, its steps, the last that failed."""

    code: int
    out: str
    err: str
    steps: int
    hit: int


class Laboratory:
    """The folders `docs`, `home` and `hub.git` below one folder, and a process that runs commands there."""

    def __init__(self, folder: Path, shim: Path) -> None:
        self.folder, self.place = folder, folder / "place"
        self.root, self.home, self.hub = self.place / "docs", self.place / "home", self.place / "hub.git"
        self._control = folder / "control"
        self._control.write_bytes(BLOCK.pack(0, 0, 0, 0, 0, *(str(self.place).encode() for _ in range(3))))
        self._wrappers(shim)
        self._server: subprocess.Popen[str] | None = None
        self._shim = shim
        self._moment = ""

    def _wrappers(self, shim: Path) -> None:
        """Put programs in front of the real ones that load the shim: qms starts git in an empty environment."""
        folder = self.folder / "bin"
        folder.mkdir()
        for name in ("git", "ssh-keygen"):
            real = shutil.which(name)
            if real:
                text = WRAPPER % (shim, self._control, real)
                command = ["cc", "-O1", "-x", "c", "-o", str(folder / name), "-"]
                subprocess.run(command, input=text, text=True, check=True)

    def variables(self) -> dict[str, str]:
        return {
            **variables(self.home),
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "QMS_FAULT_FILE": str(self._control),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "TMPDIR": str(self.folder),
            "QMS_PASSPHRASE": "secret",
        }

    def begin(self, prepared: Path, home: Path) -> None:
        """Put the prepared repository and home in the place of what was here."""
        self._clear()
        shutil.copytree(prepared, self.root, symlinks=True)
        shutil.copytree(home, self.home)
        self._moment = datetime.now(UTC).isoformat()

    def keep(self) -> None:
        """Remember how everything is now, for `restore`."""
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        shutil.copytree(self.place, self.folder / "kept", symlinks=True)

    def restore(self) -> None:
        self._clear()
        shutil.copytree(self.folder / "kept", self.place, symlinks=True, dirs_exist_ok=True)

    def _clear(self) -> None:
        """Empty the place; the folder itself stays, because a disk may be mounted there."""
        self.place.mkdir(exist_ok=True)
        for path in self.place.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def __call__(
        self, *words: str, code: int | None = 0, fault: Fault = Fault.NONE, at: int = 0, days: int = 0
    ) -> Told:
        """Run a command; its step `at` fails. All see one moment, `days` wrong: what they write is comparable."""
        out, err = self.folder / "out.txt", self.folder / "err.txt"
        asked = {
            "words": words,
            "out": str(out),
            "err": str(err),
            "variables": self.variables(),
            "folder": str(self.root),
            "loaded": str(self.folder / "loaded.txt"),
            "moment": self._moment,
            "days": days,
            "target": at,
            "fault": min(fault, Fault.IO_ERROR),
            "error": _NUMBERS.get(fault, 0),
        }
        found = self._ask(asked)
        told = Told(
            found["code"],
            *(path.read_text("utf-8", "replace") if path.exists() else "" for path in (out, err)),
            found["steps"],
            found["hit"],
        )
        assert code is None or told.code == code, f"{words}: {told}"
        return told

    def _ask(self, asked: dict[str, Any]) -> dict[str, int]:
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.server"],
                env={**self.variables(), "LD_PRELOAD": str(self._shim), "PYTHONPATH": str(SHIM.parent.parent.parent)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        found: dict[str, int] = json.loads(self._server.stdout.readline())
        return found

    def close(self) -> None:
        if self._server is not None:
            self._server.communicate()

    def git(self, *words: str) -> str:
        return git(self.root, self.home, *words)

    def recorded(self) -> dict[str, str]:
        """Return what HEAD holds: mode and blob of each file, which are the same wherever the bytes are."""
        if not (self.root / ".git").is_dir():
            return {}
        rows = [row.partition("\t") for row in self.git("ls-tree", "-r", "-z", "HEAD").split("\0") if row]
        return {name: head for head, _, name in rows}

    def lying(self) -> dict[str, str]:
        """Return the hash of each file of the work tree, and of each that qms keeps for the person."""
        found = {}
        for top in (self.root, self.home / "qms"):
            for path in top.rglob("*") if top.is_dir() else ():
                if path.is_file() and ".git" not in path.parts:
                    found[path.relative_to(self.place).as_posix()] = sha256(path.read_bytes()).hexdigest()
        return found

    def status(self) -> tuple[str, ...]:
        """Return what git says of work tree and index, but for files that it does not know."""
        if not (self.root / ".git").is_dir():
            return ()
        lines = self.git("-c", "core.quotePath=off", "status", "--porcelain").splitlines()
        return tuple(line for line in lines if not line.startswith("??"))

    def history(self, folder: Path) -> tuple[str, ...]:
        """Return what each commit of a repository is about, and the files that it brought."""
        if not (folder / "HEAD").is_file():
            return ()
        told = git(folder, self.home, "log", "--format=%x01%B%x02", "--raw", "--no-abbrev", "--no-renames", "main")
        return tuple(told.split("\x01")[1:])

    def later(self) -> None:
        """Let time go by: what a killed program left is old when the next one comes."""
        for folder in (self.root, self.home):
            for path in folder.rglob(".qms-*.tmp"):
                os.utime(path, (1, 1))
        for path in self.hub.rglob("*.lock") if self.hub.is_dir() else ():
            os.utime(path, (1, 1))

    def leftovers(self) -> list[str]:
        """Return what a write should have taken away again."""
        wrong = []
        for path in (self.root, self.home):
            wrong += [str(found) for found in path.rglob("*") if found.is_file() and _is_left(found)]
        return sorted(set(wrong))

    def halves(self) -> list[str]:
        """Return the printed files that are not whole."""
        return [str(path) for path in self.root.rglob("*") if path.is_file() and not _is_whole(path)]


def _is_left(path: Path) -> bool:
    name = path.name
    kept = name in {"lock", "network.lock"}
    return not kept and (
        name.endswith((".lock", ".tmp")) or name in {"journal.json", "index.mark"} or path.parent.name == "stage"
    )


def _is_whole(path: Path) -> bool:
    if path.suffix == ".pdf":
        return path.read_bytes().rstrip().endswith(b"%%EOF")
    if path.suffix in {".docx", ".xlsx"}:
        return zipfile.is_zipfile(path)
    return path.suffix not in {".csv", ".html", ".ics"} or path.stat().st_size > 0


def difference(one: Mapping[str, str], two: Mapping[str, str]) -> list[str]:
    """Return the names of what differs, for the message of a failing test."""
    return sorted(name for name in {**one, **two} if one.get(name) != two.get(name))
