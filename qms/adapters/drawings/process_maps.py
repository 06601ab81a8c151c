"""The map of processes as SVG: a band for each group with its part of the PDCA cycle, from needs to satisfaction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qms.adapters.drawings.svg import HEAVY, INK, LIGHT, MIDDLE, WIDTH, box, drawing, line, words, wrapped
from qms.model.drawing import ProcessGroup, ProcessMap

_LEFT, _PAD, _GAP, _LINE, _SIZE, _ACROSS, _BETWEEN = 92.0, 7.0, 6.0, 10.5, 9.0, 3, 16.0
_END = 20.0


def drawn(found: ProcessMap) -> bytes:
    """Return the map as SVG."""
    tops, y = [], _END + _BETWEEN
    for group in found.groups:
        tops.append((y, _height(group)))
        y += tops[-1][1] + _BETWEEN
    return drawing(WIDTH, y + _END + 2, _parts(found, tops, y))


def _parts(found: ProcessMap, tops: list[tuple[float, float]], end: float) -> Iterator[str]:
    middle = _LEFT + (WIDTH - _LEFT) / 2
    for y, text in ((1.0, found.begin), (end, found.end)):
        yield box(_LEFT, y, WIDTH - _LEFT - 1, _END, "#f2f2f2")
        yield words(middle, y + 13.5, text, 9.5, MIDDLE + HEAVY)
    edges = [(1.0, _END), *tops, (end, _END)]
    for (above, high), (below, _) in pairwise(edges):
        yield from _arrow(middle, above + high, below)
    for group, (y, high) in zip(found.groups, tops, strict=True):
        yield from _group(group, y, high)
    yield from _cycle(found, tops)


def _group(group: ProcessGroup, y: float, high: float) -> Iterator[str]:
    yield box(_LEFT, y, WIDTH - _LEFT - 1, high, "#f7f7f7")
    at = y + 12
    for text in _title(group):
        yield words(_LEFT + (WIDTH - _LEFT) / 2, at, text, 9.5, MIDDLE + HEAVY)
        at += _LINE
    at -= 4
    wide = _wide()
    for row in _rows(group):
        tall = _row(row)
        for number, item in enumerate(row):
            x = _LEFT + _PAD + number * (wide + _GAP)
            yield box(x, at, wide, tall, "#fff")
            for line_number, text in enumerate(wrapped(item, wide - 8, _SIZE)):
                yield words(x + 4, at + 10.5 + line_number * _LINE, text, _SIZE)
        at += tall + _GAP


def _cycle(found: ProcessMap, tops: list[tuple[float, float]]) -> Iterator[str]:
    """Yield the letters of PDCA beside the groups, and the line from the last of them back to the first."""
    marked = [(group, y + high / 2) for group, (y, high) in zip(found.groups, tops, strict=True) if group.steps]
    for group, middle in marked:
        y = middle - len(group.steps) * 13.0
        for letter, name in group.steps:
            yield f'<circle cx="{24:g}" cy="{y + 10:.2f}" r="8.5" fill="#fff" stroke="{INK}" stroke-width="0.8"/>'
            yield words(24, y + 13.5, letter, 10, MIDDLE + HEAVY)
            for number, text in enumerate(wrapped(name, _LEFT - 40, 7.5)):
                yield words(36, y + 12.5 + number * 8.5, text, 7.5)
            y += 26
    for (group, above), (other, below) in pairwise(marked):
        yield from _arrow(24, above + len(group.steps) * 13.0 - 5, below - len(other.steps) * 13.0)
    if len(marked) > 1:
        first, last = marked[0][1], marked[-1][1]
        yield line([(15, last), (5, last), (5, first), (14, first)], stroke=LIGHT, thick=1.2)
        yield line([(10, first - 3), (15, first), (10, first + 3)], stroke=LIGHT, thick=1.2)


def _arrow(x: float, above: float, below: float) -> Iterator[str]:
    yield line([(x, above + 1), (x, below - 1)], thick=1.2)
    yield line([(x - 3, below - 5), (x, below - 1), (x + 3, below - 5)], thick=1.2)


def _rows(group: ProcessGroup) -> Iterator[tuple[str, ...]]:
    yield from (group.items[at : at + _ACROSS] for at in range(0, len(group.items), _ACROSS))


def _wide() -> float:
    return (WIDTH - _LEFT - 1 - 2 * _PAD - (_ACROSS - 1) * _GAP) / _ACROSS


def _title(group: ProcessGroup) -> list[str]:
    return wrapped(group.title, WIDTH - _LEFT - 24, 10.6)


def _row(row: tuple[str, ...]) -> float:
    return max(len(wrapped(item, _wide() - 8, _SIZE)) for item in row) * _LINE + 7


def _height(group: ProcessGroup) -> float:
    rows = sum(_row(row) + _GAP for row in _rows(group))
    return 10 + len(_title(group)) * _LINE + rows + 2
