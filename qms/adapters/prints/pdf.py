"""Reading what a PDF says of itself: the copy it claims to be, its footers, the text that it carries.

A PDF may be damaged or made to harm: whatever cannot be read is left empty, and limits hold for size and time.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import time
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, TypeVar

import pypdf
from pypdf.errors import PyPdfError

from qms.errors import UsageError
from qms.model.message import msg
from qms.model.printout import COPY_KEYWORD

T = TypeVar("T")

MAX_BYTES = 100_000_000
MAX_PAGES = 3_000
MAX_SECONDS = 30.0
MAX_CONTENT = 3_000_000
MAX_DEPTH = 100
_UNCOMPARED = frozenset({"/Parent", "/StructParents", "/StructParent", "/P", "/Dest"})
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})
FOOTER = 60.0
"""Points above the lower edge of a page below which a text belongs to the footer."""

# What pypdf raises on a damaged file is not only its own: the objects it finds are not what it expects.
_DAMAGE = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF says: `token` of its copy, `footers` by page, the `source` text attached; empty where it says not.

    `complete` is false where some part could not be read.
    """

    sha256: str
    pages: int
    token: str = ""
    title: str = ""
    language: str = ""
    footers: tuple[str, ...] = ()
    source: bytes = field(default=b"", repr=False)
    source_name: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its words, and a hash of all that it shows, wherever in the file that lies."""

    words: str
    hash: str


@dataclass(frozen=True, slots=True)
class PdfParts:
    """A PDF part by part, to be compared with another; what cannot be read is empty."""

    pages: tuple[PdfPage, ...]
    metadata: str
    source: bytes = field(repr=False)
    rest: str


@lru_cache(maxsize=2)  # several files are compared with the one that was issued
def read_parts(data: bytes) -> PdfParts:
    """Read a PDF part by part; never another error than UsageError."""
    _check(data)
    with _quiet():
        return _Reading(data).parts()


def read_copy(data: bytes) -> PdfFacts:
    """Read the facts of a PDF; UsageError when the bytes are none, never another error."""
    _check(data)
    with _quiet():
        return _Reading(data).facts()


def is_pdf(data: bytes) -> bool:
    """Tell whether bytes are a PDF."""
    return b"%PDF-" in data[:1024]


def _check(data: bytes) -> None:
    if b"%PDF-" not in data[:1024]:
        raise UsageError(msg("The file is no PDF."), msg("Name the PDF that was issued."))
    if len(data) > MAX_BYTES:
        raise UsageError(msg("The PDF is too large: {size} bytes, at most {limit}.", size=len(data), limit=MAX_BYTES))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pypdf says about damaged files off the terminal."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


class _Reading:
    """One reading of a PDF: each part is tried on its own, so that damage to one does not hide the others."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.complete = True
        self.deadline = time.monotonic() + MAX_SECONDS
        self.reader = self._try(lambda: pypdf.PdfReader(io.BytesIO(data)), None)

    def facts(self) -> PdfFacts:
        """Return all that could be read."""
        pages = min(self._try(lambda: len(self._open().pages), 0), MAX_PAGES)
        title, token = self._try(self._metadata, ("", ""))
        name, source = self._try(self._source, ("", b""))
        return PdfFacts(
            sha256=hashlib.sha256(self.data).hexdigest(),
            pages=pages,
            token=token or self._token_anywhere(),
            title=title,
            language=self._try(lambda: str(self._catalog().get("/Lang", "")), ""),
            footers=tuple(self._try(partial(self._footer, number), "") for number in range(pages)),
            source=source,
            source_name=name,
            complete=self.complete,
        )

    def parts(self) -> PdfParts:
        """Return all parts that could be read."""
        count = min(self._try(lambda: len(self._open().pages), 0), MAX_PAGES)
        known: dict[int, str] = {}
        return PdfParts(
            pages=tuple(self._try(partial(self._page, number, known), PdfPage("", "")) for number in range(count)),
            metadata=self._try(lambda: repr(sorted((self._open().metadata or {}).items())), ""),
            source=self._try(self._source, ("", b""))[1],
            rest=self._try(lambda: self._hash(self._without_pages(), known, 0), ""),
        )

    def _page(self, number: int, known: dict[int, str]) -> PdfPage:
        if time.monotonic() > self.deadline:
            raise TimeoutError
        page = self._open().pages[number]
        words = self._try(lambda: " ".join(page.extract_text().split()), "")
        return PdfPage(words, self._hash(_without_signature(page), known, 0))

    def _without_pages(self) -> Any:
        """Return the catalogue without what is compared elsewhere or only says where things lie."""
        left_out = {"/Pages", "/StructTreeRoot", "/AF", "/Version", "/Extensions"}
        form = self._catalog().get("/AcroForm")
        if form is not None and form.get_object().keys() <= {"/Fields", "/SigFlags"}:
            left_out.add("/AcroForm")  # what its fields show stands on the pages
        return pypdf.generic.DictionaryObject({k: v for k, v in self._catalog().items() if k not in left_out})

    def _hash(self, item: Any, known: dict[int, str], depth: int) -> str:
        """Return a hash of what an object holds, whatever numbers its parts have and how they are packed.

        Any: the objects of pypdf. `known` keeps the hashes of shared objects, and stops what refers to itself.
        """
        if depth > MAX_DEPTH or time.monotonic() > self.deadline:
            raise TimeoutError
        if isinstance(item, pypdf.generic.IndirectObject):
            if item.idnum not in known:
                known[item.idnum] = ""
                known[item.idnum] = self._hash(item.get_object(), known, depth + 1)
            return known[item.idnum]
        if isinstance(item, pypdf.generic.DictionaryObject):
            left_out = _UNCOMPARED | (_PACKING if isinstance(item, pypdf.generic.StreamObject) else frozenset())
            parts = [f"{k}={self._hash(item.raw_get(k), known, depth + 1)}" for k in sorted(item) if k not in left_out]
            data = item.get_data() if isinstance(item, pypdf.generic.StreamObject) else b""
            shown = "|".join(parts).encode() + b"#" + data
        elif isinstance(item, pypdf.generic.ArrayObject):
            shown = ",".join(self._hash(part, known, depth + 1) for part in item).encode()
        else:
            shown = repr(item).encode()
        return hashlib.sha256(shown).hexdigest()

    def _try(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except _DAMAGE:
            self.complete = False
            return otherwise

    def _open(self) -> pypdf.PdfReader:
        if self.reader is None:
            raise ValueError
        return self.reader

    def _catalog(self) -> Any:
        return self._open().trailer["/Root"].get_object()

    def _metadata(self) -> tuple[str, str]:
        """Return the title, and the token: whatever follows its prefix to the end of the keywords."""
        metadata: Any = self._open().metadata or {}
        _, _, token = str(metadata.get("/Keywords", "")).partition(COPY_KEYWORD)
        return str(metadata.get("/Title", "")), token.strip()

    def _token_anywhere(self) -> str:
        """Return the last token that stands in the bytes: of a file that was cut off, older parts alone are read."""
        found = re.findall(re.escape(COPY_KEYWORD.encode()) + rb"([!-;=?-~]{20,2000})", self.data)
        return str(found[-1].decode("ascii")) if found else ""

    def _source(self) -> tuple[str, bytes]:
        """Return the name and the bytes of the attachment that is the source of the document."""
        for reference in self._catalog().get("/AF", []):
            file = reference.get_object()
            if file.get("/AFRelationship") == "/Source":
                return str(file.get("/UF", "")), bytes(file["/EF"]["/F"].get_object().get_data())
        return "", b""

    def _footer(self, number: int) -> str:
        """Return the words near the lower edge of a page, as they follow one another."""
        if time.monotonic() > self.deadline:
            raise TimeoutError
        page = self._open().pages[number]
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > MAX_CONTENT:
            self.complete = self.complete and contents is None
            return ""
        words: list[str] = []

        def visit(text: str, outer: Any, inner: Any, *_: object) -> None:
            if 0 <= inner[4] * outer[1] + inner[5] * outer[3] + outer[5] < FOOTER:
                words.append(text)

        page.extract_text(visitor_text=visit)
        return " ".join(" ".join(words).split())


def _without_signature(page: Any) -> Any:
    """Return a page without the fields of signatures that have no place on it: they show nothing; Any: pypdf's."""
    notes = page.get("/Annots")
    if notes is None:
        return page
    shown = [note for note in notes.get_object() if not _is_signature(note.get_object())]
    copy = pypdf.generic.DictionaryObject({key: page.raw_get(key) for key in page if key != "/Annots"})
    if shown:
        copy[pypdf.generic.NameObject("/Annots")] = pypdf.generic.ArrayObject(shown)
    return copy


def _is_signature(note: Any) -> bool:
    left, low, right, high = (float(side) for side in note.get("/Rect", (0, 0, 1, 1)))
    return note.get("/FT") == "/Sig" and note.get("/Subtype") == "/Widget" and left == right and low == high
