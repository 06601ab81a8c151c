"""Sentences on a stream without Rich, which takes longer to import than most commands take to run.

Only what is plain is printed here, byte for byte as Rich prints it (a test compares the two): letters of one cell each,
a few styles, a pipe or an ordinary terminal. Everything else is left to Rich.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO

from qms.model.pattern import pattern

STYLES = {
    "": "",
    "bold": "1",
    "bold red": "1;31",
    "bold green": "1;32",
    "bold underline": "1;4",
    "cyan": "36",
    "dim": "2",
    "green": "32",
    "red": "31",
    "yellow": "33",
}
"""The styles that are known here, as the terminal takes them."""
NARROWEST = 20
_SPECIAL = ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "JUPYTER_COLUMNS", "JUPYTER_LINES")
# Latin, Greek, Cyrillic, dashes and quotation marks, №, arrows, box drawing and pictures of control characters.
_WIDE = pattern(
    "[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2026\u2116\u2190-\u2194\u2400-\u2426\u2500-\u257f]"
)
_WORD = pattern(r"\s*\S+\s*")

Part = tuple[str, str]
"""A text and its style."""


class Screen(NamedTuple):
    """What shows a text: whether it is a terminal, and how many letters a line of it has room for."""

    terminal: bool
    width: int


def screen(*, errors: bool = False) -> Screen | None:
    """Return what shows the output, or the errors; None where only Rich can tell."""
    stream = sys.stderr if errors else sys.stdout
    if os.name == "nt" or any(name in os.environ for name in _SPECIAL):
        return None
    terminal = _is_terminal(stream)
    if terminal and os.environ.get("TERM", "").lower() in {"dumb", "unknown"}:
        return None
    return Screen(terminal, _width())


def is_narrow(text: str) -> bool:
    """Tell whether every letter of a text surely takes one cell of a terminal."""
    return not _WIDE.search(text)


def printed(parts: Sequence[Part], *, errors: bool = False, wrapped: bool = False) -> bool:
    """Print a paragraph, where it is plain enough, and tell whether it was. `wrapped` breaks its lines at words as the
    terminal needs it; a pipe gets them whole.
    """
    shown, text = screen(errors=errors), "".join(words for words, _style in parts)
    if shown is None or not is_narrow(text) or any(style not in STYLES for _words, style in parts):
        return False
    if any(len(line) > shown.width and _is_left_to_rich(line, shown, wrapped=wrapped) for line in text.split("\n")):
        return False
    if wrapped and shown.terminal:
        parts = [("\n".join(_broken(words, shown.width)), style) for words, style in parts]
    _write(parts, shown, sys.stderr if errors else sys.stdout)
    return True


def printed_short(parts: Sequence[Part]) -> bool:
    """Print one line, as much of it as there is room for, where it is plain enough, and tell whether it was."""
    shown, text = screen(), "".join(words for words, _style in parts)
    if shown is None or not is_narrow(text) or "\n" in text or (len(text) > shown.width and text != text.rstrip()):
        return False
    _write(list(_cut(parts, shown.width)) if len(text) > shown.width else parts, shown, sys.stdout)
    return True


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def _width() -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdigit():
        return max(int(given), NARROWEST)
    for stream in (0, 1, 2):
        try:
            return max(os.get_terminal_size(stream).columns or 80, NARROWEST)
        except (ValueError, OSError):
            continue
    return 80


def _is_left_to_rich(line: str, shown: Screen, *, wrapped: bool) -> bool:
    """Tell whether a line that is longer than the terminal needs more than to be broken between words."""
    if not (wrapped and shown.terminal):
        return line != line.rstrip()
    return not line.strip() or any(len(word[0].rstrip()) > shown.width for word in _WORD.finditer(line))


def _broken(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, none longer than `width`."""
    for line in text.split("\n"):
        start = end = 0
        for word in _WORD.finditer(line):
            if word.start() > start and word.start() - start + len(word[0].rstrip()) > width:
                yield line[start : word.start()][:width]
                start = word.start()
            end = word.end()
        yield line[start:end][:width] if len(line) > width else line[start:]


def _cut(parts: Iterable[Part], width: int) -> Iterator[Part]:
    room = width - 1
    for words, style in parts:
        if len(words) > room:
            yield f"{words[:room]}…", style
            return
        yield words, style
        room -= len(words)


def _write(parts: Iterable[Part], shown: Screen, stream: TextIO) -> None:
    text = "".join(_styled(words, STYLES[style]) if shown.terminal else words for words, style in parts)
    stream.write(f"{text}\n")
    stream.flush()


def _styled(words: str, codes: str) -> str:
    if not codes:
        return words
    return "\n".join(f"\x1b[{codes}m{line}\x1b[0m" if line else "" for line in words.split("\n"))
