"""The key of a user, and what it seals: whoever sends a repository cannot make it say what this qms has found out."""

from __future__ import annotations

import os

LENGTH = 32
ANEW = "QMS_ANEW"
"""The variable that is set where everything is to be read anew (`--no-cache`)."""


def folder(variable: str, windows: str, usual: str) -> str:
    """Return a folder of the user for qms; OSError where HOME is not absolute: it would lie in some repository."""
    given = os.environ.get(variable) or (os.environ.get(windows) if os.name == "nt" else "")
    base = given if given and os.path.isabs(given) else os.path.join(os.path.expanduser("~"), usual)
    if not os.path.isabs(base):
        raise FileNotFoundError(base)
    return os.path.join(base, "qms")


def own_key() -> bytes:
    """Return the key of this user, made on the first call; OSError where there is no place for it, or it is not ours.

    It lies in the cache folder of the user: a repository, whoever sends it, cannot know it.
    """
    path = os.path.join(folder("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache"), "key")
    try:
        return _read_key(path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    own = f"{path}.{os.getpid()}"
    try:
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(32))
        os.link(own, path) if hasattr(os, "link") else os.rename(own, path)
    except FileExistsError:
        pass
    finally:
        if os.path.lexists(own):
            os.unlink(own)
    return _read_key(path)


def _read_key(path: str) -> bytes:
    with open(path, "rb") as file:
        found, key = os.fstat(file.fileno()), file.read(33)
    if len(key) != 32 or (hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o077)):
        raise PermissionError(path)
    return key


def seal(key: bytes, *data: bytes) -> bytes:
    """Return what proves that whoever has the key has written `data`, one piece after the other."""
    from _blake2 import blake2b  # what hashlib gives, without OpenSSL, which takes longer to load than all the rest

    found = blake2b(key=key, digest_size=LENGTH)
    for part in data:
        found.update(part)
    return found.digest()
