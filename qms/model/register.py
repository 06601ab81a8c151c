"""What a register is: the fields of its entries, their states, what `check` demands of them. All of it is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.location import Location
from qms.model.settings import Named

STATE, CODE = "state", "code"


class Kind(StrEnum):
    """What may stand in a field. `TEXTS` is a text in each language, `ROWS` a small table, `PRODUCT` is computed."""

    TEXT = "text"
    TEXTS = "texts"
    CHOICE = "choice"
    DATE = "date"
    YEAR = "year"
    NUMBER = "number"
    FLAG = "flag"
    PERSON = "person"
    POSITION = "position"
    UNIT = "unit"
    PROCESS = "process"
    DOCUMENT = "document"
    CLAUSE = "clause"
    ENTRY = "entry"
    FILE = "file"
    ROWS = "rows"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class FieldOf(Named):
    """A field of the entries of a register (`id` is its key in the file, `title` its label).

    `required`: in every state; states may need more. `many`: a list of values. `choices` are those of a choice,
    `registers` those whose entries an entry may name, `columns` the fields of the rows of a small table, `factors` the
    numbers that a computed field multiplies. `measure` is the unit of a number (`%`, `points`), `low` and `high` its
    limits; `after` names a date that may not come later than this one. `back` is what the link is called at its other
    end.
    """

    kind: Kind = Kind.TEXT
    required: bool = False
    many: bool = False
    choices: Mapping[str, Named] = field(default_factory=dict)
    registers: tuple[str, ...] = ()
    columns: Mapping[str, FieldOf] = field(default_factory=dict)
    factors: tuple[str, ...] = ()
    measure: str = ""
    low: float | None = None
    high: float | None = None
    after: str = ""
    back: Mapping[str, str] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """The registers whose entries the field names; processes, units and positions have registers of their own."""
        own = {Kind.PROCESS: ("processes",), Kind.UNIT: ("units",), Kind.POSITION: ("positions",)}
        return self.registers if self.kind is Kind.ENTRY else own.get(self.kind, ())


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something is to be done: the day in a field of the entry, or so many days and months after it."""

    field: str
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class StateOf(Named):
    """A state of the entries of a register.

    `following` are the states that may come next, `needs` the fields that must be filled in it (and in all that come
    after it on every way), `by` who may move an entry here (positions, roles, or `{field}` with a position in it),
    `deadline` until when it must be left, `date` the field that takes the day of the move. An entry in a `closed` state
    is finished: it changes no more, unless a state follows.
    """

    following: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    deadline: Deadline | None = None
    date: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Demand(Named):
    """What `check` demands of an entry beyond its own fields; `title` says what is wrong where it is not met.

    In one of `states` (none: in all that are not closed), and where every field of `when` has one of the values, some
    entry of `register` must name this one in its field `link`, in one of the states `linked` (none: in any). With
    `year`, the field that holds a year, there must be one for every year that is over, from the year of the entry's
    field `since` on; the year is over on the day `month_day` (`12-31`). Without `register`, `link` is a field of the
    entry itself. With `after` the demand is made once so much time has passed since the day in a field.
    """

    register: str = ""
    link: str = ""
    states: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year: str = ""
    since: str = ""
    month_day: str = "12-31"
    after: Deadline | None = None
    severity: str = "warning"
    help: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Independence:
    """Who may not have to do with what: fields with positions, and with units or processes (9.2.2 c)."""

    people: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Competence:
    """Which competence the people in some fields must have (ISO 9001:2015, 7.2)."""

    people: tuple[str, ...] = ()
    competence: str = ""


@dataclass(frozen=True, slots=True)
class Register(Named):
    """A register: `id` is its name in commands and folders.

    `code` is the grammar of the codes of its entries, which are files `registers/<id>/<code>.yaml`; a register with
    `key` instead is one file (`path`) with a list of rows, named by that field. `columns` are shown in lists (what
    every entry has, where none are named), `keeper` answers for the register, `clauses` are those of ISO 9001 that it
    serves; `independent` and `competent` tell what is asked of the people whom an entry names.
    """

    code: str = ""
    key: str = ""
    path: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, FieldOf] = field(default_factory=dict)
    states: Mapping[str, StateOf] = field(default_factory=dict)
    demands: Mapping[str, Demand] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    keeper: str = ""
    independent: Independence = field(default_factory=Independence)
    competent: Competence = field(default_factory=Competence)
    location: Location = field(default_factory=lambda: Location(""))
    code_place: Location = field(default_factory=lambda: Location(""))

    @property
    def first(self) -> str:
        """The state in which an entry begins; empty where the register knows no states."""
        return next(iter(self.states), "")

    @property
    def one_file(self) -> bool:
        """Tell whether all entries stand in one file."""
        return bool(self.key)

    def links(self) -> tuple[FieldOf, ...]:
        """Return the fields that name entries of registers."""
        return tuple(item for item in self.fields.values() if item.kind is Kind.ENTRY)
