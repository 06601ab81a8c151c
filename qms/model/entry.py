"""Entries of registers: what was written, with its places; and all registers of a repository together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from qms.model.change import Commit
from qms.model.field import Scalar, Table
from qms.model.location import Location
from qms.model.problem import Problem

if TYPE_CHECKING:
    from qms.model.register import Register


class Entry(NamedTuple):
    """One entry of a register, as it was read. `code` is its identity; `front` holds every field with its place.

    `sha256` is of the bytes of its file; empty for a row of a small table.
    """

    register: str
    code: str
    path: str
    front: Table
    problems: tuple[Problem, ...] = ()
    sha256: str = ""

    @property
    def state(self) -> str:
        """The id of its state."""
        return self.front.text("state")

    def text(self, name: str) -> str:
        """Return the value of a field; empty where it has none or several."""
        return self.front.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the values of a field that may have several."""
        return self.front.words(name)

    def scalars(self, name: str) -> tuple[Scalar, ...]:
        """Return the values of a field with their places."""
        return self.front.scalars(name)

    def at(self, name: str) -> Location:
        """Return where the value of a field stands."""
        return self.front.value_place(name)


class EntryVersion(NamedTuple):
    """What a commit made of an entry: its state then, the SHA-256 of its file (both empty where it removed it).

    `front` are its fields, of finished entries that look otherwise today only.
    """

    commit: Commit
    state: str
    sha256: str
    front: Table | None = None


@dataclass(frozen=True)
class Registers:
    """All registers of a repository with their entries; `problems` are what could not be read of either.

    `entries` holds the entries of each register by its name, in the order of their files or rows.
    """

    definitions: Mapping[str, Register] = field(default_factory=dict)
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[tuple[Register, tuple[Entry, ...]]]:
        """Yield every register with its entries, by name."""
        for name in sorted(self.definitions):
            yield self.definitions[name], self.of(name)

    def of(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a register; none where it has none or there is no such register."""
        return self.entries.get(name, ())

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, Entry]]:
        """The entries of each register by code."""
        return {name: {entry.code: entry for entry in found} for name, found in self.entries.items()}

    def get(self, register: str, code: str) -> Entry | None:
        """Return one entry; None where there is none."""
        return self.codes.get(register, {}).get(code)

    @cached_property
    def referring(self) -> Mapping[tuple[str, str], tuple[tuple[Entry, str], ...]]:
        """For every entry that is named by others (register and code): those others, and the field that names it."""
        found: dict[tuple[str, str], list[tuple[Entry, str]]] = {}
        for register, entries in self:
            for link in register.fields.values():
                for target, entry in product(link.targets, entries):
                    for code in entry.texts(link.id):
                        if self.get(target, code):
                            found.setdefault((target, code), []).append((entry, link.id))
        return {key: tuple(value) for key, value in found.items()}
