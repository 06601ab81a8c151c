"""A document of the quality system: its front matter, its text, its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from qms.model.field import Table, choose
from qms.model.location import Location
from qms.model.problem import Problem


def read_revision(text: str) -> int | None:
    """Return the number of a revision as it is written: digits only, at most six; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


class Document(NamedTuple):
    """One file below `documents/`: a text (Markdown with front matter) or a card of an external document (YAML).

    `code` is its identity. `front` holds every field with its place; the properties give their plain values. `body` is
    the Markdown text and `body_line` the line of the file where it begins. `sha256` is of the exact bytes of the file,
    `language` the file's own; a translation (`<code>.ru.md`) carries the code of its original. `problems` is what
    could not be read; `state` the state that the text itself names, in a repository without ledgers. `head` is the
    SHA-256 of the front matter as it is written but the number of its revision, as far as everything but the body
    follows from it and that number; an empty text where that cannot be told: a card, a text with anything that could
    not be read, a front matter in another form. `labelled` tells that the fields are labels at the head of the text:
    only people write there.
    """

    path: str
    code: str
    front: Table
    body: str
    body_line: int
    sha256: str
    language: str
    translation: bool = False
    problems: tuple[Problem, ...] = ()
    state: str = ""
    head: str = ""
    labelled: bool = False

    @property
    def title(self) -> Mapping[str, str]:
        """The title in each of its languages."""
        return self.front.texts("title")

    def title_in(self, *languages: str) -> str:
        """Return the title in the first of `languages` that it has, else in the language of the text."""
        return choose(self.title, *languages, self.language)

    @property
    def type(self) -> str:
        """The id of its type: `ДП`."""
        return self.front.text("type")

    @property
    def level(self) -> str:
        """The id of its level: `2`, `base`."""
        return self.front.text("level")

    @property
    def revision(self) -> int | None:
        """The number of the revision this text is; None where it is missing or no number."""
        return read_revision(self.front.text("revision"))

    @property
    def aliases(self) -> tuple[str, ...]:
        """The codes that the document had before: old references still mean it."""
        found = (unicodedata.normalize("NFC", item.text.strip()) for item in self.front.scalars("aliases"))
        return tuple(code for code in dict.fromkeys(found) if code and code != self.code)

    @property
    def owner(self) -> str:
        """The unit that answers for the document."""
        return self.front.text("owner")

    @property
    def process(self) -> str:
        """The number of its process in the process register."""
        return self.front.text("process")

    @property
    def is_card(self) -> bool:
        """A card of an external document has no text of its own."""
        return self.path.endswith((".yaml", ".yml"))

    @property
    def is_markdown(self) -> bool:
        """Tell whether the text is Markdown; other texts (reStructuredText, plain text) have other signs."""
        return self.path.casefold().endswith((".md", ".markdown", ".yaml", ".yml", ".json"))

    def at(self, key: str) -> Location:
        """Return where the value of a front-matter field stands."""
        return self.front.value_place(key)


class Unit(NamedTuple):
    """A structural unit: its id (`АББСД`), its name in each language, the position that heads it and its place."""

    id: str
    title: Mapping[str, str] = {}
    head: str = ""
    location: Location = Location("")


class Position(NamedTuple):
    """A position (never a person): its id, its name in each language, its unit."""

    id: str
    title: Mapping[str, str] = {}
    unit: str = ""


class Post(NamedTuple):
    """A position that a person holds from one day to another (ISO 8601, both included; empty: open)."""

    position: str
    since: str = ""
    until: str = ""
    location: Location = Location("")

    def holds_on(self, day: str) -> bool:
        """Tell whether the person holds the position on a day."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


class Employee(NamedTuple):
    """A person of the organisation: an id (never given twice), a name that may be missing, the addresses that the
    person gives to git, the positions held.
    """

    id: str
    name: str = ""
    emails: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()

    def holds(self, position: str, day: str) -> bool:
        """Tell whether the person holds a position on a day."""
        return any(post.position == position and post.holds_on(day) for post in self.posts)


class Process(NamedTuple):
    """A row of the process register; a `group` heads other processes and has no owner by design."""

    number: str
    title: Mapping[str, str]
    owner: str
    group: bool
    location: Location
    owner_place: Location = Location("")
