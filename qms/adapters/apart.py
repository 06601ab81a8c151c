"""Files of unknown origin are read in a process of their own: one that is made to harm harms nothing else.

A picture of a few kilobytes may claim 30,000 pixels a side, a PDF may unpack to gigabytes or refer to itself, a
workbook of half a megabyte may hold a hundred million cells. The process has limits of memory and time; what goes
beyond them is no copy, and no table of a register.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from qms.errors import QmsError, UsageError
from qms.model.message import Message, msg

if TYPE_CHECKING:
    from qms.adapters.prints.pdf import PdfFacts, PdfParts
    from qms.adapters.seals.pades import Signer

MEMORY = 2_000_000_000
"""Bytes that the process may ask for."""
SECONDS = 45
"""Seconds of a processor that it may use; twice as long may pass on the clock."""

_NO_COPY = (
    msg("Reading the file takes more memory or time than any copy does"),
    msg("It is damaged, or made to harm: no copy that was issued is like that"),
)


def read_copy(data: bytes) -> PdfFacts:
    """Return the facts of a PDF; UsageError where it is none, or takes too much."""
    from qms.adapters.prints.pdf import PdfFacts

    found = _asked("copy", data)
    return PdfFacts(**{**found, "footers": tuple(found["footers"]), "source": b64decode(found["source"])})


def read_parts(data: bytes) -> PdfParts:
    """Return a PDF part by part; UsageError as `read_copy`."""
    from qms.adapters.prints.pdf import PdfPage, PdfParts

    found = _asked("parts", data)
    pages = tuple(PdfPage(**page) for page in found["pages"])
    return PdfParts(**{**found, "pages": pages, "source": b64decode(found["source"])})


def codes(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QR codes in a picture; UsageError where it cannot be read, or takes too much."""
    return tuple(_asked("codes", data))


def codes_of_pages(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QR codes on the first pages of a PDF; UsageError as `codes`."""
    return tuple(_asked("pages", data))


def signature(data: bytes) -> Signer | None:
    """Return the last signature of a PDF, None where it has none; UsageError where it takes too much."""
    from qms.adapters.seals.pades import Signer

    found = _asked("signature", data)
    return Signer(*found) if found else None


def table(data: bytes) -> list[list[str]]:
    """Return the cells of a workbook as `xlsx.rows_of`; UsageError where it takes too much."""
    found: list[list[str]] = _asked("table", data, (msg("The table is too large"), msg("Divide it into several files")))
    return found


def _asked(what: str, data: bytes, too_much: tuple[Message, Message] = _NO_COPY) -> Any:
    """Let a process of its own read; Any: its answer is JSON, which runs nothing, whatever the file made of it."""
    words = [sys.executable, "-P", "-c", "from qms.adapters.apart import serve; serve()", what, str(SECONDS)]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=2 * SECONDS, check=True)
        return found_in(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UsageError(*too_much) from error


def serve() -> None:
    """Read what comes on the standard input, as the first argument says, and write it on the standard output."""
    _limit(int(sys.argv[2]))
    sys.stdout.write(answer(sys.argv[1], sys.stdin.buffer.read()))


def answer(what: str, data: bytes) -> str:
    """Return what a reader finds, or why it finds nothing, as JSON."""
    told: dict[str, object]
    try:
        found = _reader(what)(data)
        told = {"found": asdict(found) if is_dataclass(found) and not isinstance(found, type) else found}
    except QmsError as error:
        told = {"error": [[one.text, dict(one.values)] for one in (error.message, error.help) if one]}
    return json.dumps(told, default=_plain)


def found_in(told: str | bytes) -> Any:
    """Return what an answer tells; UsageError where it tells why there is nothing. Any: it is JSON."""
    known = json.loads(told)
    if "error" in known:
        raise UsageError(*(Message(text, values) for text, values in known["error"]))
    return known["found"]


def _plain(value: object) -> str:
    """Write bytes as Base64."""
    if not isinstance(value, bytes):
        raise TypeError(type(value))
    return b64encode(value).decode("ascii")


def _reader(what: str) -> Callable[[bytes], object]:
    if what == "table":
        from qms.adapters.xlsx import rows_of

        return rows_of
    from qms.adapters.prints import pdf, scan
    from qms.adapters.seals import pades

    readers: dict[str, Callable[[bytes], object]] = {
        "copy": pdf.read_copy,
        "parts": pdf.read_parts,
        "codes": scan.codes,
        "pages": scan.codes_of_pages,
        "signature": pades.signature_in,
    }
    return readers[what]


def _limit(seconds: int) -> None:
    """Set the limits. Windows has none of them; there the clock alone ends it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
