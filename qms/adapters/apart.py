"""Files of unknown origin are read in a process of their own: one that is made to harm harms nothing else.

A picture of a few kilobytes may claim 30,000 pixels a side, a PDF may unpack to gigabytes or refer to itself. The
process has limits of memory and time; what goes beyond them is no copy.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from qms.errors import QmsError, UsageError
from qms.model.message import msg

if TYPE_CHECKING:
    from qms.adapters.prints.pdf import PdfFacts, PdfParts
    from qms.adapters.seals.pades import Signer

MEMORY = 2_000_000_000
"""Bytes that the process may ask for."""
SECONDS = 45
"""Seconds of a processor that it may use; twice as long may pass on the clock."""


def read_copy(data: bytes) -> PdfFacts:
    """Return the facts of a PDF; UsageError where it is none, or takes too much."""
    found: PdfFacts = _asked("copy", data)
    return found


def read_parts(data: bytes) -> PdfParts:
    """Return a PDF part by part; UsageError as `read_copy`."""
    found: PdfParts = _asked("parts", data)
    return found


def codes(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QR codes in a picture; UsageError where it cannot be read, or takes too much."""
    found: tuple[str, ...] = _asked("codes", data)
    return found


def codes_of_pages(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QR codes on the first pages of a PDF; UsageError as `codes`."""
    found: tuple[str, ...] = _asked("pages", data)
    return found


def signature(data: bytes) -> Signer | None:
    """Return the last signature of a PDF, None where it has none; UsageError where it takes too much."""
    found: Signer | None = _asked("signature", data)
    return found


def _asked(what: str, data: bytes) -> Any:
    """Let a process of its own read; Any: what it reads depends on `what`."""
    words = [sys.executable, "-P", "-c", "from qms.adapters.apart import serve; serve()", what, str(SECONDS)]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=2 * SECONDS, check=True)
        answer = pickle.loads(done.stdout)  # noqa: S301 - our own program has written it
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
        raise UsageError(
            msg("Reading the file takes more memory or time than any copy does"),
            msg("It is damaged, or made to harm: no copy that was issued is like that"),
        ) from error
    if isinstance(answer, QmsError):
        raise answer
    return answer


def serve() -> None:
    """Read what comes on the standard input, as the first argument says, and write it on the standard output."""
    _limit(int(sys.argv[2]))
    try:
        found: object = _reader(sys.argv[1])(sys.stdin.buffer.read())
    except QmsError as error:
        found = error
    sys.stdout.buffer.write(pickle.dumps(found))


def _reader(what: str) -> Callable[[bytes], object]:
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
