"""What the organisation decides for itself: the contents of `qms.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qms.model.field import choose
from qms.model.flow import PAPER, RECORDED, Approval, Flow
from qms.model.location import Location
from qms.model.pattern import pattern
from qms.model.style import Style

SETTINGS_FILE = "qms.yaml"
REGISTERS = "registers"
WEIGHTS = ("error", "warning", "off")
METADATA = ("front-matter", "headers", "head", "beside", "none")
_SLOT = pattern(r"\{([^{}:]+)")
"""Where a file may carry its fields: YAML between lines `---`, lines `Name: value` up to a blank one, labels in bold
and tables at the head of the text, a YAML or JSON file of the same name beside it, nowhere.
"""


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


class RuleWeight(NamedTuple):
    """How much a rule or a family of rules weighs: `error`, `warning` or `off`; `location` is where that stands."""

    rule: str
    weight: str
    location: Location


@dataclass(frozen=True, slots=True)
class DocumentType(Named):
    """A kind of document: its level, the grammar of its codes (see `codes.grammar`), who approves it.

    `location` is where its `code` begins in `qms.yaml`. `sections` are the titles of the sections that a document of
    this type must have, by language; `translations` tells that it must exist in all languages; `rules` how much rules
    weigh in documents of this type. `unique` names the parts of a code that belong to one document for ever (see
    `codes.grammar.Grammar.counted`). `reports` are the reports over the registers that become documents of this type,
    `parts` what its prints consist of (none: as all prints, see `style.PARTS`).
    """

    level: str = ""
    code: str = ""
    approval: str = ""
    review_months: int = 0
    location: Location = field(default_factory=lambda: Location(SETTINGS_FILE))
    sections: tuple[Mapping[str, str], ...] = ()
    translations: bool = False
    rules: tuple[RuleWeight, ...] = ()
    unique: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Keys(NamedTuple):
    """How a repository that was not made for qms names things: field names, folders, trailers.

    `documents` are folders; `globs` all places as they are written, where one of them is a pattern (`EIPS/*.md`), and
    `exclude` the files in them that are no documents. `metadata` are the forms in which a file may carry its fields, in
    the order in which they are tried (`METADATA`). `code` builds a code from fields (`EIP-{eip}`), `title` is `heading`
    where the first heading stands in for a missing one, `body` the field of a card that holds its text. `ignore` are
    fields that mean nothing here, `values` the words of a field and what they mean, `dates` the forms of dates beside
    ISO 8601, `trailers` the names of trailers in commit messages by what they say. `also` are further own names of
    fields, each with the name that it has in qms: documents of one house name a field in several ways.
    """

    fields: Mapping[str, str] = {}
    documents: tuple[str, ...] = ("documents",)
    code_pattern: str = ""
    globs: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ("front-matter",)
    code: str = ""
    title: str = ""
    body: str = ""
    ignore: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = {}
    dates: tuple[str, ...] = ()
    trailers: Mapping[str, str] = {}
    also: Mapping[str, str] = {}

    @property
    def foreign(self) -> bool:
        """Tell whether documents must be mapped at all: the quick way of reading is for those that need no mapping."""
        mapped = (self.fields, self.code, self.title, self.body, self.ignore, self.values, self.dates)
        return any(mapped) or self.metadata != ("front-matter",)

    @property
    def labels(self) -> tuple[str, ...]:
        """The own names of all fields: at the head of a text only these are read."""
        named = self.fields.values()
        return tuple(dict.fromkeys((*named, *self.also, *(_SLOT.findall(self.code)))))

    @property
    def slot(self) -> str:
        """The field of which codes are made, the first of several; empty where they are fields themselves."""
        found = _SLOT.search(self.code)
        return found[1] if found else ""

    def own(self, name: str) -> str:
        """Return what the documents here call a field of qms: that is what a person must write."""
        return self.fields.get(name) or (self.slot if name == "code" else "") or name


class SheetSettings(NamedTuple):
    """How the change-registration sheet is printed: a profile of `history.profiles`, or the organisation's own columns
    by their names (profile `own`).
    """

    profile: str = "university"
    columns: tuple[str, ...] = ()


class Settings(NamedTuple):
    """The whole of `qms.yaml`.

    `portal` is the address of a document's page in the portal, with `{code}` in the place of the code.
    """

    organisation: Mapping[str, str] = {}
    short: Mapping[str, str] = {}
    system: Mapping[str, str] = {}
    place: Mapping[str, str] = {}
    quality_unit: str = ""
    portal: str = ""
    languages: tuple[str, ...] = ("en",)
    mode: str = "unsigned"
    levels: Mapping[str, Level] = {}
    types: Mapping[str, DocumentType] = {}
    roles: Mapping[str, Named] = {}
    approvals: Mapping[str, Approval] = {}
    flow: Flow = Flow()
    dictionaries: Mapping[str, tuple[str, ...]] = {}
    keys: Keys = Keys()
    rules: tuple[RuleWeight, ...] = ()
    sheet: SheetSettings = SheetSettings()
    style: Style = Style()

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

    def recorded(self, type_id: str) -> bool:
        """Tell whether every step of such a document must be recorded before its approval.

        By default in a signed repository only: the paper that a department signs shows the steps already, and a claim
        beside it proves nothing more.
        """
        row = self.approval(type_id)
        usual = RECORDED if self.mode == "signed" else PAPER
        return ((row.steps if row else "") or self.flow.steps or usual) == RECORDED
