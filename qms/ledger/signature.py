"""SSH signatures as acts carry them (PROTOCOL.sshsig of OpenSSH): their one spelling, and which key made them. Pure.

An act holds the signature as one base64 text without the frame that `ssh-keygen` writes around it. The frame is put
back to verify, so that there is one way to write a signature and nothing can hide after it.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

ACTS = "qms-act-v1"
TRUST = "qms-trust-v1"
"""The namespaces: a signature under an act is none under a trust file, and none for `git` or files."""

_MAGIC, _WIDTH = b"SSHSIG", 70
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


@dataclass(frozen=True, slots=True)
class Claim:
    """A signature over `message`, made for `namespace`: a claim until OpenSSH has verified it."""

    message: bytes
    namespace: str
    signature: str


def key_of(signature: str, namespace: str) -> str:
    """Return the public key (`ssh-ed25519 AAAA…`) that a signature names; empty where it is none of this form.

    Nothing is verified here: OpenSSH does that.
    """
    blob = _decode(signature)
    if not blob.startswith(_MAGIC + (1).to_bytes(4, "big")):
        return ""
    parts = _strings(blob[len(_MAGIC) + 4 :])
    if len(parts) != 5 or parts[1:4] != [namespace.encode("ascii"), b"", b"sha512"]:
        return ""
    kind = _strings(parts[0])
    return f"{kind[0].decode('ascii', 'replace')} {base64.b64encode(parts[0]).decode('ascii')}" if kind else ""


def armour(signature: str) -> str:
    """Return the signature in the frame in which OpenSSH reads it."""
    lines = (signature[start : start + _WIDTH] for start in range(0, len(signature), _WIDTH))
    return "\n".join([_BEGIN, *lines, _END, ""])


def bare(armoured: str) -> str:
    """Return the base64 of a signature as OpenSSH wrote it; empty where the frame is not exactly that."""
    text = "".join(armoured.split("\n")[1:-2])
    return text if _decode(text) and armour(text) == armoured else ""


def _decode(signature: str) -> bytes:
    """Decode base64 that has its one spelling; nothing for any other text."""
    try:
        blob = base64.b64decode(signature.encode("ascii"))
    except (binascii.Error, ValueError):
        return b""
    return blob if base64.b64encode(blob).decode("ascii") == signature else b""


def _strings(data: bytes) -> list[bytes]:
    """Split length-prefixed strings; none at all where the lengths do not fit to the last byte."""
    found = []
    while data:
        size = int.from_bytes(data[:4], "big")
        if len(data) < 4 + size:
            return []
        found.append(data[4 : 4 + size])
        data = data[4 + size :]
    return found
