"""Pictures of a document: what is one (by its bytes, never its name), how large it is, and what is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from qms.adapters.prints.svg_limits import fault
from qms.errors import RenderError
from qms.model.message import Message, msg

MAX_BYTES = 10_000_000
MAX_SVG_BYTES = 2_000_000
MAX_PIXELS = 50_000_000
_HELP = msg("Use a PNG or JPEG picture, or an SVG drawing without scripts and without links to other files.")
_FORBIDDEN_SVG = re.compile(rb"<!DOCTYPE|<!ENTITY|<\s*(?:\w+:)?(?:script|foreignObject|image|iframe)\b", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_LINK = re.compile(rb"(?:href\s*=\s*[\"']|url\(\s*[\"']?)\s*([^\"')\s]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be printed: its bytes, its format (`png`, `jpg`, `svg`), width and height in points."""

    data: bytes
    format: str
    width: float
    height: float


def picture(path: str, data: bytes) -> Picture:
    """Recognise the picture `path` by its bytes; RenderError when it is none, too large, or reaches outside itself."""
    if len(data) > MAX_BYTES:
        raise _refused(path, msg("it is larger than {limit} bytes", limit=MAX_BYTES))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _bitmap(path, data, "png", _png_size(data))
    if data.startswith(b"\xff\xd8\xff"):
        return _bitmap(path, data, "jpg", _jpeg_size(data))
    if b"<svg" in data[:2000]:
        return _drawing(path, data)
    raise _refused(path, msg("it is neither PNG nor JPEG nor SVG"))


def refused(path: str, data: bytes) -> Message | None:
    """Return why a picture cannot be printed; None for one that can."""
    try:
        picture(path, data)
    except RenderError as error:
        return error.message
    return None


def _refused(path: str, reason: Message) -> RenderError:
    return RenderError(msg('The picture "{path}" cannot be printed: {reason}.', path=path, reason=reason), _HELP)


def _bitmap(path: str, data: bytes, kind: str, size: tuple[int, int]) -> Picture:
    """Bitmaps are shown at 150 dots an inch, narrower than the page where they are small."""
    width, height = size
    if not 0 < width * height <= MAX_PIXELS:
        raise _refused(path, msg("it has {pixels} dots, at most {limit}", pixels=width * height, limit=MAX_PIXELS))
    return Picture(data, kind, width * 0.48, height * 0.48)


def _png_size(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return the size that the frame header names; (0, 0) where there is none."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + length
    return 0, 0


def _drawing(path: str, data: bytes) -> Picture:
    if len(data) > MAX_SVG_BYTES:
        raise _refused(path, msg("it is larger than {limit} bytes", limit=MAX_SVG_BYTES))
    if not _is_plain(data) or _FORBIDDEN_SVG.search(data):
        raise _refused(path, msg("it holds a script, a picture or a declaration of its own"))
    if any(not target.startswith(b"#") for target in _LINK.findall(data)):
        raise _refused(path, msg("it links to something outside itself"))
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - no DOCTYPE, so no entities
    except ElementTree.ParseError as error:
        raise _refused(path, msg("it is not well-formed")) from error
    wrong = fault(root)
    if wrong:
        raise _refused(path, wrong)
    return Picture(data, "svg", *_svg_size(root))


def _is_plain(data: bytes) -> bool:
    """Tell whether a drawing is UTF-8: in another encoding the same bytes would say something else."""
    said = _ENCODING.match(data.removeprefix(codecs.BOM_UTF8))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data and (said is None or said[1].lower() in {b"utf-8", b"utf8", b"us-ascii", b"ascii"})


def _svg_size(root: ElementTree.Element) -> tuple[float, float]:
    """Return width and height of the view box; 400 by 300 where there is none."""
    box = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    sides = [re.match(r"\d+(?:\.\d+)?", root.get(name, "")) for name in ("width", "height")]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2], box[3]
    width, height = (float(side.group()) if side else 0.0 for side in sides)
    return (width, height) if width > 0 and height > 0 else (400.0, 300.0)
