"""Setting a document as PDF/A-3a and PDF/UA-1 with Typst: one fixed layout, everything else is data.

The same printout gives the same bytes in every process, time zone and locale. No text is ever parsed as Typst, no
file but the layout is read, no package is loaded, no font of the system is used.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import tempfile
import threading
import unicodedata
import weakref
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

import typst

from qms.adapters.layout import Body
from qms.adapters.lettering import clean, day, tied
from qms.adapters.pictures import Picture
from qms.adapters.stamping import Master, TypeCase, letters
from qms.errors import RenderError
from qms.model.labels import LABELS
from qms.model.message import msg
from qms.model.printout import ChangeSheet, Printout

MAX_ROWS = 3_000
CHANGE_ROWS = 12
SHEET_WIDTH = 257
"""Millimetres that the change-registration sheet has on A4 across."""
_HELP = msg("Divide it into several documents, or move large tables to a document of their own.")


def set_pdf(printout: Printout) -> bytes:
    """Return the PDF of `printout`; RenderError says what in the document stands in the way."""
    return master(printout).copy(printout.stamp) if printout.stamp else _set(printout)


def master(printout: Printout) -> Master:
    """Set a document once for all copies of the kind that its stamp is of: only the stamp is still to be drawn."""
    assert printout.stamp is not None  # noqa: S101 - only copies have a master
    return Master(_set(printout), case(letters(printout.stamp)))


@lru_cache(maxsize=64)
def case(wanted: str) -> TypeCase:
    """Return a type case with these letters."""
    data = {"main.typ": _CASE, "data.json": json.dumps(wanted, ensure_ascii=False).encode()}
    try:
        return TypeCase(_one(_press().put(data, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))))
    except typst.TypstError as error:
        sign = (_NO_GLYPH.search(error.message) or ("", "?"))[1]
        raise RenderError(msg('No font can print the character "{sign}" of the stamp', sign=sign)) from error


def press() -> str:
    """Return which press this is: the version of the compiler and a hash of the layout, for the record of a copy."""
    files = hashlib.sha256(b"".join(data for _name, data in sorted(_layout().items())) + _CASE)
    return f"typst {version('typst')} {files.hexdigest()[:8]}"


_CASE = b"""#set document(title: "type case", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "Libertinus Serif", ligatures: false, kerning: false)
#for letter in json("data.json").clusters() [#box(letter) ]
"""


def _set(printout: Printout) -> bytes:
    moment, shown, pictures = _prepared(printout)
    return _one(_compiled(printout, lambda: _press().compile(moment, shown, pictures, printout.source)))


def _one(out: bytes | list[bytes]) -> bytes:
    assert isinstance(out, bytes)  # noqa: S101 - one PDF, never pages
    return out


def set_pages(printout: Printout) -> tuple[bytes, ...]:
    """Return every page of `printout` as SVG, for comparing; RenderError as `set_pdf`."""
    moment, shown, pictures = _prepared(printout)
    out = _compiled(printout, lambda: _press().compile(moment, shown, pictures, printout.source, pages=True))
    return tuple(out) if isinstance(out, list) else (out,)


def sign_of(printout: Printout, *more: object) -> str:
    """Return a hash of everything that the look of `printout` depends on: its data, the layout, the engine."""
    _moment, shown, pictures = _prepared(printout)
    parts = (shown, pictures, press().encode(), repr(more).encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _prepared(printout: Printout) -> tuple[datetime.datetime, bytes, bytes]:
    """Return the moment of a print, its data as the layout reads it, and its pictures."""
    body = Body(printout.images, turned=printout.turned)
    blocks = body.ready(printout.body)
    moment = _moment(printout.day)
    data = {**_sheets(printout), **_places(body.pictures), "body": blocks, "headings": body.headings}
    data["day"] = [moment.year, moment.month, moment.day]
    shown = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    return moment, shown, b"".join(picture.data for picture in body.pictures)


def _compiled(printout: Printout, compile_: Callable[[], bytes | list[bytes]]) -> bytes | list[bytes]:
    try:
        return compile_()
    except typst.TypstError as error:
        raise _explained(error, printout) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of pyo3, no child of Exception, and nowhere to be imported from
            raise
        _press.cache_clear()
        raise RenderError(msg("The document cannot be set: {reason}", reason=str(error)), _HELP) from error


def rasterised(picture: Picture, dots: int) -> bytes:
    """Return an SVG drawing as PNG, at so many dots an inch: for programs that show no SVG."""
    page = f"#set page(width: {picture.width}pt, height: {picture.height}pt, margin: 0pt)\n"
    return _press().draw(page + '#image("drawing.svg", width: 100%)', picture.data, dots)


# ---- data -------------------------------------------------------------------------------------------------------


def _sheets(printout: Printout) -> dict[str, Any]:
    """Everything of a printout but its text, cleaned, as the layout reads it."""
    rows = len(printout.changes.rows) + len(printout.signatories) + len(printout.facts) + len(printout.approval)
    if rows > MAX_ROWS:
        raise RenderError(msg("The sheets of the document are too long: {rows} rows.", rows=rows))
    words = {
        name: getattr(printout, name)
        for name in ("language", "organisation", "system", "place", "code", "title", "kind", "level", "note", "banner")
    }
    shown: dict[str, Any] = _cleaned(
        {
            **words,
            "labels": {name: printout.labels.get(name, english.text) for name, english in LABELS},
            "revision": str(printout.revision),
            "approval": printout.approval,
            "facts": printout.facts,
            "signatories": [asdict(row) for row in printout.signatories],
            "changes": asdict(printout.changes),
            "stamp": {"kind": printout.stamp.kind} if printout.stamp else None,
            "keywords": [printout.code],
            "description": f"{printout.system}. {printout.kind}",
            "parts": printout.parts,
            "turned": int(printout.turned),
            "source_name": PurePosixPath(printout.source_name).name if printout.source else "",
        }
    )
    shown["title"] = shown["title"].strip() or shown["code"] or "–"
    shown["page"] = re.split(r"(\{page\}|\{pages\})", shown["labels"]["page"])
    return {**shown, "blanks": _blanks(printout.changes)}


def _cleaned(value: Any) -> Any:
    """Make every text of nested data ready: see `layout.clean`, `day` and `tied`."""
    if isinstance(value, str):
        return tied(day(clean(value)))
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list | tuple) else value


def _blanks(sheet: ChangeSheet) -> int:
    """Return how many empty rows follow the filled ones, so that the first page of the sheet is full."""
    return max(0, CHANGE_ROWS - sum(_height(sheet, row) for row in sheet.rows))


def _height(sheet: ChangeSheet, row: Sequence[str]) -> int:
    """Estimate how many empty rows of the change sheet a filled one takes the place of."""
    room = sum(column.width for column in sheet.columns) / SHEET_WIDTH
    letters = (max(1, int(column.width / room * 0.6)) for column in sheet.columns)
    lines = max((len(text) // wide + 1 for text, wide in zip(row, letters, strict=True)), default=1)
    return 1 + (lines - 1) // 2


def _places(pictures: Sequence[Picture]) -> dict[str, Any]:
    """Say where in the one file of all pictures each of them lies."""
    places, at = [], 0
    for picture in pictures:
        places.append({"format": picture.format, "start": at, "end": at + len(picture.data)})
        at += len(picture.data)
    return {"pictures": places}


def _moment(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise RenderError(msg('"{day}" is no date of a print.', day=text)) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


# ---- the press --------------------------------------------------------------------------------------------------


class _Press(threading.local):
    """The compiler of one thread, in a folder of its own: a shared one cannot be used twice at a time."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="qms-press-"))
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self.compiler = typst.Compiler(
            root=self.root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=self.root,
            package_cache_path=self.root,
        )

    def compile(
        self, moment: datetime.datetime, data: bytes, pictures: bytes, source: bytes, *, pages: bool = False
    ) -> bytes | list[bytes]:
        """Set `data` in the layout, as PDF or as one SVG a page.

        Only text can be handed over in memory, so bytes lie in the folder meanwhile.
        """
        (self.root / "pictures.bin").write_bytes(pictures)
        (self.root / "source.bin").write_bytes(source)
        main: Any = {**_layout(), "data.json": data}  # a dict of files is taken, but the stubs do not say so
        try:
            return self.put(main, moment, pages=pages)
        finally:
            (self.root / "pictures.bin").unlink()
            (self.root / "source.bin").unlink()

    def put(self, files: Any, moment: datetime.datetime, *, pages: bool = False) -> bytes | list[bytes]:
        """Set files that need nothing but what is in them; Any: the stubs do not know that a dict is taken."""
        if pages:
            return self.compiler.compile(files, format="svg", timestamp=moment) or []
        return self.compiler.compile(files, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=moment) or b""

    def draw(self, page: str, drawing: bytes, dots: int) -> bytes:
        """Set one page as PNG."""
        files: Any = {"main.typ": page.encode(), "drawing.svg": drawing}
        try:
            out = self.compiler.compile(files, format="png", ppi=float(dots))
        except typst.TypstError as error:
            raise RenderError(msg("The document cannot be set: {reason}", reason=error.message)) from error
        assert isinstance(out, bytes)  # noqa: S101 - one page
        return out


@cache
def _press() -> _Press:
    return _Press()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


@cache
def _layout() -> dict[str, bytes]:
    folder = resources.files("qms") / "forms" / "document"
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.name.endswith(".typ")}


# ---- what went wrong --------------------------------------------------------------------------------------------

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def _explained(error: typst.TypstError, printout: Printout) -> RenderError:
    """Say in the words of the document what the compiler found."""
    found = _NO_GLYPH.search(error.message)
    if not found:
        return RenderError(msg("The document cannot be set: {reason}", reason=error.message))
    shown = _ESCAPED.sub(lambda part: chr(int(part.group(1), 16)), found.group(1))
    sign = max(shown, default="?")
    name = unicodedata.name(sign, "")
    return RenderError(
        msg(
            'No font can print the character "{sign}" ({code}) in "{place}".',
            sign=sign,
            code=f"U+{ord(sign):04X} {name}".strip(),
            place=_around(sign, printout),
        ),
        msg("Write it in words, or use another character."),
    )


def _around(sign: str, printout: Printout) -> str:
    """Return the words beside the first place of a character."""
    texts = (printout.title, printout.source.decode("utf-8", "replace"), repr(printout))
    text = next((text for text in texts if sign in text), sign)
    at = text.index(sign)
    return " ".join(text[max(0, at - 25) : at + 25].split())
