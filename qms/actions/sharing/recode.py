"""Codes of entries that two people gave out at once: the entry that was not shared yet gets the next free one.

Nobody but this clone has seen it, so every mention of its code in the registers of the commits that go with it, and in
their messages, is a mention of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from qms.actions.registers.new import codes_after, grammar_of
from qms.actions.registers.values import World
from qms.actions.session import Session
from qms.adapters.files.entries import entry_path
from qms.adapters.git import replay as git_replay
from qms.adapters.git.door import Entry
from qms.errors import UsageError
from qms.model.settings import REGISTERS

Pair = tuple[Entry | None, Entry | None]


@dataclass(frozen=True, slots=True)
class Recoded:
    """An entry that has another code than when it was written here."""

    register: str
    old: str
    new: str


@dataclass(slots=True)
class Recoding:
    """The entries that got other codes on their way behind the shared commits."""

    session: Session
    done: list[Recoded] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)

    def collide(self, found: Mapping[str, Pair], now: Mapping[str, Entry]) -> None:
        """Give new codes to the entries that a commit begins and that others have begun under the same code."""
        for path, (before, after) in found.items():
            there = now.get(path)
            if before is None and after and there and there != after and path not in self.paths:
                self._recode(path, now)

    def path(self, path: str) -> str:
        """Return where a file of a commit is put."""
        return self.paths.get(path, path)

    def entry(self, path: str, entry: Entry | None) -> Entry | None:
        """Return a file of a register with the new codes in it."""
        git = self.session.workspace.git
        if entry is None or not self.done or not path.startswith(self.session.workspace.in_git(f"{REGISTERS}/")):
            return entry
        data = next(git.blobs([entry.id]))[1]
        fresh = self.exchanged(data)
        return entry if fresh == data else Entry(entry.mode, git_replay.write_blob(git, fresh))

    def exchanged(self, data: bytes) -> bytes:
        """Return a text with the new codes in the place of the old ones; what is no UTF-8 stays as it is."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return data
        for one in self.done:
            text = re.sub(rf"(?<![\w-]){re.escape(one.old)}(?![\w-])", one.new, text)
        return text.encode("utf-8")

    def _recode(self, path: str, now: Mapping[str, Entry]) -> None:
        workspace = self.session.workspace
        world = World.of(workspace.snapshot(), workspace.registers())
        inner = PurePosixPath(path.removeprefix(workspace.prefix))
        register = world.registers.definitions.get(inner.parent.name)
        old = inner.stem
        if register is None or register.one_file or inner.as_posix() != entry_path(register.id, old):
            return
        try:
            slots = dict(grammar_of(world, register).match(old) or {})
        except UsageError:
            return
        if not slots.pop("number", ""):
            return
        given = {one.new for one in self.done}
        for code in codes_after(self.session, world, register, slots):
            place = workspace.in_git(entry_path(register.id, code))
            if place not in now and code not in given:
                self.paths[path] = place
                self.done.append(Recoded(register.id, old, code))
                return
