"""The manifest of a batch: which copies were handed out together, and the hash of each PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

CONTEXT = b"qms manifest v1\n"
"""What is signed before the manifest: a signature made for anything else is none of a manifest."""


class Line(NamedTuple):
    """A copy of the batch: its number, its holder, the SHA-256 of its PDF, the name of its file."""

    number: int
    holder: str
    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The copies of one revision that were handed out together on a day (ISO 8601)."""

    code: str
    revision: int
    day: str
    copies: tuple[Line, ...]

    @property
    def data(self) -> bytes:
        """The bytes of the file: canonical JSON."""
        values = {
            "code": self.code,
            "copies": [line._asdict() for line in self.copies],
            "day": self.day,
            "revision": self.revision,
            "v": 1,
        }
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"

    @property
    def signed(self) -> bytes:
        """The bytes that the seal signs."""
        return CONTEXT + self.data


def read_manifest(data: bytes) -> Manifest | None:
    """Return the manifest in a file; None where there is none that is spelt right."""
    try:
        values = json.loads(data)
        lines = tuple(
            Line(int(one["number"]), str(one["holder"]), str(one["sha256"]), str(one["file"]))
            for one in values["copies"]
        )
        found = Manifest(str(values["code"]), int(values["revision"]), str(values["day"]), lines)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if found.data == data else None
