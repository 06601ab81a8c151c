"""The structure of units as SVG: boxes under one another, subordination on the left, co-operation on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qms.adapters.drawings.svg import DASHES, HEAVY, LIGHT, WIDTH, box, drawing, legend, line, words, wrapped
from qms.model.drawing import Box, Structure

_STEP, _LINE, _GAP, _TOP, _LANE = 20.0, 10.5, 7.0, 22.0, 7.0
_MOST_LANES = 12


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    wide: float
    lines: tuple[str, ...]

    @property
    def high(self) -> float:
        return len(self.lines) * _LINE + 8

    @property
    def middle(self) -> float:
        return self.y + self.high / 2


def drawn(structure: Structure) -> bytes:
    """Return the structure as SVG."""
    lanes = _lanes(structure)
    places = _places(structure, 12 + _LANE * min(len(lanes), _MOST_LANES))
    high = max((place.y + place.high for place in places), default=_TOP) + 4
    return drawing(WIDTH, high, _parts(structure, places, lanes))


def _lanes(structure: Structure) -> list[int]:
    """Return the boxes that others work with: each has a lane of its own on the right."""
    return sorted({link for one in structure.boxes for link in one.links})


def _places(structure: Structure, right: float) -> list[_Place]:
    found: list[_Place] = []
    y = _TOP
    for one in structure.boxes:
        x = 2 + one.depth * _STEP
        wide = WIDTH - right - x
        place = _Place(x, y, wide, tuple(_lines(one, wide)))
        found.append(place)
        y += place.high + _GAP
    return found


def _lines(one: Box, wide: float) -> list[str]:
    lines = wrapped(f"{one.head} {one.words}".strip(), wide - 12, 9.8)
    return lines or [""]


def _parts(structure: Structure, places: list[_Place], lanes: list[int]) -> Iterator[str]:
    yield from _legend(structure)
    for one, place in zip(structure.boxes, places, strict=True):
        if one.parent is not None:
            above = places[one.parent]
            x = above.x + _STEP / 2
            yield line([(x, above.y + above.high), (x, place.middle), (place.x, place.middle)])
    for number, lane in enumerate(lanes):
        yield from _lane(structure, places, lane, WIDTH - 4 - _LANE * (number % _MOST_LANES))
    for one, place in zip(structure.boxes, places, strict=True):
        yield box(place.x, place.y, place.wide, place.high, "#f2f2f2" if one.depth == 0 else "#fff")
        for number, text in enumerate(place.lines):
            heavy = HEAVY if number == 0 and one.depth == 0 else ""
            yield words(place.x + 6, place.y + 11.5 + number * _LINE, text, more=heavy)


def _lane(structure: Structure, places: list[_Place], target: int, x: float) -> Iterator[str]:
    """Yield the line from every box that works with one box, and the arrow that ends there."""
    end = places[target]
    from_ = [place for one, place in zip(structure.boxes, places, strict=True) if target in one.links]
    ends = [place.middle for place in (*from_, end)]
    yield line([(x, min(ends)), (x, max(ends))], stroke=LIGHT, thick=1.0, more=DASHES)
    for place in from_:
        yield line([(place.x + place.wide, place.middle), (x, place.middle)], stroke=LIGHT, thick=1.0, more=DASHES)
    right = end.x + end.wide
    yield line([(right, end.middle), (x, end.middle)], stroke=LIGHT, thick=1.6)
    tip = [(right + 5, end.middle - 3), (right, end.middle), (right + 5, end.middle + 3)]
    yield line(tip, stroke=LIGHT, thick=1.6)


def _legend(structure: Structure) -> Iterator[str]:
    solid, broken = structure.names
    yield from legend(
        4,
        8,
        (
            ('<path d="M{x} {y}h18" stroke="#303030" stroke-width="0.8"/>', solid),
            (f'<path d="M{{x}} {{y}}h18" stroke="{LIGHT}" stroke-width="1" {DASHES}/>', broken),
        ),
    )
