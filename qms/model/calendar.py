"""The year of a quality system: duties that come back, and everything that has a day in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.location import Location


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is to be done every year: on the days `on` (`MM-DD`), by the position `who`.

    `basis` names the section or clause that asks for it. What shows that it was done: entries of `register` in one of
    `states` (none: with nothing left to do) whose fields have the values of `when`, by the day in their field `date`
    (none: by their year); with `every`, each entry still open has such a day in the year; with `demand`, each entry
    meets that demand of its register for the year. Or the review of a document of the type `review`. `command` is what
    to run (`{year}` and `{last}` stand for the year and the one before); without it an entry is begun.
    """

    id: str
    title: Mapping[str, str]
    on: tuple[str, ...] = ()
    who: str = ""
    basis: str = ""
    register: str = ""
    states: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: str = ""
    every: bool = False
    demand: str = ""
    review: str = ""
    command: str = ""
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

    `code` is that of the document or entry; of a duty its id. `command` is what to run next.
    """

    day: str
    kind: Kind
    code: str
    title: Mapping[str, str]
    who: str = ""
    basis: str = ""
    standing: Standing = Standing.PLANNED
    command: str = ""
