"""The stamp of each copy: a document is set once, and every copy of it is an incremental update of a few kilobytes.

The layout leaves two pictures in the places of the stamp (`forms/document/stamp.typ`); a copy replaces them by what is
drawn here: number, holder and mark in a line at the foot of every page, and beside the QR code on the title page. The
letters come from a type case that the same press has set, so that the file stays PDF/A-3a and PDF/UA-1.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import NamedTuple

from qms.adapters.prints.pdf_objects import Objects, update
from qms.adapters.prints.qr import modules
from qms.adapters.seals.file_seal import remark
from qms.errors import RenderError
from qms.model.message import msg
from qms.model.printout import COPY_KEYWORD, Stamp

LETTERS = "".join(
    (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "АБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмноөпрстуүфхцчшщъыьэюяҢң",
        "№.,:;!?()[]«»–—-/'\"&+·",
    )
)
"""The letters that every case has; a holder with others gets a case of its own."""

_LINE, _STAMP = b"/Width 61/Height 3/", b"/Width 67/Height 3/"
_MM = 72 / 25.4
_CODE = 25 * _MM
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")
_QUIET, _BLACK = b"0.37 g", b"0 g"


class _Type(NamedTuple):
    """How a line is drawn: the height of its base line and the size of its letters, in points, and their shade."""

    height: float
    size: float
    shade: bytes = _BLACK


def letters(stamp: Stamp) -> str:
    """Return the letters of the case for a stamp: the usual ones, and what this stamp has beside them."""
    words = f"{stamp.holder}{stamp.number}{stamp.mark}{stamp.mark_of(2)}{''.join(stamp.labels)}"
    more = sorted({letter for letter in words if not letter.isspace()} - set(LETTERS))
    return LETTERS + "".join(more)


@dataclass(frozen=True)
class TypeCase:
    """Letters to draw with: the objects of a PDF in which each of them was set once."""

    data: bytes

    @cached_property
    def objects(self) -> Objects:
        """The PDF."""
        return Objects(self.data)

    @cached_property
    def font(self) -> int:
        """The object of the font."""
        return next(iter(self.objects.find(b"/Subtype/Type0")))

    @cached_property
    def glyphs(self) -> Mapping[str, int]:
        """The number of each letter in the font, from its table to Unicode."""
        head, _descendant = self.objects.parts(self.font)
        table = int(_number(rb"/ToUnicode (\d+) 0 R", head))
        head, stream = self.objects.parts(table)
        raw = stream.partition(b"\n")[2].removesuffix(b"\nendstream")
        text = zlib.decompress(raw) if b"FlateDecode" in head else raw
        found: dict[str, int] = {}
        for part in re.findall(rb"beginbfchar\s(.*?)endbfchar", text, re.DOTALL):
            found |= {chr(int(sign, 16)): int(number, 16) for number, sign in _PAIR.findall(part)}
        return found

    @cached_property
    def widths(self) -> Mapping[int, float]:
        """The width of each letter by its number, in thousandths of the size."""
        head, _stream = self.objects.parts(self.font)
        child = int(_number(rb"/DescendantFonts\[(\d+) 0 R\]", head))
        listed = [float(word) for word in _number(rb"/W\[(.*?)\]", self.objects.parts(child)[0]).split()]
        runs = zip(listed[::3], listed[1::3], listed[2::3], strict=True)
        return {number: width for first, last, width in runs for number in range(int(first), int(last) + 1)}

    def run(self, text: str) -> tuple[bytes, float]:
        """Return a text as the font writes it, and its width at size 1."""
        try:
            numbers = [self.glyphs[" " if letter.isspace() else letter] for letter in text]
        except KeyError as error:
            sign = str(error.args[0])
            raise RenderError(msg('No font can print the character "{sign}" of the stamp', sign=sign)) from error
        width = sum(self.widths.get(number, 0.0) for number in numbers) / 1000
        return b"<" + b"".join(b"%04X" % number for number in numbers) + b">", width


def _number(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise RenderError(msg("The stamp cannot be drawn: the press works in another way than is known here"))
    return found[1]


@dataclass(frozen=True)
class Master:
    """A document that was set once with empty places for the stamp, and the case for its letters."""

    data: bytes
    case: TypeCase

    @cached_property
    def objects(self) -> Objects:
        """The PDF."""
        return Objects(self.data)

    @cached_property
    def _font(self) -> tuple[Mapping[int, bytes], int]:
        return self.case.objects.moved(self.case.font, self.objects.size)

    @cached_property
    def lines(self) -> Mapping[int, int]:
        """The page of every place for a line, by its object: the first two pixels say it."""
        found = {}
        for number in self.objects.find(_LINE):
            pixels = zlib.decompress(self.objects.parts(number)[1].partition(b"\n")[2])
            found[number] = int.from_bytes(pixels[:2], "big")
        return found

    @cached_property
    def _stamps(self) -> tuple[int, ...]:
        return tuple(self.objects.find(_STAMP))

    @property
    def pages(self) -> int:
        """How many pages have a mark."""
        return max(self.lines.values(), default=0)

    def copy(self, stamp: Stamp) -> bytes:
        """Return the PDF of one copy. The same stamp always gives the same bytes."""
        bodies, font = self._font
        drawn = {**self._lines(stamp, font), **{number: self._stamp(stamp, font) for number in self._stamps}}
        digest = hashlib.sha256(self.digest + repr(replace(stamp, seal="")).encode()).digest()[:16]
        told = self._told(stamp.token, digest)
        identity = b"[<%b><%b>]" % (self.digest[:16].hex().encode(), digest.hex().encode())
        size = self.objects.size + len(bodies)
        return self.data + update(self.objects, {**bodies, **drawn, **told}, size, identity, remark(stamp.seal))

    @cached_property
    def digest(self) -> bytes:
        """The SHA-256 of the document without a stamp."""
        return hashlib.sha256(self.data).digest()

    def _lines(self, stamp: Stamp, font: int) -> Mapping[int, bytes]:
        """Draw the line at the foot of every page: all but the mark is the same, and read once."""
        copy, _holder, word = stamp.labels
        words = (f"{copy} {stamp.number}", stamp.holder, f"{word} " if stamp.mark else "")
        head, width = self.case.run(" · ".join(word for word in words if word))
        drawn = {}
        for number, page in self.lines.items():
            mark, more = self.case.run(stamp.mark_of(page))
            text = _drawn(head[:-1] + mark[1:], width + more, _Type(3, 8.5, _QUIET), 160 * _MM)
            drawn[number] = _form(160 * _MM, 4 * _MM, text, font)
        return drawn

    def _stamp(self, stamp: Stamp, font: int) -> bytes:
        """Draw number, holder, mark and QR code of the title page."""
        width, height = 112 * _MM, 27 * _MM
        room = width - _CODE - 5 * _MM
        _copy, holder, mark = stamp.labels
        lines = (
            (f"№ {stamp.number}", _Type(height - 20, 20)),
            (f"{holder}:", _Type(height - 36, 8.5, _QUIET)),
            *(
                (text, _Type(height - 49 - 12 * at, 11))
                for at, text in enumerate(self._halves(stamp.holder, room / 11))
            ),
            (f"{mark}: {stamp.mark}" if stamp.mark else "", _Type(4, 8.5, _QUIET)),
        )
        drawn = b"\n".join(_drawn(*self.case.run(text), how, room) for text, how in lines if text)
        code = _code(stamp.link or stamp.token, width - _CODE, (height - _CODE) / 2)
        return _form(width, height, drawn + b"\n" + code, font, packed=True)

    def _halves(self, text: str, room: float) -> tuple[str, ...]:
        """Return a text in one line, or in two where it is wider than `room` at size 1."""
        words = text.split()
        if len(words) < 2 or self.case.run(text)[1] <= room:
            return (text,)
        at = _middle(words)
        return " ".join(words[:at]), " ".join(words[at:])

    def _told(self, token: str, digest: bytes) -> Mapping[int, bytes]:
        """Return the metadata with the token among the keywords, in both of its forms."""
        info, root = self.objects.entry("Info"), self.objects.parts(self.objects.entry("Root"))[0]
        xmp = int(_number(rb"/Metadata (\d+) 0 R", root))
        head, stream = self.objects.parts(xmp)
        body = stream.removeprefix(b"stream\n").removesuffix(b"\nendstream")
        words = _number(rb"<pdf:Keywords>(.*?)</pdf:Keywords>", body).decode()
        shown = f"{words}, {COPY_KEYWORD}{escape(token, quote=False)}"
        body = body.replace(b"<pdf:Keywords>%b<" % words.encode(), b"<pdf:Keywords>%b<" % shown.encode())
        instance = b"<xmpMM:InstanceID>%b<" % b64encode(digest)
        body = re.sub(rb"<xmpMM:InstanceID>[^<]*<", lambda _found: instance, body)
        head = re.sub(rb"/Length \d+", b"/Length %d" % len(body), head)
        plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        keywords = f"{plain}, {COPY_KEYWORD}{token}".encode("utf-16-be").hex().upper().encode()
        known = _without(self.objects.parts(info)[0], b"/Keywords")
        return {
            xmp: b"%b\nstream\n%b\nendstream" % (head, body),
            info: known.removesuffix(b">>") + b"/Keywords<FEFF%b>>>" % keywords,
        }


def _middle(words: Sequence[str]) -> int:
    """Return how many words the first of two lines has, so that both are as long as each other."""
    return min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))


def _drawn(letters: bytes, width: float, how: _Type, room: float) -> bytes:
    """Draw one line, `width` at size 1; what is too long is set narrower, nothing is cut off."""
    narrow = 100 * min(1.0, room / (width * how.size)) if width else 100
    bold = b"2 Tr 0.4 w " if how.size > 15 else b"0 Tr "
    place = b"%.3f Tz /F %.1f Tf 1 0 0 1 0 %.2f Tm" % (narrow, how.size, how.height)
    return b"q %b BT %b%b %b Tj ET Q" % (how.shade, bold, place, letters)


def _form(width: float, height: float, drawing: bytes, font: int, *, packed: bool = False) -> bytes:
    """Return a form that fills the unit square, as the picture did whose place it takes."""
    content, how = (zlib.compress(drawing, 9), b"/Filter/FlateDecode") if packed else (drawing, b"")
    size = b"/BBox[0 0 %.2f %.2f]/Matrix[%.8f 0 0 %.8f 0 0]" % (width, height, 1 / width, 1 / height)
    own = b"/Resources<</Font<</F %d 0 R>>>>" % font
    head = b"<</Type/XObject/Subtype/Form%b%b%b/Length %d>>" % (size, own, how, len(content))
    return b"%b\nstream\n%b\nendstream" % (head, content)


def _code(token: str, x: float, y: float) -> bytes:
    """Draw a QR code as an image within the drawing: a bit for each module."""
    rows = modules(token)
    count = len(rows)
    wide = (count + 7) // 8 * 8
    bits = (int("".join(map(str, row)).ljust(wide, "0"), 2).to_bytes(wide // 8, "big") for row in rows)
    head = b"BI /W %d /H %d /IM true /BPC 1 /D [1 0] /F /AHx ID " % (count, count)
    place = b"%.2f 0 0 %.2f %.2f %.2f cm" % (_CODE, _CODE, x, y)
    return b"q 0 g %b %b%b> EI Q" % (place, head, b"".join(bits).hex().encode())


def _without(dictionary: bytes, name: bytes) -> bytes:
    """Return a dictionary without an entry whose value is a text."""
    start = dictionary.find(name)
    if start < 0:
        return dictionary
    at = start + len(name)
    if dictionary[at : at + 1] == b"<":
        end = dictionary.index(b">", at) + 1
    else:
        depth, end = 0, at
        while True:
            sign = dictionary[end : end + 1]
            end += 2 if sign == b"\\" else 1
            depth += (sign == b"(") - (sign == b")")
            if not depth:
                break
    return dictionary[:start] + dictionary[end:]
