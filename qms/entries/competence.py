"""Which competences positions must have, and what proves them: the matrix of ISO 9001:2015, 7.2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qms.model.days import read_day
from qms.model.entry import Entry, Registers
from qms.model.register import Register

POSITIONS, EVIDENCE, REQUIRED = "positions", "competences", "competences"
ENDED = "expired"
"""The state of an evidence that was ended, by its term or before it."""
SOON = timedelta(days=90)


class Held(StrEnum):
    """Whether a competence is proved: still, no longer than three months, no more, never."""

    VALID = "valid"
    ENDS_SOON = "ends-soon"
    EXPIRED = "expired"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A competence that a position must have; `evidence` is the entry that proves it longest, None where none does."""

    position: Entry
    competence: str
    evidence: Entry | None
    held: Held

    @property
    def until(self) -> str:
        """The day until which it is proved (ISO 8601); empty where without a term, or where nothing proves it."""
        return self.evidence.text("valid_until") if self.evidence else ""


def requirements(registers: Registers, today: date) -> Iterator[Requirement]:
    """Yield every competence that a position must have, in the order of the table of positions."""
    proofs: dict[tuple[str, str], list[Entry]] = {}
    for entry in registers.of(EVIDENCE):
        for competence in entry.texts("competence"):
            proofs.setdefault((entry.text("position"), competence), []).append(entry)
    for position in registers.of(POSITIONS):
        for competence in position.texts(REQUIRED):
            best = max(proofs.get((position.code, competence), ()), key=_until, default=None)
            yield Requirement(position, competence, best, _held(best, today))


def _until(entry: Entry) -> tuple[bool, bool, str]:
    """Return how long an evidence proves: one without a term longest, one that was ended least."""
    until = entry.text("valid_until")
    return entry.state != ENDED, not until, until


def _held(entry: Entry | None, today: date) -> Held:
    if entry is None:
        return Held.MISSING
    until = read_day(entry.text("valid_until"))
    if entry.state == ENDED or (until and until < today):
        return Held.EXPIRED
    return Held.ENDS_SOON if until and until < today + SOON else Held.VALID


def not_competent(registers: Registers, register: Register, entry: Entry, day: str) -> Iterator[tuple[str, str]]:
    """Yield the people whom an entry names without valid evidence of the competence on `day`: field and position."""
    asked = register.competent
    if not asked.competence:
        return
    proofs = (one for one in registers.of(EVIDENCE) if asked.competence in one.texts("competence"))
    proved = {one.text("position") for one in proofs if _holds(one, day)}
    for field in asked.people:
        yield from ((field, person) for person in entry.texts(field) if person not in proved)


def _holds(evidence: Entry, day: str) -> bool:
    """Tell whether an evidence holds on a day (ISO 8601): obtained by then, its term not over, not ended before."""
    ended = evidence.state == ENDED
    last = [evidence.text(name) for name in ("valid_until", *(("closed_on",) if ended else ())) if evidence.text(name)]
    known = bool(last) or not ended
    return known and evidence.text("obtained") <= day and all(day <= text for text in last)
