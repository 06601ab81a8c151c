"""Abbreviations and terms that hold in all documents of the system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.model.location import Location

ABBREVIATIONS = "registers/abbreviations.yaml"
GLOSSARY = "registers/glossary.yaml"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of `registers/abbreviations.yaml`: the abbreviation, what it means in each language, where it stands."""

    text: str
    meaning: Mapping[str, str]
    location: Location


@dataclass(frozen=True, slots=True)
class Term:
    """A row of `registers/glossary.yaml`: the term and its definition in each language, and the words that are not to
    be used in its place (`synonyms`).
    """

    term: Mapping[str, str]
    definition: Mapping[str, str]
    location: Location
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
