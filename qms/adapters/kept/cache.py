"""What was found out earlier (sqlite3): facts that follow from the contents of objects alone, in `.git/qms`.

Everything in it can be found out anew, and a run without it gives the same answer. It is JSON in a table: reading it
runs nothing. Every row is sealed with the key of the user (`seal.own_key`), over the program and the clone that wrote
it: a cache that came with a repository, from another clone or another version of qms, or that was damaged, counts for
nothing and is thrown away. Where it is locked, full or cannot be written, there is none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qms.adapters.kept.memo import program
from qms.adapters.kept.seal import own_key, seal

if TYPE_CHECKING:
    from sqlite3 import Connection

NAME = "cache.sqlite"
PATIENCE = 0.2  # seconds to wait for another run
MOST_NAMES = 4
_TABLE = "CREATE TABLE IF NOT EXISTS facts (kind TEXT, name TEXT, seal BLOB, value BLOB)"
_INDEX = "CREATE INDEX IF NOT EXISTS by_name ON facts (kind, name)"


@dataclass(frozen=True)
class Cache:
    """The facts of one clone; `git_dir` None stands for a cache that knows and keeps nothing.

    A fact has a kind, a name and a value (whatever JSON can say); several may have the same name.
    """

    git_dir: Path | None = None

    def known(self, kind: str, name: str = "") -> list[Any]:
        """Return the values under a name, in the order in which they were added; Any: it is JSON."""
        return [value for _name, value in self._found(kind, [_key(name)])]

    def several(self, kind: str, names: Iterable[str]) -> Mapping[str, Any]:
        """Return the last value under each of these names; a name without one is left out."""
        keys = {_key(name): name for name in names}
        return {keys[key]: value for key, value in self._found(kind, list(keys))}

    def _found(self, kind: str, names: Sequence[str]) -> list[tuple[str, Any]]:
        if self._owner is None or not self._path.exists():
            return []
        import sqlite3

        try:
            with closing(self._connect()) as base:
                found = list(_rows(base, kind, names))
            if all(mark == self._seal(kind, name, value) for name, mark, value in found):
                return [(name, json.loads(value)) for name, _mark, value in found]
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return []
        except (ValueError, TypeError):
            pass
        self.forget()
        return []

    def add(self, kind: str, name: str, value: object, *, only: bool = False) -> None:
        """Keep a value; with `only` it is all that is kept under this name, and of its kind the newest names stay."""
        if self._owner is None:
            return
        import sqlite3

        name, data = _key(name), _json(value)
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(exist_ok=True)
            with closing(self._connect()) as base, base:
                base.execute(_TABLE)
                base.execute(_INDEX)
                if only:
                    base.execute("DELETE FROM facts WHERE kind = ? AND name = ?", (kind, name))
                base.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", (kind, name, self._seal(kind, name, data), data))
                _forget_oldest(base, kind)

    def keep(self, kind: str, values: Iterable[tuple[str, object]]) -> None:
        """Keep these values, each under its name, and nothing else of their kind; they are made one at a time."""
        if self._owner is None:
            return
        import sqlite3

        rows = ((_key(name), _json(value)) for name, value in values)
        sealed = ((kind, name, self._seal(kind, name, data), data) for name, data in rows)
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(exist_ok=True)
            with closing(self._connect()) as base, base:
                base.execute(_TABLE)
                base.execute(_INDEX)
                base.execute("DELETE FROM facts WHERE kind = ?", (kind,))
                base.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", sealed)

    def forget(self) -> None:
        """Throw everything away."""
        with suppress(OSError):
            self._path.unlink()

    @property
    def _path(self) -> Path:
        return (self.git_dir or Path()) / "qms" / NAME

    @cached_property
    def _owner(self) -> bytes | None:
        """The key of the user; None where there is none, or where a link leads elsewhere."""
        if self.git_dir is None:
            return None
        try:
            inside = self._path.resolve() == self.git_dir.resolve() / "qms" / NAME
            return own_key() if inside else None
        except OSError:
            return None

    @cached_property
    def _writer(self) -> bytes:
        """Who writes: this program in this clone."""
        place = self.git_dir or Path()
        who = f"{program()}\n{place.resolve()}\n{place.stat().st_ino}\n"
        return seal(b"", who.encode("utf-8", "surrogateescape"))

    def _seal(self, kind: str, name: str, value: bytes) -> bytes:
        head = json.dumps([kind, name]).encode("ascii")
        return seal(self._owner or b"", self._writer, head, b"\n", value)

    def _connect(self) -> Connection:
        import sqlite3

        base = sqlite3.connect(self._path, timeout=PATIENCE)
        base.execute("PRAGMA synchronous = OFF")  # what a crash damages is thrown away
        return base


def _rows(base: Connection, kind: str, names: Sequence[str]) -> Iterator[tuple[str, bytes, bytes]]:
    for name in names:
        query = "SELECT name, seal, value FROM facts WHERE kind = ? AND name = ? ORDER BY rowid"
        yield from base.execute(query, (kind, name))


def _key(name: str) -> str:
    """Return a name as the table can hold it: that of a file may be no text."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return f"\0{name.encode('utf-8', 'surrogatepass').hex()}"
    return name


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _forget_oldest(base: Connection, kind: str) -> None:
    query = "SELECT name FROM facts WHERE kind = ? GROUP BY name ORDER BY max(rowid) DESC"
    for (name,) in base.execute(query, (kind,)).fetchall()[MOST_NAMES:]:
        base.execute("DELETE FROM facts WHERE kind = ? AND name = ?", (kind, name))
