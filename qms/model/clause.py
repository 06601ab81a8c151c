"""The clauses of a standard, and how far a quality system covers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.message import msg

MAINTAIN, RETAIN = "maintain", "retain"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its number, its title by language, the documented information that it asks for.

    `information` holds `maintain` where a document must be kept in force, `retain` where records must be kept.
    """

    number: str
    title: Mapping[str, str] = field(default_factory=dict)
    information: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """An edition of a standard: its name, its clauses in order."""

    edition: str
    clauses: tuple[Clause, ...]


class Extent(StrEnum):
    """How far a clause is covered."""

    COVERED = "covered"
    THIN = "thin"
    MISSING = "missing"


EXTENTS = {Extent.COVERED: msg("covered"), Extent.THIN: msg("thin"), Extent.MISSING: msg("missing")}
"""How people say it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a quality system has for a clause.

    `documents` are codes, those in force first; `registers` names, those with entries first. `proof` tells for each
    piece of documented information that the clause asks for by what it is shown: codes or names, none where by nothing.
    """

    clause: Clause
    extent: Extent
    documents: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    proof: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
