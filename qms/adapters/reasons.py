"""Why the computer refused a step, in words that can be translated: its own are English on every machine."""

from __future__ import annotations

import errno
import os

from qms.model.message import Message, msg

_REASONS = {
    errno.ENOENT: msg("there is no such file or folder"),
    errno.EACCES: msg("access is denied"),
    errno.EPERM: msg("access is denied"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the disk is full"),
    errno.EIO: msg("the disk does not answer properly"),
    errno.EROFS: msg("the disk can only be read"),
    errno.EISDIR: msg("it is a folder"),
    errno.ENOTDIR: msg("there is a file where a folder should be"),
    errno.ELOOP: msg("its links lead round in a circle"),
    errno.ENAMETOOLONG: msg("the name is too long"),
}


def reason(error: OSError) -> Message | str:
    """Return why the computer refused a step; in its own words where they are rare ones."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def place(error: OSError) -> str:
    """Return the file that a refusal is about, as it was given; an empty text where none is named."""
    return os.fsdecode(error.filename) if isinstance(error.filename, str | bytes | os.PathLike) else ""
