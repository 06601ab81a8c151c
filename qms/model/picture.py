"""A file that belongs to a text, and what is wrong with it: a picture, or what came from outside beside its card."""

from __future__ import annotations

from typing import NamedTuple

from qms.model.location import Location
from qms.model.message import Message


class PictureFault(NamedTuple):
    """A picture that does not lie where its text looks for it, or (`approved`) is another one than was approved, or
    cannot be printed (`fault` says why)."""

    code: str
    name: str
    at: Location
    approved: bool = False
    fault: Message | None = None


class ReceivedFault(NamedTuple):
    """Received files beside a card that no act binds, or (`bound`) others than were registered; no `names`: gone."""

    code: str
    names: tuple[str, ...]
    at: Location
    bound: bool
