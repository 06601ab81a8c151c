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
_MARK = pattern(r"(\*{1,3}|__|`)(\S(?:.*?\S)?)\1")
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_BOLD = pattern(r"(?:[ \t]*\r?\n)*(?P<mark>\*\*|__)(?P<bold>[^*_\n]+)(?P=mark)[ \t\\]*(?:\r?\n|\Z)")
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
    names = (keys.fields.get(STATUS, STATUS), *(own for own, canonical in keys.also.items() if canonical == STATUS))
    said = next(filter(None, map(front.text, names)), "").casefold()
    known = {word.casefold(): meaning for word, meaning in words.items() if meaning in set(State)}
    best = max((word for word in known if said == word or re.match(rf"{re.escape(word)}\b", said)), key=len, default="")
    return known.get(best, "") if said else ""


def _renamed(front: Table, keys: Keys) -> Table:
    """Give the fields their canonical names, and leave out those that mean nothing here; a mapped field wins."""
    names = _meant(front, keys)
    taken = {*names.values()}
    other = {*keys.ignore, *keys.also, *taken}
    kept = [key for key in front.entries if key in names or key not in other]
    kept = [key for key in kept if names.get(key, key) != STATUS]
    entries: dict[str, Node] = {names.get(key, key): front.entries[key] for key in kept}
    return front._replace(entries=entries, keys={names.get(key, key): front.place(key) for key in kept})


def _meant(front: Table, keys: Keys) -> dict[str, str]:
    """Return the own names that a text has with the fields they mean; of several for one field the first counts."""
    known = {**{own: canonical for canonical, own in keys.fields.items()}, **keys.also}
    found: dict[str, str] = {}
    for own, canonical in known.items():
        if own in front.entries and canonical not in found.values():
            found[own] = canonical
    return found


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
    """Return the title of a text without a field for it: lines in bold that begin it, the first heading, the first
    line, else the name of the file.
    """
    if not keys.title:
        return None
    found = _in_bold(parts.body) or _HEADING.search(parts.body)
    if not found:
        return Scalar(of_path(path)[FILE], Location(path), quoted=True)
    name = next(name for name, text in found.groupdict().items() if text and name != "mark")
    begins = found.start(name)
    line = parts.body_line + parts.body.count("\n", 0, begins)
    place = Location(path, line, begins - parts.body.rfind("\n", 0, begins))
    return Scalar(_without_marks(found[name])[:LONGEST_TITLE], place, quoted=True)


def _in_bold(body: str) -> re.Match[str] | None:
    """Return the last of the lines in bold with which a text begins: above it stand the house and the kind of text."""
    found, last = _BOLD.match(body), None
    while found and not found["bold"].rstrip().endswith(":"):
        last, found = found, _BOLD.match(body, found.end())
    return last


def _without_marks(text: str) -> str:
    """Return a title without bold, italics, code and escapes."""
    text = " ".join(text[: 2 * LONGEST_TITLE].split())
    while (bare := _MARK.sub(r"\2", text)) != text:
        text = bare
    return _ESCAPED.sub(r"\1", text)
