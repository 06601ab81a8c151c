"""Positions by the competences that they must have: what is proved until when, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qms.actions.registers.drawing import Subject
from qms.actions.session import Session
from qms.entries.competence import EVIDENCE, POSITIONS, REQUIRED, Held, Requirement, requirements
from qms.errors import UsageError
from qms.model.days import printed_day
from qms.model.entry import Registers
from qms.model.field import choose
from qms.model.message import msg
from qms.model.register import FieldOf

SIGNS = {Held.VALID: "✓", Held.ENDS_SOON: "!", Held.EXPIRED: "✗", Held.MISSING: "✗"}


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is asked of the positions, and the competences by their names."""

    found: tuple[Requirement, ...]
    names: FieldOf


def matrix(session: Session, position: str = "", *, gaps: bool = False) -> Matrix:
    """Return the competences that positions must have; only of one position, only what is not proved any more."""
    registers = session.workspace.registers()
    if position and registers.get(POSITIONS, position) is None:
        known = ", ".join(entry.code for entry in registers.of(POSITIONS))
        raise UsageError(msg('There is no position "{value}"', value=position), msg("Known are: {names}", names=known))
    found = tuple(
        one
        for one in requirements(registers, session.today)
        if (not position or one.position.code == position) and (not gaps or one.held is not Held.VALID)
    )
    return Matrix(found, names_of(registers))


def names_of(registers: Registers) -> FieldOf:
    """Return the field of the evidence that names competences."""
    register = registers.definitions.get(EVIDENCE)
    item = register.fields.get("competence") if register else None
    return item or FieldOf("competence")


def grid(subject: Subject, today: str) -> tuple[list[str], list[list[str]]]:
    """Return positions by competences as a table: the sign and the day until which each is proved."""
    found = list(requirements(subject.registers, date.fromisoformat(today)))
    labels = names_of(subject.registers).choices
    columns = list(dict.fromkeys(one.competence for one in found))
    columns.sort(key=lambda name: list(labels).index(name) if name in labels else len(labels))
    heads = [
        subject.label(REQUIRED),
        *(labels[name].name(*subject.languages) if name in labels else name for name in columns),
    ]
    cells = {(one.position.code, one.competence): cell(one) for one in found}
    positions = {one.position.code: one.position for one in found}
    rows = [
        [
            choose(position.front.texts("title"), *subject.languages) or position.code,
            *(cells.get((position.code, name), "") for name in columns),
        ]
        for position in positions.values()
    ]
    return heads, rows


def cell(one: Requirement) -> str:
    """Return a competence as it stands in the matrix: its sign, and the day until which it is proved."""
    day = printed_day(one.until)
    return f"{SIGNS[one.held]} {day}".strip() if one.evidence else SIGNS[one.held]
