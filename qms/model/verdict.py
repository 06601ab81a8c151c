"""The answer about one PDF: what a copy turned out to be."""

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one PDF. `since` is the day from which a superseded or withdrawn copy is no longer in force."""

    finding: Finding
    code: str
    details: Message
    revision: int | None = None
    copy: int | None = None
    holder: str = ""
    current_revision: int | None = None
    since: str = ""
