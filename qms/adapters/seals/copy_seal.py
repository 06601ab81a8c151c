"""The seal of the organisation: an Ed25519 key whose private half signs tokens and manifests of copies.

The public half lies in the repository as `organisation/seal.pub`, one OpenSSH line for each key that ever was; the
newest is the last. The private half lies in the folder of the person who issues copies, or where `QMS_SEAL` says.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from qms.adapters.git.files import write_secret
from qms.adapters.kept.home import config_folder
from qms.errors import RefusedError
from qms.model.message import msg
from qms.model.token import decode, encode

PUBLIC = "organisation/seal.pub"
VARIABLE = "QMS_SEAL"
_KIND = "ssh-ed25519"


def keys(data: bytes) -> tuple[bytes, ...]:
    """Return the public keys of a file in its order, 32 bytes each; lines that are none are left out."""
    found = (_key(line) for line in data.decode("utf-8", "replace").splitlines())
    return tuple(dict.fromkeys(key for key in found if key))


def _key(line: str) -> bytes:
    words = line.split()
    if len(words) < 2 or words[0] != _KIND:
        return b""
    try:
        blob = base64.b64decode(words[1], validate=True)
    except ValueError:
        return b""
    head = len(_KIND).to_bytes(4, "big") + _KIND.encode() + (32).to_bytes(4, "big")
    return blob[len(head) :] if blob.startswith(head) and len(blob) == len(head) + 32 else b""


def fingerprint(key: bytes) -> str:
    """Return a short name of a public key: 16 hexadecimal digits."""
    return hashlib.sha256(key).hexdigest()[:16]


def is_genuine(signature: str, data: bytes, public: Iterable[bytes]) -> bool:
    """Tell whether a signature in base64url is that of one of the keys over `data`."""
    try:
        raw = decode(signature)
    except ValueError:
        return False
    return any(_verified(key, raw, data) for key in public)


def _verified(key: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign(data: bytes, public: bytes) -> str:
    """Sign `data` with the private half of `public`; RefusedError where that is not on this computer."""
    path = private_path(public)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RefusedError(
            msg('The seal of the organisation is not on this computer: "{path}"', path=str(path)),
            msg("Issue copies where it is, or name its file in the variable {name}", name=VARIABLE),
        ) from error
    if not isinstance(private, Ed25519PrivateKey) or _public(private) != public:
        raise RefusedError(
            msg('"{path}" is not the seal whose public half is in "{public}"', path=str(path), public=PUBLIC),
            msg("Look for the right file, or make a new seal with {command}", command='"qms seal --new"'),
        )
    return encode(private.sign(data))


def private_path(public: bytes) -> Path:
    """Return where the private half of a key lies."""
    given = os.environ.get(VARIABLE, "")
    return Path(given) if given else config_folder() / "seal" / f"{fingerprint(public)}.pem"


def new(comment: str) -> tuple[bytes, bytes]:
    """Make a seal; returns its public key and its line for `organisation/seal.pub`. The private half is kept safe."""
    private = Ed25519PrivateKey.generate()
    public = _public(private)
    path = config_folder() / "seal" / f"{fingerprint(public)}.pem"
    data = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_secret(path, data)
    line = private.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    return public, b"%b %b\n" % (line, " ".join(comment.split()).encode())


def _public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
