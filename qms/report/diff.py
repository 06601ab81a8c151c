"""The difference between two texts on a terminal: coloured, and with everything in them visible."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from io import StringIO

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def render(path: str, before: bytes, after: bytes) -> Iterator[tuple[str, str]]:
    """Yield the lines of a unified diff, each with its style."""
    old, new = _lines(before), _lines(after)
    for line in unified_diff(old, new, path, path, lineterm="", n=1):
        head = line.startswith(("--- ", "+++ "))
        yield line, "bold" if head else COLOURS.get(line[:1], "")


def _lines(data: bytes) -> list[str]:
    """Return the lines of a file as an editor counts them, without their ends."""
    text = data.decode("utf-8", "replace")
    return [line.rstrip("\r\n") for line in StringIO(text, newline="")]
