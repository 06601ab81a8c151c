"""Which names of files every system can hold: Windows, macOS and Linux; and when two names are one file somewhere."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from qms.model.pattern import pattern

LONGEST = 255
"""A name has so many bytes at most (Linux); Windows and macOS count as many characters."""

LONGEST_PATH = 200
"""So many characters of a path leave room for the folder of the clone: Windows holds 260 with it."""

_RESERVED = pattern(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE)
_PLAIN = pattern(r"\w[\w-]{0,39}(?:\.\w{1,20})?")
_GIT = pattern(r"(?i)\.git|git~[0-9]+")
_FORBIDDEN = frozenset('<>:"|?*\\')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

_LEFT = re.compile(
    r"(?is)\.(ds_store|localized|directory|fseventsd|appledouble|spotlight-.*|trash.*|_.*|~lock\..*|.*\.sw[op])"
    r"|~\$.*|.+~|thumbs\.db|ehthumbs.*\.db|desktop\.ini|__macosx|icon\r|.+\.(lnk|tmp)"
)


class NameFault(StrEnum):
    """Why a name cannot be held everywhere."""

    EMPTY = "empty"  # nothing, `.`, `..`
    DEVICE = "device"  # Windows takes it for a device: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    SIGN = "sign"
    UNSEEN = "unseen"
    ENDING = "ending"  # Windows cuts off a dot or a space
    GIT = "git"
    LONG = "long"
    DECOMPOSED = "decomposed"  # two spellings of one letter: macOS has one of them, Linux both


def is_left_over(name: str) -> bool:
    """Tell whether a file or folder is what macOS, Windows and office programs leave beside those of people.

    Views of folders, shortcuts, locks, files on their way: nobody writes them, nobody needs them.
    """
    return bool(_LEFT.fullmatch(name))


def fault(name: str) -> NameFault | None:
    """Return what keeps a name of a file or folder from being held everywhere; None where nothing does.

    Most names are short, of letters, digits and hyphens with one ending: of these only two things can be wrong.
    """
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return None if unicodedata.is_normalized("NFC", name) else NameFault.DECOMPOSED
    return fault_of_any(name)


def fault_of_any(name: str) -> NameFault | None:
    """Return the same by looking for each fault in turn."""
    found = (
        (NameFault.EMPTY, name in ("", ".", "..")),
        (NameFault.DEVICE, bool(_RESERVED.fullmatch(name))),
        (NameFault.SIGN, bool(sign_of(name))),
        (NameFault.UNSEEN, any(unicodedata.category(letter) in _UNSEEN for letter in name)),
        (NameFault.ENDING, name[-1:] in (".", " ")),
        (NameFault.GIT, bool(_GIT.fullmatch(name))),
        (NameFault.LONG, len(name.encode("utf-8", "replace")) > LONGEST),
        (NameFault.DECOMPOSED, unicodedata.normalize("NFC", name) != name),
    )
    return next((kind for kind, is_so in found if is_so), None)


def sign_of(name: str) -> str:
    """Return the first sign of a name that Windows does not allow; an empty text without one."""
    return next((sign for sign in name if sign in _FORBIDDEN), "")


def path_fault(path: str) -> tuple[str, NameFault] | None:
    """Return the first name in a path (`/` between names) that cannot be held everywhere, and why."""
    found = ((name, fault(name)) for name in path.split("/"))
    return next(((name, kind) for name, kind in found if kind), None)


def folded(path: str) -> str:
    """Return what a system that tells neither capital letters nor spellings of a letter apart makes of a path."""
    return unicodedata.normalize("NFC", path).casefold()
