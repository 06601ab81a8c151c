"""The anchor: what a computer remembers of a repository, so that nobody can take back what it has seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A change of history that a person accepted: when (UTC), why, the commit that was lost and the one since then."""

    at: str
    reason: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was seen of one clone: the newest commit of each branch, the tags and what they name, and when (UTC).

    `log` are the changes that people accepted.
    """

    branches: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    log: tuple[Acceptance, ...] = ()
