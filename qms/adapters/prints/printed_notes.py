"""What was printed where, of what: a line a print, written at once, so that an interrupted run goes on where it was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qms.adapters.git import journal
from qms.adapters.git.door import Git
from qms.adapters.git.files import write_file

NOTES = "rendered.jsonl"
"""A file in the own folder below `.git`; without it everything is printed again."""


@dataclass(frozen=True, slots=True)
class PrintedNotes:
    """Path of a print -> fingerprint of what it was made of, hash of its bytes. Several processes may add to it."""

    file: Path
    entries: dict[str, tuple[str, str]]

    @classmethod
    def read(cls, git: Git) -> PrintedNotes:
        """Read the notes; a line that is none (the last of a run that was cut off) counts for nothing."""
        file = journal.file(git, NOTES)
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, ValueError):
            text = ""
        return cls(file, dict(entry for line in text.splitlines() for entry in _entry(line).items()))

    def knows(self, path: Path, print_: str, sha256: str) -> bool:
        """Tell whether this print lies there already: made of the same, and no byte of it changed."""
        return bool(sha256) and self.entries.get(str(path.absolute())) == (print_, sha256)

    def add(self, path: Path, print_: str, sha256: str) -> None:
        """Note a print that was written."""
        self.entries[str(path.absolute())] = (print_, sha256)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(handle, _line(str(path.absolute()), print_, sha256))  # one call: lines of two processes do not mix
        finally:
            os.close(handle)

    def tidy(self) -> None:
        """Keep one line for each print that still lies where it was written."""
        lines = (_line(path, *entry) for path, entry in sorted(self.entries.items()) if Path(path).exists())
        write_file(self.file, b"".join(lines))


def _line(path: str, print_: str, sha256: str) -> bytes:
    """Return a line that begins with the end of another: one that was cut off harms only itself."""
    return f"\n{json.dumps([path, print_, sha256], ensure_ascii=False)}\n".encode("utf-8", "replace")


def _entry(line: str) -> Mapping[str, tuple[str, str]]:
    try:
        path, print_, sha256 = json.loads(line)
    except ValueError:
        return {}
    return {str(path): (str(print_), str(sha256))}
