"""Printed forms of the entries of a register, as data: which fields, tables, drawings and signatures in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.settings import Named

FORMS = "forms"
"""The key under which forms stand, and the folder of a repository that holds those of a built-in register."""


class PartKind(StrEnum):
    """What a part of a form is; the key by which it begins in the file."""

    FIELDS = "fields"
    TEXTS = "texts"
    ROWS = "rows"
    ENTRIES = "entries"
    LIST = "list"
    DRAW = "draw"
    SIGN = "sign"


class DrawingKind(StrEnum):
    """What may be drawn: a trend of values, a risk matrix, the structure of units, the map of processes."""

    TREND = "trend"
    MATRIX = "matrix"
    STRUCTURE = "structure"
    MAP = "map"
    COMPETENCES = "competences"


@dataclass(frozen=True, slots=True)
class Signer(Named):
    """A line for a signature: `title` says what it means, `by` is a field with a position, or a position."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class Band(Named):
    """A part of a scale: all levels up to `upto`."""

    upto: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing and the fields that it takes its values from.

    A trend takes them from the small table `rows`, or from the entries with the `same` values, in the order of `at`;
    `start` and `target` are levels, `since` and `until` the years between which the way from one to the other is drawn.
    A matrix counts `down` and `across`, and a second time `after` the treatment; `bands` divide the products.
    """

    kind: DrawingKind
    rows: str = ""
    same: tuple[str, ...] = ()
    at: str = ""
    value: str = ""
    start: str = ""
    target: str = ""
    since: str = ""
    until: str = ""
    measure: str = ""
    down: str = ""
    across: str = ""
    after: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form with its heading (empty: that of its field).

    `names` are the fields, or the columns of a list; `field` that of a small table, or the one by which the entries of
    `register` name this one. `states` are those of the entries shown (none: all), `lines` how many rows a table has at
    least, so that there is room to write. `asked_of` are fields with clauses and documents: a small table gets a row
    for each of them that it does not name yet, as a draft of what is to be asked.
    """

    kind: PartKind
    title: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    field: str = ""
    register: str = ""
    states: tuple[str, ...] = ()
    lines: int = 0
    drawing: Drawing | None = None
    signers: tuple[Signer, ...] = ()
    asked_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterForm(Named):
    """A form: about one entry, or (`whole`) about the register; `turned` where the page lies on its side."""

    whole: bool = False
    turned: bool = False
    parts: tuple[Part, ...] = ()
