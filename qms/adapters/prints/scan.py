"""QR codes in pictures: a photograph or a scan of a page. Needs the extra `scan` (zxing-cpp, Pillow, pypdfium2)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qms.errors import UsageError
from qms.model.message import msg

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 100_000_000
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_DPI = 200
_FIRST_PAGES = 3
_ENOUGH = 4000
"""Pixels a side: a photograph that has twice as many is read at half its size."""
_DRAWN = 30_000_000
"""Pixels of the largest page that is drawn."""
# What the libraries raise on damaged files is not only their own.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Warning,
)


def is_picture(data: bytes) -> bool:
    """Tell whether bytes are a picture: PNG, JPEG, TIFF, BMP or WebP."""
    return data.startswith(_MAGIC)


def codes(data: bytes) -> tuple[str, ...]:
    """Return the texts of all QR codes in a picture; UsageError where it cannot be read."""
    _needed()
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit here is a larger one
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > MAX_PIXELS:
                raise ValueError
            picture.draft("L", (_ENOUGH, _ENOUGH))
            return _found(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, *_DAMAGE) as error:
        raise UsageError(
            msg("The picture cannot be read"), msg("Take it again as PNG or JPEG, of at most 100 megapixels")
        ) from error


def codes_of_pages(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QR codes on the first pages of a PDF that was scanned."""
    _needed()
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = (document[number] for number in range(min(len(document), _FIRST_PAGES)))
        return tuple(text for page in pages for text in _found(page.render(scale=_scale(page)).to_pil()))
    except (pypdfium2.PdfiumError, *_DAMAGE):
        return ()


def _scale(page: Any) -> float:
    """Return how large a page is drawn, which may claim any size; Any: the library has no types."""
    width, height = page.get_size()
    return float(min(_DPI / 72, (_DRAWN / max(width * height, 1)) ** 0.5))


def _found(picture: Image) -> tuple[str, ...]:
    """Look at it as it is, sharpened, and doubled in size: blurred and small codes are read better then."""
    import zxingcpp
    from PIL import ImageFilter

    only = zxingcpp.barcode_formats_from_str("QRCode")  # strokes of a drawing may look like a code of bars
    grey = picture.convert("L")
    few = grey.width * grey.height < MAX_PIXELS / 16
    ways: list[Callable[[], Image]] = [lambda: grey, lambda: grey.filter(ImageFilter.UnsharpMask(3, 400, 0))]
    if few:
        ways.append(lambda: grey.resize((grey.width * 2, grey.height * 2)))
    for way in ways:
        found = [code.text for code in zxingcpp.read_barcodes(way(), formats=only) if code.text]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _needed() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("zxingcpp", "PIL", "pypdfium2") if find_spec(name) is None]
    if missing:
        raise UsageError(
            msg("This qms cannot read pictures: a part of it is not installed"),
            msg('Install it with "{command}", or type the text of the QR code', command='pip install "qms[scan]"'),
        )
