"""Fields of a repository that was never made for qms -> the fields that qms knows, as `keys:` of qms.yaml says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qms.adapters.files.metadata import Parts
from qms.adapters.past.moments import iso_day
from qms.codes.template import FILE, of_path, template
from qms.model.field import Node, Scalar, Sequence, Table, is_empty
from qms.model.location import Location
from qms.model.pattern import pattern
from qms.model.settings import Keys
from qms.model.status import State

CODES = ("references", "replaces", "aliases")
LISTS = (*CODES, "clauses", "applies_to", "keywords")
STATUS = "status"
LONGEST_TITLE = 200
_HEADING = pattern(r"(?m)^(?:#{1,6}[ \t]+(?P<marked>.+?)[ \t]*#*|(?P<plain>[^\s#=`~<|*+-].*))[ \t]*$")
_PART = pattern(r"[^\s,;\[\]][^,;\[\]]*(?<!\s)")


def mapped(parts: Parts, path: str, keys: Keys) -> Parts:
    """Return the fields under the names and in the forms that qms knows."""
    if not keys.foreign:
        return parts
    front = _renamed(parts.front, keys)
    entries = {name: _value(name, node, keys) for name, node in front.entries.items()}
    places = dict(front.keys)
    for name, found in (("code", _code(parts.front, path, keys)), ("title", _title(parts, path, keys))):
        if found and (name == "code" or is_empty(entries.get(name))):
            entries[name] = found
            places[name] = found.at
    return parts._replace(front=front._replace(entries=entries, keys=places))


def state(front: Table, keys: Keys) -> str:
    """Return the state that a word of the text means; of several words that it begins with the longest counts."""
    words = keys.values.get(STATUS, {})
    said = front.text(keys.fields.get(STATUS, STATUS)).casefold()
    known = {word.casefold(): meaning for word, meaning in words.items() if meaning in set(State)}
    best = max((word for word in known if said == word or re.match(rf"{re.escape(word)}\b", said)), key=len, default="")
    return known.get(best, "") if said else ""


def _renamed(front: Table, keys: Keys) -> Table:
    """Give the fields their canonical names, and leave out those that mean nothing here; a mapped field wins."""
    names = {own: canonical for canonical, own in keys.fields.items()}
    taken = {canonical for own, canonical in names.items() if own in front.entries}
    kept = [key for key in front.entries if key in names or not (key in keys.ignore or key in taken)]
    kept = [key for key in kept if names.get(key, key) != STATUS]
    entries: dict[str, Node] = {names.get(key, key): front.entries[key] for key in kept}
    return front._replace(entries=entries, keys={names.get(key, key): front.place(key) for key in kept})


def _value(name: str, node: Node, keys: Keys) -> Node:
    if name in LISTS:
        return _list(name, node, keys)
    if not isinstance(node, Scalar) or node.empty:
        return node
    if name in keys.values:
        return _word(node, keys.values[name])
    day = iso_day(node.text, keys.dates) if keys.dates and name != "title" else ""
    return node._replace(text=day) if day else node


def _word(node: Scalar, words: Mapping[str, str]) -> Scalar:
    known = {word.casefold(): meaning for word, meaning in words.items()}
    return node._replace(text=known.get(node.text.strip().casefold(), node.text))


def _list(name: str, node: Node, keys: Keys) -> Node:
    """Return a list of what is written as `2718, 2930`, as one number, as a list, or as the keys of tables."""
    if isinstance(node, Scalar):
        node = Sequence(() if node.empty else tuple(_parts(node)), node.at)
    if isinstance(node, Table):
        node = Sequence(tuple(_keys(node)), node.at)
    found = [item for child in node.items for item in (_keys(child) if isinstance(child, Table) else (child,))]
    if name in CODES and keys.code:
        made = template(keys.code)
        found = [item._replace(text=made.code_of(item.text)) if isinstance(item, Scalar) else item for item in found]
    return Sequence(tuple(found), node.at)


def _parts(node: Scalar) -> Iterator[Scalar]:
    """Yield the parts of a value such as `2718, 2930`, each at its own place."""
    for found in _PART.finditer(node.text):
        yield node._replace(text=found[0], at=node.at._replace(column=node.at.column + node.quoted + found.start()))


def _keys(table: Table) -> tuple[Scalar, ...]:
    return tuple(Scalar(name, table.place(name)) for name in table.entries)


def _code(front: Table, path: str, keys: Keys) -> Scalar | None:
    """Return the code that the template of the settings makes of fields and path, at the place of its first field."""
    if not keys.code:
        return None
    made = template(keys.code)
    values = {**of_path(path), **{name: front.text(name) for name in made.slots if front.text(name)}}
    at = next((front.value_place(name) for name in made.slots if front.text(name)), Location(path))
    text = made.fill(values)
    return Scalar(text, at) if text else None


def _title(parts: Parts, path: str, keys: Keys) -> Scalar | None:
    """Return the first heading, the first line, else the name of the file, of a text without a field for its title."""
    if not keys.title:
        return None
    found = _HEADING.search(parts.body)
    if not found:
        return Scalar(of_path(path)[FILE], Location(path), quoted=True)
    text = " ".join((found["marked"] or found["plain"]).split())
    line = parts.body_line + parts.body.count("\n", 0, found.start())
    column = 1 if found["plain"] else found.start("marked") - found.start() + 1
    return Scalar(text[:LONGEST_TITLE], Location(path, line, column), quoted=True)
