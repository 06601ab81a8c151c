"""The documents repository at one moment: everything that the rules look at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from qms.model.act import Act
from qms.model.change import Version
from qms.model.diagnostic import Waiver
from qms.model.document import Document, Employee, Position, Process, Unit
from qms.model.location import Location
from qms.model.problem import Problem
from qms.model.settings import Settings
from qms.model.shelf import Brief, Shelf, Wanted
from qms.model.style import Look
from qms.model.terms import Abbreviation, Term

UNITS = "organisation/units.yaml"
POSITIONS = "organisation/positions.yaml"
PEOPLE = "organisation/people.yaml"
PROCESSES = "registers/processes.yaml"
WAIVERS = "registers/waivers.yaml"
TRUST_FILE = "organisation/trust.json"
Value = TypeVar("Value")


class Ledger(NamedTuple):
    """The ledger of one document as it was read: its acts, and what could not be read."""

    code: str
    path: str
    acts: tuple[Act, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """A row of a distribution list: the unit or position that must hold copies, on which medium, and how many.

    `control` marks the control copy. An unaccounted copy is for information: its holder is told of no change (the stamp
    «об изменении не сообщается» of GOST 2.501).
    """

    unit: str
    medium: str = "paper"
    control: bool = False
    location: Location = field(default_factory=lambda: Location(""))
    count: int = 1
    accounted: bool = True


class HolderList(NamedTuple):
    """A distribution list: of one document (`scope` is `code`), of all of a type or level. `key` says which one."""

    scope: str
    key: str
    holders: tuple[Holder, ...] = ()
    location: Location = Location("")


@dataclass(frozen=True)
class Snapshot:
    """Documents, ledgers and small tables of a repository, read once and never changed.

    `documents` holds originals by code; `translations` the other language texts; `problems` what could not be read
    outside the documents and ledgers. `lists` are the distribution lists as they are written, `distribution` what
    follows from them for each document. `look` is the style of prints with its files. `history` is loaded only for
    rules that need it: versions by code, oldest first. `shelf` is where documents come from that are read only when
    they are wanted; then `problems` has nothing of ledgers and closed folders.
    """

    settings: Settings
    files: Collection[Document] = ()
    ledgers: Mapping[str, Ledger] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    people: Mapping[str, Employee] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    distribution: Mapping[str, tuple[Holder, ...]] = field(default_factory=dict)
    lists: tuple[HolderList, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()
    history: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    shelf: Shelf | None = None

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The originals by code, in the order of the codes' files."""
        if self.shelf:
            return self.shelf.documents
        return {item.code: item for item in self.files if item.code and not item.translation}

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The codes that documents had before, and the codes that they have now; a code in use is no alias."""
        own: Mapping[str, Brief | Document] = self.shelf.originals if self.shelf else self.documents
        return {old: item.code for item in own.values() for old in item.aliases if old not in own}

    @cached_property
    def originals(self) -> Mapping[str, Brief]:
        """What must be known of the originals, by code, in the order of the codes' files."""
        return self.shelf.originals if self.shelf else {code: Brief.of(item) for code, item in self.documents.items()}

    def texts(self, code: str) -> tuple[Document, ...]:
        """Return the files that bear a code: the original and its translations."""
        return self.shelf.of(code) if self.shelf else tuple(item for item in self.files if item.code == code)

    def only(self, codes: Collection[str]) -> Snapshot:
        """Return the repository with the texts, ledgers and distribution of these codes alone."""
        return replace(
            self,
            files=tuple(item for item in self.files if item.code in codes),
            ledgers=only(self.ledgers, codes),
            distribution=only(self.distribution, codes),
        )

    def with_ledger(self, ledger: Ledger) -> Snapshot:
        """Return the repository as it is with this ledger in the place of the one of its document, if it has one."""
        others = self.ledgers
        codes = dict.fromkeys((*others, ledger.code))
        return replace(self, ledgers=Wanted(codes, lambda code: ledger if code == ledger.code else others[code]))

    def holder(self, position: str, day: str) -> str:
        """Return the person who holds a position on a day (ISO 8601); empty where nobody does, or several."""
        found = [item.id for item in self.people.values() if item.holds(position, day)]
        return found[0] if len(found) == 1 else ""

    def person(self, email: str) -> Employee | None:
        """Return the person who gives this address to git."""
        wanted = email.strip().casefold()
        return next((item for item in self.people.values() if wanted in item.emails), None)

    def acts(self, code: str) -> tuple[Act, ...]:
        """Return the acts of a document; none where it has no ledger."""
        ledger = self.ledgers.get(code)
        return ledger.acts if ledger else ()


def only(values: Mapping[str, Value], codes: Collection[str]) -> Mapping[str, Value]:
    """Return what there is of these codes, in their order."""
    return {code: values[code] for code in codes if code in values}
