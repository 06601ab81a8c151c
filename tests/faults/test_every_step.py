"""Whatever step of a writing command the disk refuses, in whatever program: the state before or after it, nothing
half done, nothing left behind, and the next command works.

A quick run takes one step of some commands; `-m soak` takes every step with every fault, in thirty shares (`-k share0-`
takes every fifth step once, the faults in turn).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from .commands import COMMANDS, Command
from .laboratory import Fault, Laboratory, Told, build, difference

FAULTS = tuple(Fault)[1:]
STRIDE = 5
SHARES = STRIDE * len(FAULTS)


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build(tmp_path_factory.mktemp("shim"))
    if made is None:
        pytest.skip("needs Linux and a C compiler")
    return made


@pytest.fixture(scope="session")
def laboratory(tmp_path_factory: pytest.TempPathFactory, shim: Path) -> Iterator[Laboratory]:
    made = Laboratory(tmp_path_factory.mktemp("laboratory"), shim)
    yield made
    made.close()


@pytest.fixture
def lab(laboratory: Laboratory, prepared: Path, home: Path) -> Laboratory:
    laboratory.begin(prepared, home)
    return laboratory


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


def survives(lab: Laboratory, command: Command, ends: Ends, at: int, fault: Fault) -> None:
    """Let step `at` of the command fail, then do what a person would do next."""
    told = lab(*ends.words, code=None, fault=fault, at=at)
    assert_told(told, fault)
    if not told.hit:  # a step that needs no space, that writes nothing: this fault is none here
        return
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


def survey(lab: Laboratory, command: Command, points: Mapping[int, Fault]) -> None:
    ends = Ends(lab, command)
    wrong = []
    for at, fault in points.items():
        if at <= ends.steps:
            try:
                survives(lab, command, ends, at, fault)
            except AssertionError as error:
                wrong.append(f"step {at} of {ends.steps}, {fault.name}: {error}")
            lab.restore()
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize("command", COMMANDS[::4], ids=lambda command: command.name)
def test_a_step_that_fails_leaves_nothing_half_done(lab: Laboratory, command: Command) -> None:
    number = COMMANDS.index(command)
    survey(lab, command, {2 + number * 7 % 60: FAULTS[number % len(FAULTS)]})


@pytest.mark.soak
@pytest.mark.parametrize("share", range(SHARES), ids=lambda number: f"share{number}-")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_any_step_may_fail_in_any_way(lab: Laboratory, command: Command, share: int) -> None:
    faults = (FAULTS[(at // STRIDE + share // STRIDE) % len(FAULTS)] for at in range(4000))
    survey(lab, command, {at: fault for at, fault in enumerate(faults) if at and at % STRIDE == share % STRIDE})
