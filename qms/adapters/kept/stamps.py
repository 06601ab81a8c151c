"""The files of a work tree by name, times, size and number: which of them changed since they were looked at."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

SETTLED = 2_000_000_000  # nanoseconds: the coarsest clock of a file system (FAT)
YOUNG = "?"
"""The stamp of a file that may change again without its time telling: it counts as changed."""
Stamps = Mapping[str, Mapping[str, str]]
"""By folder, relative to the root, and name; a folder has an empty stamp."""


def stamps(root: Path) -> Stamps:
    """Look at every file below `root`; `.git` is named and not opened. OSError where a folder is closed."""
    now = time.time_ns()
    found: dict[str, dict[str, str]] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        names = found[folder] = {}
        with os.scandir(root / folder) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    names[entry.name] = _stamp(entry.stat(follow_symlinks=False), now)
                    continue
                names[entry.name] = ""
                if entry.name != ".git":
                    folders.append(f"{folder}{entry.name}/")
    return found


def _stamp(is_: os.stat_result, now: int) -> str:
    if max(is_.st_mtime_ns, is_.st_ctime_ns) > now - SETTLED:
        return YOUNG
    return f"{is_.st_mtime_ns} {is_.st_ctime_ns} {is_.st_size} {is_.st_ino} {is_.st_mode}"


def held(before: Stamps, after: Stamps) -> bool:
    """Tell whether nothing changed meanwhile but files that were young before: they count as changed anyway."""
    found = changed(before, after)
    young = {f"{folder}{name}" for folder, names in before.items() for name, stamp in names.items() if stamp == YOUNG}
    return found is not None and found <= young


def changed(before: Stamps, now: Stamps) -> frozenset[str] | None:
    """Return the paths of the files that may have changed; None where a file or folder came or went."""
    if before.keys() != now.keys():
        return None
    found: set[str] = set()
    for folder, names in now.items():
        old = before[folder]
        if old.keys() != names.keys():
            return None
        found |= {f"{folder}{name}" for name, stamp in names.items() if stamp != old[name] or stamp == YOUNG}
    return frozenset(found)
