"""The usual line of a ledger, read in one match; any other line is read by `ledger.lines`, which is always right.

Nearly every line is one: canonical JSON without a backslash, with texts and small numbers only. What matches is
canonical but for two things that are looked at apart: the order of the names, and how letters are composed (NFC). A
test compares the two ways on the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from qms.model.act import Value
from qms.model.pattern import pattern

_NAMES = ("act", "at", "by", "code", "prev", "revision", "sha256", "v")
_TEXT = r'"[^"\\\x00-\x1f]*"'
_FIELD = rf'"[a-z_]+":(?:{_TEXT}|[1-9][0-9]{{0,8}})'
_AT = '"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)"'
_SOME = r'"([^"\\\x00-\x1f]+)"'
_HASH = '"([0-9a-f]{64})"'
_VALUES = ('"([a-z]+)"', _AT, _SOME, _SOME, _HASH, "(0|[1-9][0-9]{0,5})", _HASH, "1")


def _others(name: str) -> str:
    """Return what matches the fields up to the one with this name; what was passed over is not tried again."""
    return rf'((?:(?!"{name}":){_FIELD},)*+)'


_BETWEEN = "".join(
    rf'{_others(name) if name != "act" else ""}"{name}":{value}{"," if name != "v" else ""}'
    for name, value in zip(_NAMES, _VALUES, strict=True)
)
_LINE = pattern(rf"\{{{_BETWEEN}((?:,{_FIELD})*+)\}}")
_FOUND = pattern(r'"([a-z_]+)":(?:"([^"]*)"|([0-9]+))')


class Usual(NamedTuple):
    """What a usual line says: the fields that every act has, and those that only some have."""

    deed: str
    at: str
    by: str
    code: str
    prev: str
    revision: int
    sha256: str
    fields: Mapping[str, Value]


def usual(line: str) -> Usual | None:
    """Return what a usual line says; None for any other line, whatever it is."""
    match = _LINE.fullmatch(line)
    if match is None or not unicodedata.is_normalized("NFC", line):
        return None
    deed, after, at, more, by, rest, code, then, prev, last, revision, end, sha256, near, tail = match.groups()
    fields: dict[str, Value] = {}
    for place, some in enumerate((after, more, rest, then, last, end, near, tail)):
        if some:
            found = _fields(place, some)
            if found is None:
                return None
            fields.update(found)
    return Usual(deed, at, intern(by), code, prev, int(revision), intern(sha256), fields)


@lru_cache(maxsize=1_000)
def _fields(place: int, text: str) -> Mapping[str, Value] | None:
    """Return the fields that stand after the field `place` and before the next one, None where they are out of order;
    most acts say there what others say: the same holder and number, the same day.
    """
    found = _FOUND.findall(text)
    if not _in_order(place, tuple([name for name, _text, _number in found])):
        return None
    return {intern(name): int(number) if number else intern(text) for name, text, number in found}


@lru_cache(maxsize=256)
def _in_order(place: int, names: tuple[str, ...]) -> bool:
    """Tell whether these are the names of fields in their order, after the field `place` and before the next one."""
    around = (_NAMES[place], *names, *_NAMES[place + 1 : place + 2])
    return list(around) == sorted(set(around))
