"""Whatever step of a writing command the disk refuses, in whatever program: the state before or after it, nothing
half done, nothing left behind, and the next command works.

A quick run takes one step of some commands; `-m soak` takes every step with every fault, in thirty shares (`-k share0-`
takes every fifth step once, the faults in turn).
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from .commands import COMMANDS, Command
from .laboratory import Fault, Laboratory
from .outcome import Ends, assert_told, recovers

FAULTS = tuple(Fault)[1:]
STRIDE = 5
SHARES = STRIDE * len(FAULTS)


def survives(lab: Laboratory, command: Command, ends: Ends, at: int, fault: Fault) -> None:
    """Let step `at` of the command fail, then do what a person would do next."""
    told = lab(*ends.words, code=None, fault=fault, at=at)
    assert_told(told, fault)
    if told.hit:  # else it is a step that needs no space, that writes nothing: this fault is none here
        recovers(lab, command, ends, told)


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
