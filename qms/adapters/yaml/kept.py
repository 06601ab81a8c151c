"""What settings and tables were read as, kept in the cache folder of the user for the next command.

To read YAML by its events is a large part of a short command, and these files seldom change. A table is kept under the
hash of its text, of its path and of the reader, sealed with the key of the user, as JSON. What is damaged, cut off, of
another user or another version counts for nothing; where nothing can be kept, the file is read every time.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from qms.adapters.kept.seal import ANEW, LENGTH, folder, own_key, seal
from qms.adapters.yaml import reading
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.location import Location
from qms.model.problem import Problem

MOST = 500


def read(text: str, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """Read settings or a table, as `reading.read` does; only what has no problem is kept."""
    try:
        key = b"" if ANEW in os.environ else own_key()
    except OSError:
        key = b""
    if not key:
        return reading.read(text, path, limits=reading.TABLES)
    words = "\0".join((_reader(), path, text)).encode("utf-8", "surrogatepass")
    place = Path(folder("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")) / "tables" / seal(key, words).hex()
    known = _known(place, key, path)
    if known:
        return known, ()
    table, problems = reading.read(text, path, limits=reading.TABLES)
    if not problems:
        _keep(place, key, table)
    return table, problems


def _known(place: Path, key: bytes, path: str) -> Table | None:
    try:
        data = place.read_bytes()
        if data[:LENGTH] != seal(key, place.name.encode("ascii"), data[LENGTH:]):
            return None
        return _table(json.loads(data[LENGTH:]), path)
    except (OSError, ValueError):
        return None


def _keep(place: Path, key: bytes, table: Table) -> None:
    """Write a table in one step; where that is not possible it is not kept."""
    data = json.dumps(_record(table), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    own = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with own.open("xb") as file:
                file.write(seal(key, place.name.encode("ascii"), data) + data)
            own.replace(place)
        finally:
            own.unlink(missing_ok=True)
        _forget(place.parent)


def _forget(found: Path) -> None:
    """Keep only the newest tables."""
    with os.scandir(found) as entries:
        ages = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    for _age, path in ages[:-MOST]:
        Path(path).unlink(missing_ok=True)


@cache
def _reader() -> str:
    """Return a text that changes with the code that reads, and with the library that it uses."""
    folders = [name for name in sys.path if name.endswith("-packages")]
    files = [*sorted(map(str, Path(__file__).parent.glob("*.py"))), *folders]
    found = ((path, os.stat(path)) for path in files if os.path.lexists(path))  # noqa: PTH116 - paths of the program
    return "\n".join([sys.version, *(f"{path}/{is_.st_mtime_ns}/{is_.st_size}" for path, is_ in found)])


def _record(node: Node) -> list[Any]:
    """Return a node as JSON has it; its path is that of the file."""
    at = [node.at.line, node.at.column]
    if isinstance(node, Scalar):
        return [node.text, *at, node.quoted]
    if isinstance(node, Sequence):
        return [[_record(item) for item in node.items], *at]
    keys = {name: [place.line, place.column] for name, place in node.keys.items()}
    return [{name: _record(item) for name, item in node.entries.items()}, *at, keys]


def _node(record: list[Any], path: str) -> Node:
    """Return the node of a record; Any: it is JSON of our own."""
    if isinstance(record[0], dict):
        return _table(record, path)
    if isinstance(record[0], list):
        items, line, column = record
        return Sequence(tuple(_node(item, path) for item in items), Location(path, line, column))
    text, line, column, quoted = record
    return Scalar(text, Location(path, line, column), quoted)


def _table(record: list[Any], path: str) -> Table:
    entries, line, column, keys = record
    places = {name: Location(path, *place) for name, place in keys.items()}
    return Table({name: _node(item, path) for name, item in entries.items()}, places, Location(path, line, column))
