"""Whom the organisation trusts: the people who sign acts, their keys, roles and levels (`organisation/trust.json`)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

SIGNATURES_FILE = "organisation/trust.sigs"
SIGNERS_FILE = "organisation/allowed_signers"
NEXT_FILE = "organisation/trust.next.json"
NEXT_SIGNATURES_FILE = "organisation/trust.next.sigs"
KEY_KINDS = ("ssh-ed25519", "sk-ssh-ed25519@openssh.com")
"""The kinds of keys that may sign: on disk or in an agent, and on a security key."""


class KeyState(StrEnum):
    """Whether a key may sign: only an active one. Of a compromised key nothing counts since a commit."""

    ACTIVE = "active"
    RETIRED = "retired"
    COMPROMISED = "compromised"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key as OpenSSH writes it, kind and base64 (`ssh-ed25519 AAAA…`), without a comment.

    `since` is the commit after which a compromised key is worth nothing; empty for the others.
    """

    text: str
    state: KeyState = KeyState.ACTIVE
    since: str = ""

    @property
    def fingerprint(self) -> str:
        """The fingerprint as `ssh-keygen -l` shows it."""
        return fingerprint(self.text)


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signs: the roles in which, the levels of documents up to which (none named: all), the keys."""

    id: str
    name: str
    roles: tuple[str, ...]
    levels: tuple[str, ...]
    keys: tuple[Key, ...]

    def may_sign_level(self, level: str) -> bool:
        """Tell whether the person may decide about documents of a level."""
        return not self.levels or not level or level in self.levels


@dataclass(frozen=True, slots=True)
class Trust:
    """One version of the trust file.

    `root` are the people of whom `threshold` must sign the next version; `previous` is the SHA-256 of the version
    before, zeros for the first; `sha256` that of this one, as it stands in the file.
    """

    version: int
    threshold: int
    root: tuple[str, ...]
    people: Mapping[str, Signatory]
    previous: str
    sha256: str = ""

    def held(self) -> Iterator[tuple[Signatory, Key]]:
        """Yield every key with the person who holds it."""
        for person in self.people.values():
            for key in person.keys:
                yield person, key

    def holder(self, text: str) -> tuple[Signatory, Key] | None:
        """Return the person who holds a key, and the key; None for one that nobody here holds."""
        return next(((person, key) for person, key in self.held() if key.text == text), None)


def key_text(line: str) -> str:
    """Return the kind and base64 of a line of a `.pub` file; an empty text where it is no key that may sign."""
    parts = line.strip().split()
    if len(parts) < 2 or parts[0] not in KEY_KINDS:
        return ""
    try:
        blob = base64.b64decode(parts[1])
    except (binascii.Error, ValueError):
        return ""
    kind = len(parts[0]).to_bytes(4, "big") + parts[0].encode("ascii")
    same = base64.b64encode(blob).decode("ascii") == parts[1]
    return f"{parts[0]} {parts[1]}" if same and blob.startswith(kind) else ""


def fingerprint(text: str) -> str:
    """Return the fingerprint of a key as `ssh-keygen -l` shows it."""
    blob = base64.b64decode(text.partition(" ")[2])
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode("ascii").rstrip("=")
