"""A risk matrix as SVG: the higher the level, the darker the cell; each cell holds the codes of its risks."""

from __future__ import annotations

from collections.abc import Iterator

from qms.adapters.drawings.svg import END, HEAVY, MIDDLE, WIDTH, box, drawing, words, wrapped
from qms.model.drawing import Matrix

SHADES = ("#ffffff", "#e3e3e3", "#bdbdbd", "#8f8f8f")
_LEFT, _HEAD, _LINE, _LEAST = 46.0, 22.0, 11.0, 30.0
_MOST = 8
"""Codes that one cell names; of more the number is told."""


def drawn(matrix: Matrix) -> bytes:
    """Return a matrix as SVG."""
    rows = [(step, _height(matrix, step)) for step in reversed(matrix.down.steps)]
    high = _HEAD + sum(height for _step, height in rows) + 16 + 18
    return drawing(WIDTH, high, _parts(matrix, rows))


def _height(matrix: Matrix, step: str) -> float:
    most = max((len(_codes(matrix, step, across)) for across in matrix.across.steps), default=0)
    return max(_LEAST, most * _LINE + 10)


def _codes(matrix: Matrix, down: str, across: str) -> tuple[str, ...]:
    codes = matrix.cells.get((down, across), ())
    return codes if len(codes) <= _MOST else (*codes[: _MOST - 1], f"+ {len(codes) - _MOST + 1}")


def _parts(matrix: Matrix, rows: list[tuple[str, float]]) -> Iterator[str]:
    wide = (WIDTH - _LEFT - 2) / max(1, len(matrix.across.steps))
    yield words(2, 11, f"↑ {matrix.down.title}", 9)
    yield words(WIDTH - 2, 11, f"{matrix.across.title} →", 9, END)
    y = _HEAD
    for step, height in rows:
        yield words(_LEFT - 8, y + height / 2 + 3, step, 11, END + HEAVY)
        for at, across in enumerate(matrix.across.steps):
            x = _LEFT + at * wide
            yield box(x, y, wide, height, _shade(matrix, step, across))
            codes = _codes(matrix, step, across)
            top = y + (height - len(codes) * _LINE) / 2 + 8.5
            for number, code in enumerate(codes):
                yield words(x + wide / 2, top + number * _LINE, code, 9, MIDDLE)
        y += height
    for at, across in enumerate(matrix.across.steps):
        yield words(_LEFT + (at + 0.5) * wide, y + 12, across, 11, MIDDLE + HEAVY)
    yield from _legend(matrix, y + 22)


def _shade(matrix: Matrix, down: str, across: str) -> str:
    return SHADES[min(matrix.bands.get((down, across), 0), len(SHADES) - 1)]


def _legend(matrix: Matrix, y: float) -> Iterator[str]:
    x = _LEFT
    for at, name in enumerate(matrix.legend):
        yield box(x, y, 9, 9, SHADES[min(at, len(SHADES) - 1)])
        yield words(x + 13, y + 8, " ".join(wrapped(name, WIDTH)))
        x += 30 + 5.2 * len(name)
