"""Abbreviations and terms that hold in all documents of the system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qms.model.location import Location

ABBREVIATIONS = "registers/abbreviations.yaml"
GLOSSARY = "registers/glossary.yaml"


class Abbreviation(NamedTuple):
    """A row of `registers/abbreviations.yaml`: the abbreviation, what it means in each language, where it stands."""

    text: str
    meaning: Mapping[str, str]
    location: Location


class Term(NamedTuple):
    """A row of `registers/glossary.yaml`: the term and its definition in each language, and the words that are not to
    be used in its place (`synonyms`).
    """

    term: Mapping[str, str]
    definition: Mapping[str, str]
    location: Location
    synonyms: Mapping[str, tuple[str, ...]] = {}
