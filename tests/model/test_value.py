"""Values are what the standard dataclasses are; the time of their making is all that differs."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from types import ModuleType
from typing import Any, ClassVar

import pytest

from qms.model import value

SOURCE = '''
@dataclass(frozen=True, slots=True)
class Plain:
    """A value."""

    one: int
    two: str = "x"
    many: list[int] = field(default_factory=list)
    hidden: int = field(default=3, repr=False, compare=False)
    kind: ClassVar[str] = "k"

    @property
    def twice(self) -> int:
        return self.one * 2


@dataclass(frozen=True)
class Open:
    one: int = 1

    @cached_property
    def more(self) -> int:
        return self.one + 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    path: str
    line: int = 0


@dataclass(slots=True)
class Changing:
    one: int
    names: list[str] = field(default_factory=list)
    made: int = field(default=0, init=False)


@dataclass(frozen=True, slots=True)
class Base:
    one: int


@dataclass(frozen=True, slots=True)
class Longer(Base):
    two: int = 2

    def __post_init__(self) -> None:
        if self.two < 0:
            raise ValueError("two")


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True)
class Own:
    one: int

    def __eq__(self, other: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "own"
'''


def made(dataclass: object, field: object) -> ModuleType:
    """Return the same classes made in one way or the other, in a module of their own."""
    module = ModuleType("values")
    given = {"dataclass": dataclass, "field": field, "cached_property": cached_property, "ClassVar": ClassVar}
    vars(module).update(given)
    sys.modules["values"] = module
    exec("from __future__ import annotations\n" + SOURCE, vars(module))
    return module


@pytest.fixture(autouse=True)
def _no_module_is_left() -> Iterator[None]:
    yield
    sys.modules.pop("values", None)


def said(work: Callable[[], object]) -> object:
    """Return what comes out, or which error with which words."""
    try:
        return work()
    except Exception as error:
        return type(error), str(error)


def questions(of: ModuleType, replace: Callable[..., Any]) -> list[object]:
    """Ask the same of both kinds of classes."""
    plain, changing = of.Plain(1), of.Changing(1)
    place, other = of.Place("a", 2), of.Place("b")
    changing.one = 5
    cases: list[Callable[[], object]] = [
        lambda: (
            repr(plain),
            repr(of.Plain(1, two="y", many=[1])),
            repr(changing),
            repr(of.Nothing()),
            repr(of.Own(1)),
        ),
        of.Plain,
        lambda: of.Plain(1, "y", [], 4, 5),
        lambda: of.Plain(1, three=3),
        lambda: of.Longer(1, -1),
        lambda: (of.Plain(1).many is of.Plain(1).many, plain.many, plain.hidden, plain.kind, plain.twice),
        lambda: (plain == of.Plain(1, hidden=9), plain == of.Plain(2), plain == 1, of.Base(1) == of.Longer(1)),
        lambda: (of.Nothing() == of.Nothing(), of.Own(1) == of.Own(2), changing == of.Changing(5)),
        lambda: hash(plain),
        lambda: hash(changing),
        lambda: hash(of.Own(1)),
        lambda: (
            hash(place) == hash(of.Place("a", 2)),
            {place: 1}[of.Place("a", 2)],
            hash(of.Open()) == hash(of.Open(1)),
        ),
        lambda: (
            place < other,
            place <= of.Place("a", 2),
            other > place,
            other >= place,
            sorted([other, place]) == [place, other],
        ),
        lambda: place < 1,
        lambda: plain < of.Plain(2),
        lambda: setattr(plain, "one", 2),
        lambda: setattr(of.Open(), "new", 2),
        lambda: delattr(plain, "one"),
        lambda: setattr(of.Open(), "one", 2),
        lambda: (of.Open(4).more, vars(of.Open(4)), of.Open.one, hasattr(plain, "__dict__"), hasattr(of.Plain, "two")),
        lambda: repr(replace(plain, one=3)),
        lambda: replace(plain, three=3),
        lambda: repr(replace(changing, one=7)),
        lambda: repr(replace(of.Longer(1), two=3)),
        lambda: (of.Plain.__match_args__, of.Longer.__match_args__, of.Changing.__match_args__, of.Plain.__doc__),
        lambda: (of.Plain.__name__, of.Plain.__qualname__, of.Plain.__slots__, of.Longer.__slots__),
        lambda: [(item.name, item.type, item.init) for item in dataclasses.fields(of.Plain)],
        lambda: (dataclasses.asdict(of.Longer(1)), dataclasses.is_dataclass(plain), changing.made),
        lambda: repr(copy.copy(plain)),
        lambda: (isinstance(of.Longer(1), of.Base), of.Longer(1).one),
    ]
    return [said(case) for case in cases]


def test_values_answer_as_the_standard_ones_do() -> None:
    standard = questions(made(dataclasses.dataclass, dataclasses.field), dataclasses.replace)
    ours = questions(made(value.dataclass, value.field), value.replace)
    assert ours == standard
    assert questions(made(value.dataclass, value.field), dataclasses.replace) == standard


def test_they_come_back_from_another_process() -> None:
    ours = made(value.dataclass, value.field)
    for item in (ours.Plain(1, "y", [2]), ours.Open(4), ours.Longer(1, 3)):
        assert pickle.loads(pickle.dumps(item)) == item


def test_the_parts_of_a_value_can_be_matched() -> None:
    of = made(value.dataclass, value.field)
    match of.Place("a", 2):
        case of.Place(path, line):
            assert (path, line) == ("a", 2)
