"""The year of a quality system: duties that come back, and everything that has a day in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.location import Location


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done every year: on the days `on` (`MM-DD`), by the position `who`.

    `basis` names the section or clause that asks for it, `register` the register whose entries of the year show it.
    """

    id: str
    title: Mapping[str, str]
    on: tuple[str, ...] = ()
    who: str = ""
    basis: str = ""
    register: str = ""
    location: Location = field(default_factory=lambda: Location(""))


class Kind(StrEnum):
    """What an item of the calendar is about."""

    DUTY = "duty"
    REVIEW = "review"
    EFFECT = "effect"
    ENTRY = "entry"


class Standing(StrEnum):
    """How an item stands on the day of asking."""

    DONE = "done"
    OVERDUE = "overdue"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the calendar: its day (ISO 8601), what is to be done, by which position or unit, by what it is asked.

    `code` is that of the document or entry; of a duty its id.
    """

    day: str
    kind: Kind
    code: str
    title: Mapping[str, str]
    who: str = ""
    basis: str = ""
    standing: Standing = Standing.PLANNED
