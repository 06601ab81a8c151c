"""Keys, people and signatures for the pure parts: in the form of OpenSSH; a hash tells what they are over."""

from __future__ import annotations

import base64
from hashlib import sha256

from qms.ledger.signature import ACTS, Claim
from qms.model.trust import Key, Signatory


def key(number: int) -> Key:
    """Return the public key of this number."""
    blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + bytes([number]) * 32
    return Key(f"ssh-ed25519 {base64.b64encode(blob).decode()}")


def person(name: str, number: int, *roles: str) -> Signatory:
    """Return somebody with one key."""
    return Signatory(name, name.title(), roles, (), (key(number),))


def framed(*parts: bytes, version: int = 1, magic: bytes = b"SSHSIG") -> str:
    """Return a text of the form of a signature with these parts."""
    whole = magic + version.to_bytes(4, "big") + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return base64.b64encode(whole).decode()


def seal(number: int, message: bytes = b"", purpose: str = ACTS) -> str:
    """Return a text of the form of a signature that names a key; `holds` tells what it is over."""
    blob = base64.b64decode(key(number).text.split()[1])
    return framed(blob, purpose.encode(), b"", b"sha512", sha256(purpose.encode() + message).digest())


def holds(claim: Claim) -> bool:
    """Tell whether a signature of `seal` is over this message: what only OpenSSH tells of real ones."""
    return sha256(claim.namespace.encode() + claim.message).digest() in base64.b64decode(claim.signature)
