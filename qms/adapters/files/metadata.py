"""Where a file carries its fields: front matter, lines `Name: value` at its top, labels, the whole file, or nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qms.adapters.files import head
from qms.adapters.files.places import is_card
from qms.adapters.files.text import lines as text_lines
from qms.adapters.yaml import reading as yaml
from qms.model.field import Node, Scalar, Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.model.problem import Problem
from qms.model.settings import Keys

MOST_HEADERS = 200
_FENCE = pattern(r"(?:---|\.\.\.)[ \t]*\r?\n?\Z")
_HEADER = pattern(r"([A-Za-zА-Яа-яЁёӨөҮүҢң][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?\Z")
_TOML = "+++"


class Parts(NamedTuple):
    """The parts of a file: its fields, what could not be read, its text and the line on which the text begins.

    `labelled` tells that the fields are labels at the head of the text.
    """

    front: Table
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    labelled: bool = False


def split(text: str, path: str, keys: Keys) -> Parts:
    """Read the fields of a file in the first of the forms in `keys.metadata` that it has."""
    if is_card(path):
        return card(text, path, keys)
    plain = text.removeprefix("\ufeff")
    found = () if plain == text else (_byte_order_mark(path),)
    parts = _fenced(plain, path, keys.metadata) or _split(text_lines(plain), plain, path, keys)
    return parts._replace(problems=(*found, *parts.problems)) if found else parts


def card(text: str, path: str, keys: Keys) -> Parts:
    """Read a YAML or JSON file: all of it is fields, one of which may hold the text."""
    plain = text.expandtabs(1) if path.casefold().endswith(".json") else text
    front, problems = yaml.read(plain, path, limits=yaml.TABLES)
    body = front.scalar(keys.body) if keys.body else None
    if body is None:
        return Parts(front, problems=problems)
    block = "\n" in body.text
    return Parts(front, body.text, body.at.line + block, problems)


def _fenced(plain: str, path: str, forms: Sequence[str]) -> Parts | None:
    """Return the parts of a text as nearly all are: a front matter between two lines `---`, in which no line begins
    like them; None for any other, which is read line by line.
    """
    end = plain.find("\n---", 3)
    head = plain[4 : end + 1]
    usual = plain.startswith("---\n") and end > 0 and plain.startswith("\n", end + 4)
    if not usual or "\r" in head or "\n..." in plain[3:end] or {"front-matter", "headers"}.isdisjoint(forms):
        return None
    front, problems = yaml.read(head, path, first_line=2)
    return Parts(front, plain[end + 5 :], head.count("\n") + 3, problems)


def _split(lines: Sequence[str], plain: str, path: str, keys: Keys) -> Parts:
    forms = keys.metadata
    first = lines[0].rstrip(" \t\r\n") if lines else ""
    bare = Parts(Table(at=Location(path)), plain)
    fenced = first == "---" and bool({"front-matter", "headers"} & {*forms})
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None) if fenced else None
    if end is not None:
        front, problems = yaml.read("".join(lines[1:end]), path, first_line=2)
        return Parts(front, "".join(lines[end + 1 :]), end + 2, problems)
    if "headers" in forms and not fenced and _HEADER.match(first):
        return _Headers(path).read(lines)
    if first == _TOML:
        return _toml(lines, plain, path)
    front, problems = head.read(lines, path, keys.labels) if "head" in forms else (bare.front, ())
    if front.entries:
        return Parts(front, plain, 1, problems, labelled=True)
    if "none" in forms or "beside" in forms:
        return bare
    return (
        bare._replace(problems=(_missing(path, keys),))
        if not fenced
        else Parts(bare.front, problems=(_unclosed(path),))
    )


def _missing(path: str, keys: Keys) -> Problem:
    if "head" in keys.metadata:
        return Problem(
            "front-matter",
            Location(path),
            msg("The head of the document does not say what it is"),
            msg('Write below its title: "**{label}:** …"', label=keys.own("code")),
        )
    return Problem(
        "front-matter",
        Location(path),
        msg("The document has no front matter"),
        msg('Begin the file with a line "---", then "code: …", "title: …", and a line "---" after the last field'),
    )


def _unclosed(path: str) -> Problem:
    return Problem(
        "front-matter",
        Location(path),
        msg("The front matter is not closed"),
        msg('Write a line "---" after its last field'),
    )


def _toml(lines: Sequence[str], plain: str, path: str) -> Parts:
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _TOML), 0)
    problem = Problem(
        "front-matter",
        Location(path),
        msg("The front matter is TOML, which is not read here"),
        msg('Write it as YAML: "key: value" between two lines "---"'),
    )
    return Parts(Table(at=Location(path)), "".join(lines[end + 1 :]) if end else plain, end + 2, (problem,))


def _byte_order_mark(path: str) -> Problem:
    return Problem(
        "encoding",
        Location(path),
        msg("The file begins with a byte order mark"),
        msg('Save the file as "UTF-8", not as "UTF-8 with BOM"'),
    )


def is_headers(lines: Sequence[str]) -> bool:
    """Tell whether a text begins with at least two lines `Name: value`, up to a blank line or `---`."""
    top: list[str] = []
    for line in lines[:MOST_HEADERS]:
        if not line.strip() or _FENCE.match(line):
            break
        top.append(line)
    named = [line for line in top if _HEADER.match(line.rstrip())]
    return len(named) > 1 and all(line in named or line[:1] in {" ", "\t"} for line in top) and top[0] in named


@dataclass(slots=True)
class _Headers:
    """Reads lines `Name: value` as in a mail (RFC 822): a line that begins with a blank goes on with the one above."""

    path: str
    entries: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    last: str = ""

    def read(self, lines: Sequence[str]) -> Parts:
        """Read up to the first blank line or `---`; what follows is the text."""
        number = 0
        for number, line in enumerate(lines, 1):
            if not line.strip() or _FENCE.match(line) or number > MOST_HEADERS:
                break
            self.line(line.rstrip(), number)
        else:
            number += 1
        front = Table(self.entries, self.places, Location(self.path))
        return Parts(front, "".join(lines[number:]), number + 1, tuple(self.problems))

    def line(self, line: str, number: int) -> None:
        """Take in one line."""
        self.problems += _hidden(line, self.path, number)
        found = _HEADER.match(line)
        before = self.entries.get(self.last)
        if line[:1] in {" ", "\t"} and isinstance(before, Scalar):
            self.entries[self.last] = Scalar(f"{before.text} {line.strip()}".strip(), before.at)
        elif found:
            self.header(unicodedata.normalize("NFC", found[1]), found[2] or "", Location(self.path, number), found)
        else:
            wrong = msg("Keys with values are expected here")
            self.problems.append(
                Problem("syntax", Location(self.path, number), wrong, msg('Write "key: value" on each line'))
            )

    def header(self, name: str, value: str, at: Location, found: re.Match[str]) -> None:
        """Take in a line `Name: value`; the first of two of the same name counts."""
        self.last = name
        if name in self.entries:
            first = self.places[name].line
            said = msg('The key "{key}" stands here a second time; the first is in line {line}', key=name, line=first)
            self.problems.append(Problem("duplicate", at, said, msg("Keep one of the two lines")))
            self.last = ""
            return
        column = found.start(2) + 1 if found[2] else 1
        self.entries[name] = Scalar(value.strip(), Location(at.path, at.line, column))
        self.places[name] = at


def _hidden(line: str, path: str, number: int) -> Iterator[Problem]:
    for column, character in enumerate(line, 1) if not line.isprintable() else ():
        if yaml.forbidden(character):
            yield Problem(
                "encoding",
                Location(path, number, column),
                msg('A character that cannot be seen: "{character}"', character=yaml.name_of(character)),
                msg("Delete it; it changes the meaning of a code without showing"),
            )
