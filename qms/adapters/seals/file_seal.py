"""The signature of the seal over a whole PDF, in a remark within it: with one byte altered it is false.

It is made over the file with an empty place for it, so that whoever has the public key needs nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

CONTEXT = b"qms copy file v1\n"
"""What is signed before the hash of the file: a signature made for anything else is none of a file."""
EMPTY = "." * 86
"""What keeps the place of a signature in base64url."""
_WORD = b"\n%qms-seal "
_END = b"%%EOF\n"
_MOST = 20


def remark(seal: str) -> bytes:
    """Return the line of a PDF that holds a signature, or its place; empty where there is none."""
    return b"%b%b\n" % (_WORD[1:], seal.encode("ascii")) if seal else b""


def seal_in(data: bytes) -> str:
    """Return the signature that a file carries; empty where it carries none."""
    at = _place(data)
    return data[at : at + len(EMPTY)].decode("ascii", "replace") if at else ""


def with_seal(data: bytes, seal: str) -> bytes:
    """Return a file with another signature in its place."""
    at = _place(data)
    return data[:at] + seal.encode("ascii") + data[at + len(EMPTY) :]


def signed(data: bytes) -> bytes:
    """Return what the seal signs: a hash of the file, whichever signature stands in it."""
    return CONTEXT + hashlib.sha256(with_seal(data, EMPTY) if _place(data) else data).digest()


def beginnings(data: bytes) -> Iterator[bytes]:
    """Yield what a PDF was before something was appended to it: up to each of the ends in it, the longest first."""
    end = len(data)
    for _end in range(_MOST):
        end = data.rfind(_END, 0, end - 1)
        if end < 0:
            return
        yield data[: end + len(_END)]


def _place(data: bytes) -> int:
    """Return where the last signature begins; 0 where there is none."""
    at = data.rfind(_WORD) + len(_WORD)
    return at if at >= len(_WORD) and data[at + len(EMPTY) : at + len(EMPTY) + 1] == b"\n" else 0
