"""What a rule may look at: the repository as it was read, its history, and what follows from both."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.codes.scheme import Scheme, scheme_of
from qms.ledger.copies import copies
from qms.ledger.lines import file_name
from qms.ledger.state import standing
from qms.model.act import Act
from qms.model.change import Elsewhere, Rewriting, Swayed, Version
from qms.model.diagnostic import Diagnostic
from qms.model.document import Document
from qms.model.entry import Entry, EntryVersion, Registers
from qms.model.pattern import pattern
from qms.model.picture import PictureFault, ReceivedFault
from qms.model.settings import Settings
from qms.model.snapshot import POSITIONS, PROCESSES, UNITS, Snapshot, only
from qms.model.status import Copy, State, Status
from qms.rules.outlook import Outlook, outlook_of
from qms.rules.reading import Reading
from qms.rules.readings import Readings
from qms.rules.signs import Sign
from qms.rules.unread import UNREAD
from qms.rules.ways import Way, ways

if TYPE_CHECKING:
    from qms.model.register import Register
    from qms.model.trail import Fault

BROKEN = frozenset({"syntax", "encoding", "unreadable", "front-matter"})
UNTRUSTED = frozenset({"shallow", "partial", "replace", "graft", "moved"})
PAST = (
    *("history", "rewritings", "faults", "signing", "trouble", "elsewhere", "entry_history"),
    *("texts", "matrices", "earlier", "swayed"),
)
"""What of a context is known only once history is read."""
_ENDING = pattern(r"(?i)(?:\.[a-z]{2})?\.(?:md|ya?ml)\Z")


class Trouble(NamedTuple):
    """Something about the git repository itself: its kind (see `adapters.git.trouble`), and the file, ref or key."""

    kind: str
    detail: str


@dataclass(frozen=True)
class Context:
    """Everything that a rule may look at; nothing in it is read from disk or git any more.

    `history` holds the versions of each document by code, oldest first; `rewritings` where ledgers do not continue what
    git has of them, `elsewhere` the documents that only other branches have: all stay empty where the history of git is
    cut off or exchanged. `faults` are what is wrong in the trail of signatures, `signing` tells that there is one.
    `texts` holds the bodies of approved texts that were edited afterwards, by their blobs.
    `today` is the day of the check, `findings` what all other rules have found, for the rules that run last.
    `matrices` holds the settings as they stood when an act was recorded, `earlier` the commits up to that which brought
    it, both by the hash of its line, for the acts about which today's settings and dates raise a doubt; `swayed` are
    those of them that were allowed for a while only.
    `pictures` are those that are not there, or are others than were approved; `received` the same of the files that
    came from outside.
    `registers` are the registers with their entries, `entry_history` the versions of each file of an entry by its path.
    `told` is what an earlier check knew of the documents that are not here.
    `paths` are all files of the repository but those that git is told to ignore, sorted.
    """

    snapshot: Snapshot
    today: date
    history: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    rewritings: tuple[Rewriting, ...] = ()
    faults: tuple[Fault, ...] = ()
    signing: bool = False
    trouble: tuple[Trouble, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    registers: Registers = field(default_factory=Registers)
    entry_history: Mapping[str, tuple[EntryVersion, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    matrices: Mapping[str, Settings] = field(default_factory=dict)
    earlier: Mapping[str, frozenset[str]] = field(default_factory=dict)
    swayed: tuple[Swayed, ...] = ()
    pictures: tuple[PictureFault, ...] = ()
    received: tuple[ReceivedFault, ...] = ()
    told: Outlook | None = None
    paths: tuple[str, ...] = ()

    @classmethod
    def present(cls, snapshot: Snapshot, today: date, **now: Any) -> Context:
        """Return a context of which the past is not read yet: `UnreadError` for whoever asks for it."""
        return cls(snapshot, today, **now, **dict.fromkeys(PAST, UNREAD))

    def after(self, **past: Any) -> Context:
        """Return the context with what history tells; Any: it is given by name. What was worked out before follows from
        none of it, or was refused, and still holds.
        """
        fields = Context.__dataclass_fields__.keys()
        found = Context(**{name: vars(self)[name] for name in fields - {*PAST}}, **past)
        known = {name: value for name, value in vars(self).items() if name not in fields}
        if "outlook" in known:
            known["outlook"] = outlook_of(found, known["outlook"])
        vars(found).update(known)
        return found

    @property
    def whole(self) -> bool:
        """Tell whether the history of git can be trusted to be all there is."""
        return not any(item.kind in UNTRUSTED for item in self.trouble)

    @cached_property
    def broken(self) -> frozenset[str]:
        """The paths of settings and tables that could not be read to their end."""
        return frozenset(item.at.path for item in self.snapshot.problems if item.kind in BROKEN)

    @cached_property
    def names(self) -> Snapshot:
        """The snapshot without the tables of which only a part could be read: a name may stand in the other part."""
        snapshot = self.snapshot
        return replace(
            snapshot,
            units={} if UNITS in self.broken else snapshot.units,
            positions={} if POSITIONS in self.broken else snapshot.positions,
            processes={} if PROCESSES in self.broken else snapshot.processes,
        )

    @cached_property
    def scheme(self) -> Scheme:
        """The grammars of the organisation's codes."""
        return scheme_of(self.names)

    @cached_property
    def readable(self) -> tuple[Document, ...]:
        """The files whose front matter could be read: only they have fields to speak of."""
        return tuple(item for item in self.snapshot.files if not any(p.kind in BROKEN for p in item.problems))

    @cached_property
    def marked(self) -> tuple[Document, ...]:
        """The readable files whose text is Markdown: only they have headings, lists and tables to speak of."""
        return tuple(item for item in self.readable if item.is_markdown)

    @cached_property
    def entries(self) -> tuple[tuple[Register, tuple[Entry, ...]], ...]:
        """The registers, each with its entries that could be read whole."""
        return tuple((one, tuple(item for item in found if not item.problems)) for one, found in self.registers)

    @cached_property
    def originals(self) -> tuple[Document, ...]:
        """The readable files that are no translations."""
        return tuple(item for item in self.readable if not item.translation)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The originals by code."""
        return self.snapshot.documents

    @cached_property
    def _types(self) -> Mapping[str, str]:
        """The types of documents by path and by code; a translation is of the type of its original."""
        codes = {item.code: item.type for item in self.originals if item.code}
        return {**codes, **{item.path: codes.get(item.code) or item.type for item in self.readable}}

    def type_at(self, path: str, subject: str = "") -> str:
        """Return the type of the document that a finding is about; an empty text where it is about none."""
        return self._types.get(path) or self._types.get(subject, "")

    @cached_property
    def readings(self) -> Readings:
        """What was read of texts; contexts of the same documents share it."""
        return Readings()

    def reading(self, document: Document) -> Reading:
        """Return the parts of a document's text; all rules share them."""
        return self.readings.of(document)

    def having(self, sign: Sign, among: Iterable[Document] | None = None) -> Iterator[Document]:
        """Return the readable documents (or those of `among`) whose text has a sign."""
        return self.readings.having(sign, self.readable if among is None else among)

    def take_over(self, other: Context) -> None:
        """Take over what another context of the same documents has read of them."""
        vars(self)["readings"] = other.readings

    def alone(self, files: tuple[Document, ...]) -> Context:
        """Return what the rules may look at that take each document for itself: these files, settings and tables."""
        snapshot = replace(self.snapshot, files=files, ledgers={}, distribution={}, lists=(), waivers=(), history={})
        found = Context(snapshot, date.min)
        found.take_over(self)
        return found

    def near(self, codes: Collection[str]) -> Context:
        """Return what rules may look at that take the documents of each code for themselves, and know of the others."""
        history = self.history if self.history is UNREAD else only(self.history, codes)
        found = replace(
            self,
            snapshot=self.snapshot.only(codes),
            history=history,
            told=self.outlook,
            pictures=tuple(item for item in self.pictures if item.code in codes),
            received=tuple(item for item in self.received if item.code in codes),
        )
        found.take_over(self)
        vars(found)["statuses"] = only(self.statuses, codes)
        return found

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The state today of every code that has a document or a ledger."""
        return {code: self._status(code) for code in {**self.documents, **self.snapshot.ledgers}}

    def _status(self, code: str) -> Status:
        document = self.documents.get(code)
        settings = self.snapshot.settings
        months = settings.review_months(document.type, document.level) if document else 36
        return standing(document, self.snapshot.acts(code), self.today, months)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways of revisions to judge by the approval matrix; all rules share them."""
        return tuple(ways(self))

    @cached_property
    def outlook(self) -> Outlook:
        """What is known of all documents, also of those that are not here."""
        return self.told or outlook_of(self)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The file names of all documents without endings, as their codes would give them."""
        return frozenset(stem(item.path) for item in self.snapshot.files)

    def has_text(self, code: str) -> bool:
        """Tell whether a document has or had this code, or a file bears its name: a broken one has no code to read."""
        return self.outlook.has_text(code)

    def well_named(self, document: Document) -> bool:
        """Tell whether a file bears the code of its document as its name."""
        return stem(document.path) == file_name(document.code)

    @cached_property
    def _named(self) -> frozenset[tuple[str, bool]]:
        return frozenset((item.code, item.translation) for item in self.readable if self.well_named(item))

    def is_duplicate(self, document: Document) -> bool:
        """Tell whether another file bears the document's code as its name."""
        return not self.well_named(document) and (document.code, document.translation) in self._named

    def is_holder(self, name: str) -> bool:
        """Tell whether a unit or a position of that name exists, or may: both hold copies."""
        if {UNITS, POSITIONS} & self.broken:
            return True
        return name in self.names.units or name in self.names.positions

    def trusted(self, code: str) -> bool:
        """Tell whether a document has no ledger, or one that could be read whole: only that says what was done."""
        ledger = self.snapshot.ledgers.get(code)
        return ledger is None or not ledger.problems

    def withdrawn(self, code: str) -> bool:
        """Tell whether a document is withdrawn."""
        return code in self.statuses and self.statuses[code].state is State.WITHDRAWN

    def settings_of(self, act: Act | None) -> Settings:
        """Return the settings by which an act is judged: those of its day; today's for what is still to be done."""
        return self.matrices.get(act.line_sha256, self.snapshot.settings) if act else self.snapshot.settings

    @cached_property
    def trusted_acts(self) -> tuple[tuple[str, tuple[Act, ...]], ...]:
        """The acts of every ledger that could be read whole, by code."""
        codes = sorted(self.snapshot.ledgers)
        return tuple((code, self.snapshot.acts(code)) for code in codes if self.trusted(code))

    @cached_property
    def _copies(self) -> dict[str, tuple[Copy, ...]]:
        return {}

    def copies(self, code: str) -> tuple[Copy, ...]:
        """Return every copy of a document that was ever issued."""
        if code not in self._copies:
            self._copies[code] = copies(self.snapshot.acts(code), self.statuses[code])
        return self._copies[code]


def stem(path: str) -> str:
    """Return the name of a document's file without its ending and the language before that."""
    name = unicodedata.normalize("NFC", path.rpartition("/")[2])
    return _ENDING.sub("", name)
