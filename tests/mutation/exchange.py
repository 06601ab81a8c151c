"""A mutant at work: the code of one function exchanged in a copy of this process, and the tests that run its lines."""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import signal
import sys
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from .mutants import Mutant, made

SURVIVED, KILLED, NOT_MADE = range(3)


def begin(
    whole: ast.Module, mutant: Mutant | None, path: Path, items: list[pytest.Item], seconds: Mapping[str, float]
) -> int:
    """Start a copy of this process that ends with one of the verdicts above; return its number.

    `seconds` tells how long each test takes: one that works much longer has no end. Without a mutant the copy is as it
    was: it should end with "survived".
    """
    process = os.fork()
    if process:
        return process
    code = NOT_MADE
    with contextlib.suppress(BaseException):
        if mutant:
            held = _held(sys.modules[module_of(path)], mutant.function)
            held.__code__ = _compiled(whole, mutant, path)
        code = KILLED
        following = [*items[1:], None]
        code = KILLED if any(map(_fails, items, following, [seconds[item.nodeid] for item in items])) else SURVIVED
    os._exit(code)


def module_of(path: Path) -> str:
    """Return the name under which a file is imported."""
    return ".".join(path.with_suffix("").parts)


def _fails(item: pytest.Item, following: pytest.Item | None, seconds: float) -> bool:
    signal.setitimer(signal.ITIMER_PROF, 5 + 10 * seconds)  # of work: that others are busy is no fault
    signal.alarm(600)
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _compiled(whole: ast.Module, mutant: Mutant, path: Path) -> types.CodeType:
    made(whole, mutant)
    code = compile(whole, str(path.resolve()), "exec")
    return next(inner for inner in _codes(code) if inner.co_qualname == mutant.function)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _held(module: types.ModuleType, name: str) -> types.FunctionType:
    """Return the function as it is held in its module, behind decorators."""
    found: Any = module
    for part in name.split("."):
        found = vars(found)[part]
    found = found.fget if isinstance(found, property) else found
    found = found.func if isinstance(found, functools.cached_property) else found
    found = found.__func__ if isinstance(found, classmethod | staticmethod) else found
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    if not isinstance(found, types.FunctionType):
        raise TypeError(name)
    return found
