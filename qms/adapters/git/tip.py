"""The commit of HEAD, read without a process where two files say it: every command asks for it several times."""

from __future__ import annotations

import hashlib
import stat
import zlib
from pathlib import Path

from qms.model.pattern import pattern

LARGEST = 1_000_000
_BRANCH = pattern(rb"ref: (refs/heads/[A-Za-z0-9_-]+)\n")
_ID = pattern(rb"[0-9a-f]{40}\n")


def tip(git_dir: Path, common_dir: Path) -> str | None:
    """Return the commit of HEAD; None where only git can tell.

    HEAD names a branch, a file of its own holds the branch's commit, and that commit lies in a file of its own, whole.
    Packed branches and commits, links, other hashes, names with more than letters and digits are left to git, and so is
    whatever is missing or damaged: it says what.
    """
    try:
        branch = _BRANCH.fullmatch(_plain(git_dir / "HEAD"))
        held = _plain(common_dir / branch[1].decode("ascii")) if branch else b""
        found = held[:-1].decode("ascii") if _ID.fullmatch(held) else ""
        return found if found and _is_whole(common_dir / "objects" / found[:2] / found[2:], found) else None
    except (OSError, zlib.error):
        return None


def _plain(path: Path) -> bytes:
    """Return a small regular file; nothing of a link, or of anything else."""
    found = path.lstat()
    return path.read_bytes() if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST else b""


def _is_whole(path: Path, commit: str) -> bool:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(_plain(path), LARGEST)
    whole = unpacker.eof and hashlib.sha1(data, usedforsecurity=False).hexdigest() == commit
    return whole and data.startswith(b"commit ")
