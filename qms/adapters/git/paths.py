"""Which paths a repository may hold: such that every system can check them out, and none can be mistaken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qms.errors import RepositoryError
from qms.model.file_name import folded, path_fault
from qms.model.message import Message, msg


def check(paths: Iterable[str]) -> None:
    """Refuse a path that leaves the repository, reaches into `.git`, or that another system could not hold."""
    for path in paths:
        if path_fault(path):
            raise RepositoryError(
                msg('"{path}" cannot be the path of a file in the repository', path=_shown(path)),
                msg(
                    "Use a relative path of letters, digits, hyphens, dots and spaces, with names of 255 bytes at most"
                ),
            )


def check_clashes(new: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a new path that is one with a known file or folder where capital letters do not count, or is a folder."""
    names: dict[str, str] = {}
    files: set[str] = set()
    fresh = tuple(new)
    if not fresh:
        return
    for path in (*known, *fresh):
        files.add(path)
        for part in _prefixes(path):
            names.setdefault(folded(part), part)
    folders = {part for path in files for part in _prefixes(path) if part != path}
    for path in fresh:
        _check_one(path, names, files, folders)


def _check_one(path: str, names: Mapping[str, str], files: set[str], folders: set[str]) -> None:
    for part in _prefixes(path):
        other = names[folded(part)]
        if other != part:
            raise _clash(msg('"{path}" and "{other}" are one file on Windows and macOS', path=path, other=other))
        if part in files and part in folders:
            raise _clash(msg('"{path}" cannot be a file and a folder', path=part))


def _prefixes(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def _clash(message: Message) -> RepositoryError:
    return RepositoryError(message, msg("Choose another name"))


def _shown(path: str) -> str:
    return path.encode("unicode_escape").decode("ascii") if not path.isprintable() else path
