"""Two files differ only in capital letters, or in how a letter is spelt: on Windows and macOS they are one file.

Whoever makes a clone there sees one of the two, and the other as changed; the next commit loses it.

Flagged:
    file: documents/2/схема.txt
    x
    file: documents/2/Схема.txt
    y

Flagged:
    file: registers/Сүрөт/1.txt
    x
    file: registers/сүрөт/2.txt
    y

Accepted:
    file: documents/2/схема.txt
    x
    file: documents/Схема.txt
    y
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.file_name import folded
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare every file and every folder on the way to it with those before."""
    first: dict[str, str] = {}
    for path in context.paths:
        for place in _ways(path):
            other = first.setdefault(folded(place), place)
            if other != place:
                first[folded(place)] = place
                message = msg('"{path}" and "{other}" are one file on Windows and macOS', path=place, other=other)
                yield Finding(Location(path), message, msg("Give one of them another name: git mv OLD NEW"), place)
                break


def _ways(path: str) -> Iterator[str]:
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
    yield path


RULE = Rule("FI002", Severity.ERROR, check, View.HEADS, basic=True)
