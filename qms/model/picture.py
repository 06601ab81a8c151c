"""A picture that a text shows, and what is wrong with it."""

from __future__ import annotations

from qms.model.location import Location
from qms.model.message import Message
from qms.model.value import dataclass


@dataclass(frozen=True, slots=True)
class PictureFault:
    """A picture that does not lie where its text looks for it, or (`approved`) is another one than was approved, or
    cannot be printed (`fault` says why)."""

    code: str
    name: str
    at: Location
    approved: bool = False
    fault: Message | None = None
