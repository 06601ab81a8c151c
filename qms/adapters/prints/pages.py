"""A revision as it looks when it is set: its pages, and the lines of each by a sign that only equal lines share.

What was set once is remembered by its content (the data, the layout, the version of the engine) in the cache folder of
the person, outside every repository: nobody can send wrong pages with a clone. Without it everything is set again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from qms.adapters.git.files import write_file
from qms.adapters.kept.home import cache_folder
from qms.adapters.prints.typeset import set_pages, sign_of
from qms.errors import QmsError
from qms.history.sheet_numbers import Pages
from qms.model.printout import ChangeSheet, Printout, Signatory

FRONT = ("title", "form", "approval", "contents")
_RUN = re.compile(rb"<g [^>]*>((?:<use [^>]*/>)+)</g>|<path [^>]*/>|<image [^>]*?(?:/>|>)")
_GLYPHS = re.compile(rb"<defs.*?</defs>", re.DOTALL)
_DRAWN = re.compile(rb'href="[^"]*"| d="[^"]*"| x="[^"]*"')
_SIGN = 6
MOST = 500
"""Revisions that are remembered; of more, the oldest are forgotten."""


def pages(printout: Printout) -> Pages:
    """Return how `printout` is set; what differs from print to print (revision, approval, names, stamp) is left out.

    RenderError where it cannot be set.
    """
    bare, end = _bare(printout), _end(printout)
    name = sign_of(replace(bare, parts=(*bare.parts, *end)), printout.changes)
    path = cache_folder() / "pages" / f"{name}.json"
    found = _remembered(path)
    if found is None:
        found = _set(bare, printout.changes, end)
        _remember(path, found)
    return found


def _bare(printout: Printout) -> Printout:
    """Return the print with nothing on its pages but the document: its margins name no revision and no count."""
    return replace(
        printout,
        labels={**printout.labels, "page": "{page}"},
        revision=0,
        day="2000-01-01",
        signatories=tuple(Signatory(row.meaning, row.position) for row in printout.signatories),
        note="",
        banner="",
        stamp=None,
        source=b"",
        source_name="",
        changes=ChangeSheet(),
        parts=tuple(part for part in printout.parts if part in {*FRONT, "text"}),
    )


def _end(printout: Printout) -> tuple[str, ...]:
    """Return the parts after the text that have something to show."""
    empty = {"distribution": not printout.receivers, "changes": not printout.changes.columns, "acknowledgement": False}
    return tuple(part for part in printout.parts if not empty.get(part, True))


def _set(bare: Printout, changes: ChangeSheet, end: tuple[str, ...]) -> Pages:
    """Set the document, its text alone (what comes before it is the front), and the sheets at its end."""
    whole = [_lines(page) for page in set_pages(bare)]
    text = len(set_pages(replace(bare, parts=("text",)))) if bare.body else 0
    sheets = len(set_pages(replace(bare, changes=changes, parts=end))) if end else 0
    return Pages(tuple(whole), max(0, len(whole) - text), len(whole) + sheets)


def _lines(page: bytes) -> tuple[str, ...]:
    """Return a sign for each run of letters, each line and each picture of a page (SVG), wherever it stands on it."""
    found = (b" ".join(_DRAWN.findall(match.group())) for match in _RUN.finditer(_GLYPHS.sub(b"", page)))
    return tuple(hashlib.sha256(drawn).hexdigest()[:_SIGN] for drawn in found)


def _remembered(path: Path) -> Pages | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        values: Any = json.loads(path.read_bytes())  # whatever stands in the file
        lines = tuple(tuple(_cut(page)) for page in values["lines"])
        return Pages(lines, int(values["front"]), int(values["total"]))
    return None


def _cut(page: str) -> Iterator[str]:
    return (page[at : at + _SIGN] for at in range(0, len(page), _SIGN))


def _remember(path: Path, found: Pages) -> None:
    values = {"lines": ["".join(page) for page in found.lines], "front": found.front, "total": found.total}
    with suppress(OSError, QmsError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, json.dumps(values).encode("ascii"))
        files = sorted(path.parent.iterdir(), key=lambda file: (file.stat().st_mtime_ns, file.name))
        for old in files[:-MOST]:
            old.unlink()
