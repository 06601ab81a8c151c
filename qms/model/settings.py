"""What the organisation decides for itself: the contents of `qms.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.model.field import choose
from qms.model.location import Location

SETTINGS_FILE = "qms.yaml"


@dataclass(frozen=True, slots=True)
class Named:
    """Anything with an id and a name in each language."""

    id: str
    title: Mapping[str, str] = field(default_factory=dict)

    def name(self, *languages: str) -> str:
        """Return the name in the first of `languages` that there is; the id where there is none."""
        return choose(self.title, *languages) or self.id


@dataclass(frozen=True, slots=True)
class Level(Named):
    """A level of the documentation (manual 5.4.3, Table 1) and how many months a review holds."""

    review_months: int = 36


@dataclass(frozen=True, slots=True)
class DocumentType(Named):
    """A kind of document: its level, the grammar of its codes (see `codes.grammar`), who approves it.

    `location` is where its `code` begins in `qms.yaml`.
    """

    level: str = ""
    code: str = ""
    approval: str = ""
    review_months: int = 0
    location: Location = field(default_factory=lambda: Location(SETTINGS_FILE))


@dataclass(frozen=True, slots=True)
class Approval:
    """A row of the approval matrix: which roles must agree, in order, and which of them may approve.

    `body` names the body that decides where it is not the signatory: the Academic Council.
    """

    id: str
    agree: tuple[str, ...] = ()
    approve: tuple[str, ...] = ()
    body: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keys:
    """How a repository that was not made for qms names things: field names, folders, trailers."""

    fields: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[str, ...] = ("documents",)
    code_pattern: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of `qms.yaml`."""

    organisation: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    system: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    quality_unit: str = ""
    languages: tuple[str, ...] = ("en",)
    mode: str = "unsigned"
    levels: Mapping[str, Level] = field(default_factory=dict)
    types: Mapping[str, DocumentType] = field(default_factory=dict)
    roles: Mapping[str, Named] = field(default_factory=dict)
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    dictionaries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Keys = field(default_factory=Keys)

    @property
    def language(self) -> str:
        """The language of the originals: the first of `languages`."""
        return self.languages[0]

    def review_months(self, type_id: str, level_id: str) -> int:
        """Return how many months a review of such a document holds."""
        kind = self.types.get(type_id)
        if kind and kind.review_months:
            return kind.review_months
        level = self.levels.get(level_id)
        return level.review_months if level else 36

    def approval(self, type_id: str) -> Approval | None:
        """Return the row of the approval matrix for a type; None where it has none."""
        kind = self.types.get(type_id)
        return self.approvals.get(kind.approval) if kind else None
