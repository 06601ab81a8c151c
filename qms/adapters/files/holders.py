"""Distribution lists: who must hold copies of a document, of a type or of a level. Bytes -> model values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.adapters.files.shape import TEXT, Shape, unknown_fields, whole, wrong_shape
from qms.adapters.files.tables import read_table
from qms.model.field import Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.snapshot import Holder, HolderList

SCOPES = ("code", "type", "level")
MEDIA = ("paper", "electronic")
KINDS = ("control", "accounted", "unaccounted")
MOST = 999
ROW = {"unit": TEXT, "medium": TEXT, "copy": TEXT, "count": TEXT}
"""The fields of a row of a list."""
SHAPE: Mapping[str, Shape] = {**dict.fromkeys(SCOPES, TEXT), "holders": [ROW]}


def read_holders(data: bytes, path: str) -> tuple[HolderList, tuple[Problem, ...]]:
    """Read a distribution list: of what it is, who must hold copies, what could not be read."""
    table, problems = read_table(data, path)
    scope, key = _subject(table)
    found = HolderList(scope, key, tuple(_holders(table)), table.value_place(scope))
    if problems:
        return found, problems
    return found, tuple(wrong_shape(table, SHAPE)) or (*unknown_fields(table, SHAPE), *_wrong(table, found))


def _subject(table: Table) -> tuple[str, str]:
    return next(((scope, table.text(scope)) for scope in SCOPES if table.text(scope)), ("code", ""))


def _holders(table: Table) -> Iterator[Holder]:
    for row in table.tables("holders"):
        if row.text("unit"):
            yield Holder(
                unit=row.text("unit"),
                medium=row.text("medium", "paper"),
                control=row.text("copy") == "control",
                location=row.value_place("unit"),
                count=whole(row.text("count", "1"), MOST) or 0,
                accounted=row.text("copy") != "unaccounted",
            )


def _wrong(table: Table, found: HolderList) -> Iterator[Problem]:
    """Yield what cannot be meant: no subject or two, fields and words that are not known, an impossible count."""
    if not found.key:
        told = msg('The list has no "code"'), msg('Write "code: …" (or "type: …", "level: …") above "holders:"')
        yield Problem("shape", table.place("code"), *told)
    for scope in SCOPES[1:]:
        if found.scope != scope and table.text(scope):
            told = msg("A list is of one document, of one type or of one level"), msg("Make a list of its own for each")
            yield Problem("shape", table.place(scope), *told)
    for row in table.tables("holders"):
        yield from _wrong_row(row)


def _wrong_row(row: Table) -> Iterator[Problem]:
    if not row.text("unit"):
        yield Problem("shape", row.place("unit"), msg("It is not said who must hold it"), msg('Write "unit: …"'))
    for name, words in (("medium", MEDIA), ("copy", KINDS)):
        if row.text(name, words[0]) not in words:
            yield _unknown(row.value_place(name), {"value": row.text(name), "names": ", ".join(words)})
    if whole(row.text("count", "1"), MOST) is None:
        names = {"value": row.text("count"), "names": f"0–{MOST}"}
        yield _unknown(row.value_place("count"), names)


def _unknown(at: Location, values: Mapping[str, str]) -> Problem:
    return Problem("shape", at, msg('"{value}" is not known here', **values), msg("Known are: {names}", **values))
