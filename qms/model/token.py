"""The token of a copy: what its QR code and its metadata carry, signed with the seal of the organisation.

`QMS2.<payload>.<signature>`: both parts in base64url without filling. The payload is canonical JSON: `c` code, `d`
day of issue, `h` hash of the act that issued it, `n` number, `r` revision, `v` version; `p` is 1 in a provisional
print. The signature is Ed25519 over the payload; it is empty where the organisation has no seal: such a token proves
nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, replace

VERSION = 2
PREFIX = "QMS2"
CONTEXT = b"qms copy token v2\n"
"""What is signed before the payload: a signature made for anything else is none of a copy."""
MARK = 8
"""How many letters a mark has: five bytes in base32."""
_TOKEN = re.compile(r"QMS2\.([A-Za-z0-9_-]{20,1200})\.([A-Za-z0-9_-]{86})?(?![A-Za-z0-9_-])")
_HASH = re.compile(r"[A-Z2-7]{26}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Token:
    """The claim of a copy. `signature` is in base64url, empty where there is none."""

    code: str
    revision: int
    number: int
    day: str
    hash: str
    provisional: bool = False
    signature: str = ""

    @property
    def mark(self) -> str:
        """The short mark of the copy: that of its first page."""
        return page_mark(self.hash, 1)

    @property
    def payload(self) -> bytes:
        """The bytes of the claim."""
        values: dict[str, str | int] = {"c": self.code, "d": self.day, "h": self.hash, "n": self.number}
        values |= {"r": self.revision, "v": VERSION, **({"p": 1} if self.provisional else {})}
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def signed(self) -> bytes:
        """The bytes that the seal signs."""
        return CONTEXT + self.payload

    @property
    def text(self) -> str:
        """The token as it is printed."""
        return f"{PREFIX}.{encode(self.payload)}.{self.signature}"


def page_mark(act: str, page: int) -> str:
    """Return the mark at the foot of a page (from 1): what was issued by another act has others, on every page."""
    if page == 1:
        return act[:MARK]
    return base64.b32encode(hashlib.sha256(f"{act} {page}".encode()).digest()[:5]).decode("ascii")


def encode(data: bytes) -> str:
    """Return bytes in base64url without filling."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """Return the bytes of base64url without filling; ValueError where it is none, or has a second spelling."""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(data) != text:
        raise ValueError
    return data


def read_token(text: str) -> Token | None:
    """Find the token in a text, such as the link of a QR code; None where there is none that is spelt right."""
    found = _TOKEN.search(text)
    if found is None:
        return None
    try:
        payload = decode(found[1])
        values = json.loads(payload)
        token = _token(values)
        same = token.payload == payload
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # half a letter cannot be written
        return None
    return replace(token, signature=found[2] or "") if same else None


def _token(values: dict[str, object]) -> Token:
    code, day, digest, number, revision = (values[name] for name in "cdhnr")
    fine = isinstance(code, str) and isinstance(day, str) and isinstance(digest, str) and 0 < len(code) <= 200
    if not (fine and type(number) is int and type(revision) is int and 0 <= number < 10**9 and 0 <= revision < 10**6):
        raise ValueError
    if not _DAY.fullmatch(str(day)) or not _HASH.fullmatch(str(digest)):
        raise ValueError
    return Token(str(code), revision, number, str(day), str(digest), provisional=values.get("p") == 1)
