"""What is said where a file names something that there is not, and where it cannot be used at all."""

from __future__ import annotations

from collections.abc import Iterable

from qms.errors import QmsError
from qms.model.location import Location
from qms.model.message import msg
from qms.model.problem import Problem

REGISTER = "register"
"""The kind of a problem with the definition of a register."""


def undefined(at: Location, value: str, known: Iterable[str], kind: str = "shape") -> Problem:
    """Return the problem of a name that stands for nothing; `known` are those that may stand there."""
    help_ = msg("Known are: {names}", names=", ".join(known) or "–")
    return Problem(kind, at, msg('"{value}" is not defined', value=value), help_)


def refuse(problems: Iterable[Problem], error: type[QmsError]) -> None:
    """Raise `error` with the first of the problems and its line, where there is one."""
    for problem in problems:
        place = {"path": problem.at.path, "line": problem.at.line}
        raise error(msg("{path}, line {line}: {problem}", **place, problem=problem.message), problem.help)
