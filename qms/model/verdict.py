"""The answer about a copy in hand: what a copy turned out to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qms.model.message import Message


class Finding(StrEnum):
    """What a copy turned out to be."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    PROVISIONAL = "provisional"
    NEVER_ISSUED = "never-issued"
    ALTERED = "altered"
    GENUINE = "genuine"
    NOT_GENUINE = "not-genuine"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one copy. `since` is the day from which a superseded or withdrawn copy is no longer in force.

    `notes` are what is to be said beside: which parts were altered, whether the seal has signed, what to compare.
    `pages` are those that the marks are of which were typed, in their order.
    """

    finding: Finding
    code: str
    details: Message
    revision: int | None = None
    copy: int | None = None
    holder: str = ""
    current_revision: int | None = None
    since: str = ""
    notes: tuple[Message, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def good(self) -> bool:
        """Tell whether nothing speaks against the copy."""
        return self.finding in {Finding.CURRENT, Finding.GENUINE}
