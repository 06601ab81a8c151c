"""Which paths a repository may hold: such that every system can check them out, and none can be mistaken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from qms.errors import RepositoryError
from qms.model.message import Message, msg

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"|?*\\')
_LONGEST = 255


def check(paths: Iterable[str]) -> None:
    """Refuse a path that leaves the repository, reaches into `.git`, or that another system could not hold."""
    for path in paths:
        if not all(map(_allowed, path.split("/"))) or unicodedata.normalize("NFC", path) != path:
            raise RepositoryError(
                msg('"{path}" cannot be the path of a file in the repository', path=_shown(path)),
                msg(
                    "Use a relative path of letters, digits, hyphens, dots and spaces, with names of 255 bytes at most"
                ),
            )


def check_clashes(new: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a new path that differs from a known one, or from a folder, only in capital letters, or is a folder."""
    names: dict[str, str] = {}
    files: set[str] = set()
    fresh = tuple(new)
    if not fresh:
        return
    for path in (*known, *fresh):
        files.add(path)
        for part in _prefixes(path):
            names.setdefault(part.casefold(), part)
    folders = {part for path in files for part in _prefixes(path) if part != path}
    for path in fresh:
        _check_one(path, names, files, folders)


def _check_one(path: str, names: Mapping[str, str], files: set[str], folders: set[str]) -> None:
    for part in _prefixes(path):
        other = names[part.casefold()]
        if other != part:
            raise _clash(msg('"{path}" differs from "{other}" only in capital letters', path=path, other=other))
        if part in files and part in folders:
            raise _clash(msg('"{path}" cannot be a file and a folder', path=part))


def _prefixes(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def _allowed(name: str) -> bool:
    return not (
        name in ("", ".", "..")
        or name[-1] in ". "
        or any(sign in _FORBIDDEN or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name)
        or _RESERVED.fullmatch(name)
        or re.fullmatch(r"(?i)\.git|git~[0-9]+", name)
        or len(name.encode("utf-8", "replace")) > _LONGEST
    )


def _clash(message: Message) -> RepositoryError:
    return RepositoryError(message, msg("Choose another name"))


def _shown(path: str) -> str:
    return path.encode("unicode_escape").decode("ascii") if not path.isprintable() else path
