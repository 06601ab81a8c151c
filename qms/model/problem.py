"""What a reader could not read: a problem with its place, before any rule looks at the document."""

from __future__ import annotations

from typing import NamedTuple

from qms.model.location import Location
from qms.model.message import Message


class Problem(NamedTuple):
    """Something that kept a reader from a value; `kind` is the name of the rule that reports it.

    Kinds: `syntax` (not the YAML that is read here), `duplicate` (a key twice), `encoding` (bytes that are no text),
    `shape` (a value of another kind than expected), `unreadable` (no file, too large, a link).
    """

    kind: str
    at: Location
    message: Message
    help: Message
