"""What can be repaired for certain in one file, and what it would become."""

from __future__ import annotations

from typing import NamedTuple

from qms.model.location import Location
from qms.model.message import Message

REPAIRABLE = ("FM004", "CD003", "LV002", "CD011")
"""The rules whose findings can be repaired for certain, in the order in which they are."""


class Repair(NamedTuple):
    """One repair: the rule whose finding it answers, the place, what is put in place of what."""

    rule: str
    at: Location
    message: Message


class Fix(NamedTuple):
    """A file as it is and as it would be."""

    path: str
    code: str
    before: bytes
    after: bytes
    repairs: tuple[Repair, ...]
