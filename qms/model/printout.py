"""Everything that one print of a document shows, ready to be set: no word is looked up after this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.model.style import DOCUMENT, Look
from qms.model.token import page_mark

Block = Mapping[str, object]

COPY_KEYWORD = "qms-copy="
"""The keyword of a PDF that carries the token of its copy begins with this."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The stamp of a copy: what it is, its number and holder, a short mark, its token.

    `link` is the text of the QR code, where that is more than the token.
    `labels` are the words for number, holder and mark in the language of the print.
    `act` is the hash of the act that issues it, from which every page has its own mark; without it all have `mark`.
    `seal` is the signature over the whole file, or as many letters that keep its place; empty where there is none.
    """

    number: str
    holder: str
    kind: str
    mark: str
    token: str
    link: str = ""
    labels: tuple[str, str, str] = ("Copy No.", "Holder", "Mark")
    act: str = ""
    seal: str = ""

    def mark_of(self, page: int) -> str:
        """Return the mark at the foot of a page, from 1."""
        return page_mark(self.act, page) if self.act else self.mark


@dataclass(frozen=True, slots=True)
class Signatory:
    """A row of the approval sheet: what was done, by which position (and person), on which basis and day.

    `signature` says that the act was signed electronically; where it is empty, there is room for a hand.
    """

    meaning: str
    position: str
    basis: str = ""
    date: str = ""
    person: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the change-registration sheet: its head, the head that spans it and its neighbours (or an empty
    text), its width in millimetres on A4 across, whether its cells are centred.
    """

    head: str
    group: str = ""
    width: int = 20
    centred: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """The change-registration sheet ready to be printed: every cell a text in the language of the print."""

    columns: tuple[SheetColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Receiver:
    """A row of the distribution sheet: who must hold copies, on which medium, how many."""

    name: str
    medium: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Printout:
    """One print of one revision. Texts are in the language of the print; `labels` holds the fixed words by name.

    `facts` are the rows of the title page (label, value). `subtitle` is the title in the language `second` of a text
    that stands beside the first; `decided` tells whether somebody has approved it. `banner` is the line across a print
    that is no controlled copy ("Draft"), empty on one that is. `day` is the date of the PDF's metadata (ISO 8601),
    `source` the exact bytes of the text, attached under `source_name`. `body` is the tree of `adapters.markdown`,
    `text` the Markdown that it was made of; `images` are the bytes of its pictures by the path that the text names
    them with. `receivers` are the rows of the distribution sheet. `parts` are those of `model.style.PARTS` that are
    printed; `turned` lays all pages on their side. `look` is the style of the organisation.
    """

    language: str
    labels: Mapping[str, str]
    organisation: str
    system: str
    place: str
    code: str
    title: str
    kind: str
    level: str
    revision: int
    day: str
    short: str = ""
    subtitle: str = ""
    second: str = ""
    decided: bool = True
    approval: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    signatories: tuple[Signatory, ...] = ()
    note: str = ""
    banner: str = ""
    stamp: Stamp | None = None
    body: tuple[Block, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    receivers: tuple[Receiver, ...] = ()
    changes: ChangeSheet = field(default_factory=ChangeSheet)
    text: str = ""
    source: bytes = b""
    source_name: str = ""
    parts: tuple[str, ...] = DOCUMENT
    turned: bool = False
    look: Look = field(default_factory=Look)
