"""Entries of registers: bytes -> `Entry`, one file each, or one row each of a small table."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import PurePosixPath

from qms.adapters.files.sources import Source
from qms.adapters.files.tables import read_table
from qms.ledger.lines import file_name
from qms.model.entry import Entry
from qms.model.field import Table
from qms.model.location import Location
from qms.model.register import CODE, Register
from qms.model.settings import REGISTERS


def read_entry(data: bytes, path: str, register: str) -> Entry:
    """Read one file of a register; what cannot be read stands in its `problems`. The name stands in for a code."""
    front, problems = read_table(data, path)
    code = unicodedata.normalize("NFC", front.text(CODE)) or _stem(path)
    return Entry(register, code, path, front, problems, hashlib.sha256(data).hexdigest())


def files_of(source: Source, register: str, paths: tuple[str, ...]) -> tuple[Entry, ...]:
    """Read all entries of a register from their files."""
    folder = f"{REGISTERS}/{register}/"
    return tuple(_file(source, path, register) for path in paths if path.startswith(folder))


def rows_of(register: Register, table: Table) -> tuple[Entry, ...]:
    """Return the rows of a small table as entries, each under the value of its key field."""
    rows = table.tables("entries")
    return tuple(Entry(register.id, key_of(register, row), row.at.path or register.path, row) for row in rows)


def key_of(register: Register, row: Table) -> str:
    """Return what names a row: its key field, in its first language where it has several, or two joined by a blank."""
    texts = (next(iter(row.texts(name).values()), "") for name in register.key.split("+"))
    return unicodedata.normalize("NFC", " ".join(text for text in texts if text))


def entry_path(register: str, code: str) -> str:
    """Return where the file of an entry lies."""
    return f"{REGISTERS}/{register}/{file_name(code)}.yaml"


def _stem(path: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(path).name).rpartition(".")[0]


def _file(source: Source, path: str, register: str) -> Entry:
    data = source.read(path)
    if isinstance(data, bytes):
        return read_entry(data, path, register)
    problems = (data,) if data is not None else ()
    return Entry(register, _stem(path), path, Table(at=Location(path)), problems)
