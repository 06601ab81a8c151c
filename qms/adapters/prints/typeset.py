"""Setting a document as PDF/A-3a and PDF/UA-1 with Typst: one fixed layout, everything else is data.

The same printout gives the same bytes in every process, time zone and locale. No text is ever parsed as Typst, no
file but the layout is read, no package is loaded, no font of the system is used.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any

from qms.adapters.prints.layout import Body
from qms.adapters.prints.lettering import clean, day, tied
from qms.adapters.prints.pictures import Picture, picture
from qms.adapters.prints.press import NotSetError, TooMuchError, forget, layout, press_for, set_apart
from qms.adapters.prints.sheets_of_print import header, running, spare_rows
from qms.adapters.prints.stamping import Master, TypeCase, letters
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
    """Set a document once for all copies of the kind that its stamp is of: only the stamp is still to be drawn.

    What was set for a number that somebody else has given out meanwhile is there for the next one.
    """
    assert printout.stamp is not None  # noqa: S101 - only copies have a master
    moment, shown, pictures = _prepared(printout)
    look = printout.look
    with _explaining(printout):
        data = _kept(moment, (shown, pictures, printout.source), look.fonts, tuple(sorted(look.layout.items())))
    return Master(data, case(letters(printout.stamp), tuple(look.layout)))


@lru_cache(maxsize=4)
def _kept(
    moment: datetime.datetime,
    files: tuple[bytes, bytes, bytes],
    fonts: tuple[bytes, ...],
    own: tuple[tuple[str, bytes], ...],
) -> bytes:
    return _one(set_apart(lambda: press_for(fonts).compile(moment, files, dict(own)), dict(own)))


@lru_cache(maxsize=64)
def case(wanted: str, own: tuple[str, ...] = ()) -> TypeCase:
    """Return a type case with these letters; beside a layout of the repository (its files are `own`) a copy of the
    process sets it, too: the next document could not be set apart after a press has worked here.
    """
    data = {"main.typ": _CASE, "data.json": json.dumps(wanted, ensure_ascii=False).encode()}
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    try:
        return TypeCase(_one(set_apart(lambda: press_for().put(data, moment), dict.fromkeys(own, b""))))
    except NotSetError as error:
        sign = (_NO_GLYPH.search(error.message) or ("", "?"))[1]
        raise RenderError(msg('No font can print the character "{sign}" of the stamp', sign=sign)) from error


@cache
def press() -> str:
    """Return which press this is: the version of the compiler and a hash of the layout, for the record of a copy."""
    files = hashlib.sha256(b"".join(data for _name, data in sorted(layout().items())) + _CASE)
    return f"typst {version('typst')} {files.hexdigest()[:8]}"


_CASE = b"""#set document(title: "type case", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "Libertinus Serif", ligatures: false, kerning: false)
#for letter in json("data.json").clusters() [#box(letter) ]
"""


def _set(printout: Printout) -> bytes:
    return _one(_compiled(printout, pages=False))


def _one(out: bytes | list[bytes]) -> bytes:
    assert isinstance(out, bytes)  # noqa: S101 - one PDF, never pages
    return out


def set_pages(printout: Printout) -> tuple[bytes, ...]:
    """Return every page of `printout` as SVG, for comparing; RenderError as `set_pdf`."""
    out = _compiled(printout, pages=True)
    return tuple(out) if isinstance(out, list) else (out,)


def sign_of(printout: Printout, *more: object) -> str:
    """Return a hash of everything that the look of `printout` depends on: its data, the layout, the engine."""
    _moment, shown, pictures = _prepared(printout)
    parts = (shown, pictures, press().encode(), repr((more, printout.look)).encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _prepared(printout: Printout) -> tuple[datetime.datetime, bytes, bytes]:
    """Return the moment of a print, its data as the layout reads it, and its pictures."""
    body = Body(printout.images, turned=printout.turned)
    blocks = body.ready(printout.body)
    moment = _moment(printout.day)
    look = printout.look
    logo = [picture(look.style.logo, look.logo)] if look.logo else []
    data = {**_sheets(printout), **_places([*body.pictures, *logo]), "body": blocks, "headings": body.headings}
    data["style"] = {"colour": look.style.colour, "font": look.style.font, "logo": len(body.pictures) if logo else -1}
    data["day"] = [moment.year, moment.month, moment.day]
    shown = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    return moment, shown, b"".join(one.data for one in [*body.pictures, *logo])


def _compiled(printout: Printout, *, pages: bool) -> bytes | list[bytes]:
    moment, shown, pictures = _prepared(printout)
    look = printout.look
    with _explaining(printout):
        files = (shown, pictures, printout.source)
        return set_apart(lambda: press_for(look.fonts).compile(moment, files, look.layout, pages=pages), look.layout)


@contextmanager
def _explaining(printout: Printout) -> Iterator[None]:
    """Say in the words of the document what stands in the way of setting it."""
    try:
        yield
    except TooMuchError as error:
        raise _too_much(error.message, printout.code) from error
    except NotSetError as error:
        raise _explained(error, printout) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of pyo3, no child of Exception, and nowhere to be imported from
            raise
        forget()
        raise RenderError(msg("The document cannot be set: {reason}", reason=str(error)), _HELP) from error


def rasterised(drawing: Picture, dots: int) -> bytes:
    """Return an SVG drawing as PNG, at so many dots an inch: for programs that show no SVG."""
    page = f"#set page(width: {drawing.width}pt, height: {drawing.height}pt, margin: 0pt)\n"
    return press_for().draw(page + '#image("drawing.svg", width: 100%)', drawing.data, dots)


# ---- data -------------------------------------------------------------------------------------------------------


def _sheets(printout: Printout) -> dict[str, Any]:
    """Everything of a printout but its text, cleaned, as the layout reads it."""
    rows = len(printout.changes.rows) + len(printout.signatories) + len(printout.facts) + len(printout.approval)
    if rows > MAX_ROWS:
        raise RenderError(msg("The sheets of the document are too long: {rows} rows.", rows=rows))
    words = {
        name: getattr(printout, name)
        for name in ("language", "organisation", "system", "place", "code", "title", "subtitle", "second")
    }
    words |= {name: getattr(printout, name) for name in ("kind", "level", "note", "banner")}
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
            "header": header(printout),
            "receivers": [asdict(row) for row in printout.receivers],
            "spare": spare_rows(printout),
            "footer": running(printout),
            "decided": int(printout.decided),
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
    for one in pictures:
        places.append({"format": one.format, "start": at, "end": at + len(one.data)})
        at += len(one.data)
    return {"pictures": places}


def _moment(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise RenderError(msg('"{day}" is no date of a print.', day=text)) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


# ---- what went wrong --------------------------------------------------------------------------------------------

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def _explained(error: NotSetError, printout: Printout) -> RenderError:
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


def _too_much(layout_files: str, code: str) -> RenderError:
    return RenderError(
        msg('The layout "{name}" takes more memory to set "{code}" than any print does', name=layout_files, code=code),
        msg('Look for what it repeats without an end; without the folder "layouts" the layout of qms is used'),
    )


def _around(sign: str, printout: Printout) -> str:
    """Return the words beside the first place of a character."""
    texts = (printout.title, printout.source.decode("utf-8", "replace"), repr(printout))
    text = next((text for text in texts if sign in text), sign)
    at = text.index(sign)
    return " ".join(text[max(0, at - 25) : at + 25].split())
