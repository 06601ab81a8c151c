"""What holds after a command that failed: the state before or after it, nothing half done, and the next one works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .commands import Command
from .laboratory import Fault, Laboratory, Told, difference

_NUMBER = re.compile(r"\b[0-9a-f]{16,64}\b")


@dataclass(frozen=True, slots=True)
class State:
    """Every byte that HEAD, the work tree and the index hold, what git says of the two, and the commits up to now."""

    head: Mapping[str, str]
    files: Mapping[str, str]
    status: tuple[str, ...]
    history: tuple[str, ...]
    shared: tuple[str, ...]


class Ends:
    """How the repository is before a command, after it, and after the next one, where nothing fails."""

    def __init__(self, lab: Laboratory, command: Command) -> None:
        if command.ready:
            command.ready(lab)
        lab.keep()
        self._chance = re.compile(command.by_chance or "(?!)")
        self.before = self.state(lab)
        self.words = command.typed(lab)
        self.steps = lab(*self.words).steps
        self.after = self.later = self.state(lab)
        if command.then:
            lab(*command.then)
            self.later = self.state(lab)
        self.writes_files = self.after.files.keys() - self.before.files.keys() - _in_head(self.after)
        lab.restore()

    def state(self, lab: Laboratory) -> State:
        own, shared = (self._commits(lab.history(folder)) for folder in (lab.root / ".git", lab.hub))
        return State(self.recorded(lab), self._known(lab.lying()), lab.status(), own, shared)

    def _commits(self, told: tuple[str, ...]) -> tuple[str, ...]:
        """Return the commits, without the numbers of their files where one of these is drawn by lot."""
        return tuple(_NUMBER.sub("*", commit) if self._chance.search(commit) else commit for commit in told)

    def recorded(self, lab: Laboratory) -> Mapping[str, str]:
        return self._known(lab.recorded())

    def _known(self, files: Mapping[str, str]) -> Mapping[str, str]:
        """Leave out what the command draws by lot: the bytes of a new key, and the number in its name."""
        return {
            _NUMBER.sub("*", name) if self._chance.search(name) else name: "" if self._chance.search(name) else found
            for name, found in files.items()
        }


def _in_head(state: State) -> set[str]:
    return {f"docs/{name}" for name in state.head}


def recovers(lab: Laboratory, command: Command, ends: Ends, told: Told) -> None:
    """Do what a person would do after a command that failed; it has told `told`."""
    assert lab.halves() == []
    lab.later()
    state = ends.state(lab)
    assert_between(state, ends)
    if told.code == 0:
        assert state.head == ends.after.head, told
    unprinted = ends.writes_files - state.files.keys()
    undone = state.history != ends.after.history or state.shared != ends.after.shared
    if told.code and (undone or unprinted or (ends.before.history == ends.after.history and not ends.writes_files)):
        lab(*(ends.words if undone or not command.finish else command.typed(lab, command.finish)))
        assert_same(ends.state(lab), ends.after)
    elif command.then:
        lab(*command.then)
        assert_same(ends.state(lab), ends.later)
    assert lab.leftovers() == []
    lab.git("fsck", "--strict", "--no-dangling")


def assert_between(state: State, ends: Ends) -> None:
    """Assert that HEAD is as before or after, or after one of several commits that the command makes, each whole."""
    new = len(ends.after.history) - len(ends.before.history)
    ways = [ends.before.history] if new < 0 else [ends.after.history[number:] for number in range(new + 1)]
    assert state.history in (ends.before.history, ends.after.history, *ways), "".join(state.history[:2])
    for wanted in (ends.before, ends.after):
        if state.history == wanted.history:
            assert state.head == wanted.head, difference(state.head, wanted.head)


def assert_told(told: Told, fault: Fault) -> None:
    killed = {Fault.KILL_ALL: (-9,), Fault.KILL_ONE: (-9, 2, 0)}.get(fault, (2, 0))
    assert told.code in killed or (told.code, told.hit) == (0, 0), told
    assert "Traceback" not in told.out + told.err
    assert told.code != 2 or told.err.count("\n") >= 2, told


def assert_same(state: State, wanted: State) -> None:
    """Assert that HEAD, work tree and index hold every byte that they hold where nothing fails."""
    assert state.head == wanted.head, difference(state.head, wanted.head)
    assert state.files == wanted.files, difference(state.files, wanted.files)
    assert state.status == wanted.status, (state.status, wanted.status)
    assert state.history == wanted.history, "".join(state.history[:3])
    assert state.shared == wanted.shared, "".join(state.shared[:3])
