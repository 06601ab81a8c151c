"""Documents and ledgers that are read when they are wanted, and what is known of all of them without that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from qms.model.document import Document

T = TypeVar("T")


class Brief(NamedTuple):
    """What must be known of a text to find it among all, and to tell who refers to whom: fields of `Document`."""

    path: str
    code: str
    translation: bool
    aliases: tuple[str, ...]
    references: tuple[str, ...]
    level: str
    type: str

    @classmethod
    def of(cls, document: Document) -> Brief:
        """Return it for a text that was read."""
        references = document.front.words("references")
        own = (document.code, document.translation, document.aliases, references, document.level, document.type)
        return cls(document.path, *own)


class Wanted(Mapping[str, T]):
    """A mapping of which all keys are known, and each value is made when it is first wanted."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], T]) -> None:
        self._made: dict[str, T | None] = dict.fromkeys(keys)
        self._make = make

    def __getitem__(self, key: str) -> T:
        """Return the value, which is made once."""
        found = self._made[key]
        if found is None:
            found = self._made[key] = self._make(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Tell whether a key is there, without its value."""
        return key in self._made

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._made)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._made)


@dataclass(frozen=True)
class Shelf:
    """All texts of a repository: what is known of each, and each of them, by its path, where it is wanted."""

    briefs: tuple[Brief, ...]
    texts: Mapping[str, Document]

    @cached_property
    def originals(self) -> Mapping[str, Brief]:
        """The originals by their codes."""
        return {brief.code: brief for brief in self.briefs if brief.code and not brief.translation}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The same, each read when it is wanted."""
        return Wanted(self.originals, lambda code: self.texts[self.originals[code].path])

    def of(self, code: str) -> tuple[Document, ...]:
        """Return the texts that bear a code, translations too."""
        return tuple(self.texts[brief.path] for brief in self.briefs if brief.code == code)
