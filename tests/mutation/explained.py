"""The sentences of `survivors.md`: why a mutant that lives changes nothing that anybody could see.

A heading names the file, a line each mutant: ``- `function`: `written` -> `instead`: why``, or `(3 times)` before the
second colon where the same words stand several times in a function.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

_LINE = re.compile(r"- `(?P<key>[\w.]+`: `[^`]+` -> `[^`]*)`(?: \((?P<times>\d+) times\))?: (?P<why>\S.*)")
_FILE = Path(__file__).with_name("survivors.md")


def explained(file: str) -> Counter[str]:
    """Return the mutants of a file that are explained, and how often each."""
    found: Counter[str] = Counter()
    heading = ""
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ").strip("` ")
        elif heading == file and (read := _LINE.fullmatch(line)):
            found[read["key"]] += int(read["times"] or 1)
    return found


def key(function: str, before: str, after: str) -> str:
    """Return the words by which a mutant is named in `survivors.md`."""
    return f"{function}`: `{before}` -> `{after}"
