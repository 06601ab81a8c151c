"""Values of YAML files together with the place where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qms.model.location import Location


class Scalar(NamedTuple):
    """A single value. `text` is exactly what was written; `quoted` tells `"5.10"` from `5.10`."""

    text: str
    at: Location
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Nothing was written: `owner:`, `owner: null` or `owner: ""`."""
        return not self.text.strip() or (not self.quoted and self.text in {"null", "~", "Null", "NULL"})


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    at: Location


class Table(NamedTuple):
    """Keys with values, in the order of the file; `keys` gives the place of each key."""

    entries: Mapping[str, Node] = {}
    keys: Mapping[str, Location] = {}
    at: Location = Location("")

    def scalar(self, key: str) -> Scalar | None:
        """Return the single value of `key`, or None where it is missing, empty or of another kind."""
        node = self.entries.get(key)
        return node if isinstance(node, Scalar) and not node.empty else None

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`, or `default`."""
        node = self.entries.get(key)  # asked for many times of every document: not by `scalar`
        return node.text.strip() if isinstance(node, Scalar) and not node.empty else default

    def flag(self, key: str) -> bool:
        """Tell whether `key` says `true`."""
        return self.text(key) == "true"

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return the values of a list; a single value counts as a list of one."""
        node = self.entries.get(key)
        if isinstance(node, Scalar):
            return () if node.empty else (node,)
        return tuple(item for item in self.items(key) if isinstance(item, Scalar) and not item.empty)

    def words(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list; a single value counts as a list of one."""
        return tuple(item.text.strip() for item in self.scalars(key))

    def items(self, key: str) -> tuple[Node, ...]:
        """Return what stands in the list under `key`, of whatever kind; nothing where there is no list."""
        node = self.entries.get(key)
        return node.items if isinstance(node, Sequence) else ()

    def table(self, key: str) -> Table:
        """Return the table under `key`; an empty one where there is none."""
        node = self.entries.get(key)
        return node if isinstance(node, Table) else Table(at=self.place(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables of the list under `key`."""
        return tuple(item for item in self.items(key) if isinstance(item, Table))

    def texts(self, key: str) -> Mapping[str, str]:
        """Return a text in several languages: `{ky: …, ru: …}`; a plain text stands for every language as ``""``."""
        node = self.entries.get(key)
        if isinstance(node, Scalar):
            return {} if node.empty else {"": node.text.strip()}
        return {name: value.text.strip() for name, value in self.table(key).named_scalars() if not value.empty}

    def named_scalars(self) -> Iterator[tuple[str, Scalar]]:
        """Yield the keys that have a single value."""
        for name, node in self.entries.items():
            if isinstance(node, Scalar):
                yield name, node

    def place(self, key: str) -> Location:
        """Return where `key` stands, or where the table begins if it does not."""
        return self.keys.get(key, self.at)

    def value_place(self, key: str) -> Location:
        """Return where the value of `key` stands; the key's own place where it is missing or empty."""
        node = self.entries.get(key)
        return self.place(key) if node is None or is_empty(node) else node.at


Node = Scalar | Sequence | Table


def is_empty(node: Node | None) -> bool:
    """Tell whether nothing was written: no key, or a key without a value."""
    return node is None or (isinstance(node, Scalar) and node.empty)


def choose(texts: Mapping[str, str], *languages: str) -> str:
    """Pick the text of the first of `languages` that there is, else any; an empty text where there is none."""
    for language in languages:
        if texts.get(language):
            return texts[language]
    return texts.get("") or next(iter(texts.values()), "")
