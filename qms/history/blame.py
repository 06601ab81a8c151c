"""Since which revision each passage of a text stands."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qms.history.pairing import paired
from qms.history.passages import passages
from qms.history.redline import aligned
from qms.history.sections import Section, sections
from qms.model.redline import Passage


@dataclass(frozen=True, slots=True)
class Origin:
    """A passage, and the place of the text that had it first since it last changed (0 is the oldest)."""

    passage: Passage
    since: int


@dataclass(frozen=True, slots=True)
class Traced:
    """A section of the newest text with the origin of each of its passages, the heading first."""

    section: Section
    origins: tuple[Origin, ...]


def trace(texts: Iterable[str]) -> tuple[Traced, ...]:
    """Follow every passage through texts, oldest first, and return the sections of the last one.

    A section is followed through renumbering and retitling; a passage that only moved, within its section or to
    another one, keeps its origin.
    """
    known: tuple[Traced, ...] = ()
    for number, text in enumerate(texts):
        known = _next(known, sections(text), number)
    return known


def _next(known: Sequence[Traced], after: Sequence[Section], number: int) -> tuple[Traced, ...]:
    by_section = {id(item.section): item for item in known}
    partners = {id(right): left for left, right in paired([item.section for item in known], after).found}
    found = [(section, _inherited(by_section, partners.get(id(section)), section)) for section in after]
    left = _unclaimed(known, found)
    return tuple(Traced(section, tuple(_origin(pair, left, number) for pair in pairs)) for section, pairs in found)


Pair = tuple[Passage, Origin | None]


def _inherited(known: dict[int, Traced], partner: Section | None, section: Section) -> list[Pair]:
    """Return the passages of a section, each with its origin where its partner has the same one."""
    before = list(known[id(partner)].origins) if partner else []
    at = 0
    pairs: list[Pair] = []
    for old, new in aligned([item.passage for item in before], passages(section)):
        origin = before[at] if old is not None else None
        at += old is not None
        if new is not None:
            pairs.append((new, origin if old == new else None))
    return pairs


def _unclaimed(
    known: Sequence[Traced], found: Iterable[tuple[Section, Sequence[Pair]]]
) -> dict[Passage, deque[Origin]]:
    """Return the origins that no passage of the new text has taken: some of them may have moved elsewhere."""
    taken = {id(origin) for _section, pairs in found for _passage, origin in pairs}
    left: dict[Passage, deque[Origin]] = defaultdict(deque)
    for item in known:
        for origin in item.origins:
            if id(origin) not in taken:
                left[origin.passage].append(origin)
    return left


def _origin(pair: Pair, left: dict[Passage, deque[Origin]], number: int) -> Origin:
    passage, origin = pair
    if origin is None and left[passage]:
        origin = left[passage].popleft()
    return origin or Origin(passage, number)
