"""What holds after a command that failed: the state before or after it, nothing half done, and the next one works."""

from __future__ import annotations

from .commands import Command
from .laboratory import Fault, Laboratory, Told, difference


class Ends:
    """How the repository is before a command and after it, where nothing fails."""

    def __init__(self, lab: Laboratory, command: Command) -> None:
        if command.ready:
            command.ready(lab)
        lab.keep()
        self.before, lying = lab.recorded(), lab.lying()
        self.words = command.typed(lab)
        self.steps = lab(*self.words).steps
        self.after, self.lying = lab.recorded(), lab.lying()
        self.writes_files = set(self.lying) - set(lying) - set(self.after)
        lab.restore()


def recovers(lab: Laboratory, command: Command, ends: Ends, told: Told) -> None:
    """Do what a person would do after a command that failed; it has told `told`."""
    assert lab.halves() == []
    lab.later()
    state = lab.recorded()
    assert state in (ends.before, ends.after), difference(state, ends.after)
    if told.code == 0:
        assert state == ends.after, told
    missing = ends.writes_files - lab.lying().keys()
    undone = state == ends.before if ends.before != ends.after else not ends.writes_files
    if told.code and (undone or missing):
        lab(*ends.words)
        assert lab.recorded() == ends.after
    elif command.then:
        lab(*command.then)
    assert_clean(lab, command, ends)


def assert_told(told: Told, fault: Fault) -> None:
    killed = {Fault.KILL_ALL: (-9,), Fault.KILL_ONE: (-9, 2, 0)}.get(fault, (2, 0))
    assert told.code in killed or (told.code, told.hit) == (0, 0), told
    assert "Traceback" not in told.out + told.err
    assert told.code != 2 or told.err.count("\n") >= 2, told


def assert_clean(lab: Laboratory, command: Command, ends: Ends) -> None:
    """Assert that work tree, index and HEAD say the same, and that every printed file is whole."""
    added = set(command.then[1:2]) if command.then else set()
    lying = {name: lines for name, lines in lab.lying().items() if not any(code in name for code in added)}
    wanted = {name: lines for name, lines in ends.lying.items() if not any(code in name for code in added)}
    assert lying == wanted, difference(lying, wanted)
    assert lab.leftovers() == []
    if command.then:
        own = [line for line in lab.git("status", "--porcelain").splitlines() if not line.startswith("??")]
        assert own == [], own
    lab.git("fsck", "--strict", "--no-dangling")
