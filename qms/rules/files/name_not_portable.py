"""The name of a file or folder is one that Windows or macOS cannot hold.

git takes such a name on Linux, but a colleague on another system cannot make a clone any more, or gets a file under
another name.

Flagged:
    file: documents/2/схема: 1.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>

Flagged:
    file: registers/con.txt
    x

Flagged:
    file: documents/эскиз./1.txt
    x

Flagged:
    file: documents/2/схемаи<U+0306>.txt
    x

Flagged:
    file: documents/2/схема<U+202E>.txt
    x

Accepted:
    file: documents/2/схема 1 (жаңы), console.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.file_name import LONGEST, NameFault, path_fault, sign_of
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

_WHY = {
    NameFault.EMPTY: msg("The name is empty"),
    NameFault.DEVICE: msg("On Windows this is the name of a device"),
    NameFault.UNSEEN: msg("The name has characters that cannot be seen"),
    NameFault.ENDING: msg("Windows cuts off a dot or a space at the end of a name"),
    NameFault.GIT: msg("Names like this one belong to git"),
    NameFault.LONG: msg("The name is longer than {limit} bytes", limit=LONGEST),
    NameFault.DECOMPOSED: msg("A letter of the name is made of two characters; macOS and Windows write it as one"),
}


def check(context: Context) -> Iterator[Finding]:
    """Look at every name on the way to every file; a folder is named once."""
    seen: set[str] = set()
    for path in context.paths:
        found = path_fault(path)
        if found:
            name, kind = found
            place = path[: path.index(name) + len(name)]
            if place not in seen:
                seen.add(place)
                yield Finding(Location(path), _why(name, kind), _help(path), place)


def _why(name: str, kind: NameFault) -> Message:
    if kind is NameFault.SIGN:
        return msg('Windows allows no "{sign}" in the name of a file', sign=sign_of(name))
    return _WHY[kind]


def _help(path: str) -> Message:
    return msg('Rename it: git mv "{path}" NEW, then correct what names it, and "qms commit"', path=path)


RULE = Rule("FI001", Severity.ERROR, check, View.HEADS, basic=True)
