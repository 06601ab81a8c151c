"""Reading what a PDF says of itself: the copy it claims to be, its footers, the text that it carries.

A PDF may be damaged or made to harm: whatever cannot be read is left empty, and limits hold for size and time.
"""

from __future__ import annotations

import hashlib
import io
import logging
import time
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
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


def read_copy(data: bytes) -> PdfFacts:
    """Read the facts of a PDF; UsageError when the bytes are none, never another error."""
    if b"%PDF-" not in data[:1024]:
        raise UsageError(msg("The file is no PDF."), msg("Name the PDF that was issued."))
    if len(data) > MAX_BYTES:
        raise UsageError(msg("The PDF is too large: {size} bytes, at most {limit}.", size=len(data), limit=MAX_BYTES))
    with _quiet():
        return _Reading(data).facts()


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
            token=token,
            title=title,
            language=self._try(lambda: str(self._catalog().get("/Lang", "")), ""),
            footers=tuple(self._try(partial(self._footer, number), "") for number in range(pages)),
            source=source,
            source_name=name,
            complete=self.complete,
        )

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
