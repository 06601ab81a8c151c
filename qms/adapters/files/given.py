"""Files that a person names on the command line: whatever they are, only so much of one is read."""

from __future__ import annotations

from pathlib import Path

from qms.adapters.reasons import reason
from qms.errors import UsageError
from qms.model.message import msg

LARGEST = 200_000_000


def read_given(path: Path, largest: int = LARGEST) -> bytes:
    """Read a file that somebody named, at most `largest` bytes; UsageError where it cannot be read, or has more."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else msg("there is no such file or folder")
        told = msg('"{path}" cannot be read: {reason}', path=str(path), reason=why)
        raise UsageError(told, msg("Check the spelling of the path")) from None
    if len(data) > largest:
        told = msg('"{path}" is too large: at most {limit} bytes are read', path=str(path), limit=largest)
        raise UsageError(told, msg("Check the spelling of the path"))
    return data
