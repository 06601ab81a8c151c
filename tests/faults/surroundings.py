"""Every command that writes, in surroundings that are wrong: a disk that is full or cannot be written to.

Started as `unshare -rm python -m tests.faults.surroundings full|read-only FOLDER SHIM PREPARED HOME NUMBER...`, because
a file system can be mounted in a name space of one's own; prints what did not hold, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from .commands import COMMANDS, Command
from .laboratory import Laboratory, Told
from .outcome import Ends, recovers

DISK = "size=60m"
LEFT = (0, 12_288, 65_536)
"""So many bytes of the disk are free: for nothing, for a lock and a journal, for some of the objects."""


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


def refused(told: Told) -> None:
    assert told.code in (0, 1, 2), told  # 1: some documents were not printed, each is named
    assert "Traceback" not in told.out + told.err
    assert told.code != 2 or told.err.count("\n") >= 2, told


def fill(path: Path, left: int) -> None:
    """Take all of the disk but `left` bytes."""
    with path.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(4096))
        except OSError:
            stream.truncate(max(0, stream.tell() - left))


def on_a_full_disk(lab: Laboratory, command: Command) -> None:
    ends = Ends(lab, command)
    for left in LEFT:
        fill(lab.place / "filler", left)
        told = lab(*ends.words, code=None)
        (lab.place / "filler").unlink()
        refused(told)
        recovers(lab, command, ends, told)
        lab.restore()


def on_a_disk_that_is_read_only(lab: Laboratory, command: Command) -> None:
    ends = Ends(lab, command)
    mount("--bind", str(lab.root), str(lab.root))
    mount("-o", "remount,ro,bind", str(lab.root))
    try:
        told = lab(*ends.words, code=None)
        lying = ends.state(lab).files
    finally:
        subprocess.run(["umount", str(lab.root)], check=True)
    refused(told)
    assert told.code == 2 or lying == ends.after.files, told
    recovers(lab, command, ends, told)


SURROUNDINGS: Mapping[str, Callable[[Laboratory, Command], None]] = {
    "full": on_a_full_disk,
    "read-only": on_a_disk_that_is_read_only,
}


def main(kind: str, folder: str, shim: str, prepared: str, home: str, *numbers: str) -> None:
    lab, wrong = Laboratory(Path(folder), Path(shim)), []
    lab.place.mkdir()
    mount("-t", "tmpfs", "-o", DISK, "tmpfs", str(lab.place))
    for number in map(int, numbers):
        lab.begin(Path(prepared), Path(home))
        try:
            SURROUNDINGS[kind](lab, COMMANDS[number])
        except AssertionError as error:
            wrong.append(f"{COMMANDS[number].name}: {error}")
    lab.close()
    sys.stdout.write(json.dumps(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
