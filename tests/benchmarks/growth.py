"""How a check grows with the number of documents: a table, the power that fits best, a picture of both.

A power law is a straight line where both sides count in powers of ten; the power 1 is linear growth.
"""

from __future__ import annotations

import math
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.jobs import LOG, QMS, forget, settle
from tests.benchmarks.measure import measured
from tests.benchmarks.repositories import make

SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
_WIDTH, _HEIGHT, _EDGE = 640, 420, 60
_COLOURS = {"cold": "#b3261e", "warm": "#1565c0", "git": "#555555"}
_NAMES = {"cold": "qms check, cold", "warm": "qms check, warm", "git": "git log --raw"}


class Point(NamedTuple):
    """Seconds of processors for one size, all processes together; the most memory of the cold check in MB."""

    documents: int
    cold: float
    warm: float
    git: float
    memory: int


def growth(most: int, picture: Path | None, show: Callable[[str], object]) -> list[Point]:
    """Measure repositories of growing size up to `most` documents, and tell how they grow."""
    points: list[Point] = []
    show("| documents | commits | cold, s | warm, s | git log --raw, s | MB |\n|---|---|---|---|---|---|\n")
    for documents in (size for size in SIZES if size <= most):
        with tempfile.TemporaryDirectory() as scratch:
            point = _measured(Path(scratch) / "repository", documents)
        points.append(point)
        show(f"| {documents} | {10 * documents} | {point.cold:.2f} | {point.warm:.3f} | {point.git:.2f} ")
        show(f"| {point.memory} |\n")
    for name, words in _NAMES.items():
        show(f"{words}: grows with the number of documents to the power {fit(points, name)[0]:.2f}\n")
    if picture:
        picture.write_text(drawn(points), "utf-8")
    return points


def _measured(folder: Path, documents: int) -> Point:
    make(folder, documents)
    forget(folder)
    cold = measured([*QMS, "check"], folder)
    settle(folder)
    warm = min(measured([*QMS, "check"], folder).work for _ in range(3))
    git = min(measured(LOG, folder).work for _ in range(3))
    return Point(documents, cold.work, warm, git, cold.memory)


def fit(points: Sequence[Point], name: str) -> tuple[float, float]:
    """Return power and factor of the curve `factor * documents ** power` that lies nearest, in logarithms."""
    if len(points) < 2:
        return 1.0, getattr(points[0], name) / points[0].documents
    across = [math.log(point.documents) for point in points]
    found = statistics.linear_regression(across, [math.log(getattr(point, name)) for point in points])
    return found.slope, math.exp(found.intercept)


def drawn(points: Sequence[Point]) -> str:
    """Return the points and the fitted lines as SVG, both axes in powers of ten."""
    low = math.floor(math.log10(min(min(point.cold, point.warm, point.git) for point in points)))
    high = math.ceil(math.log10(max(max(point.cold, point.git) for point in points)))
    left, right = math.log10(points[0].documents), math.log10(max(points[-1].documents, 10 * points[0].documents))

    def place(documents: float, seconds: float) -> tuple[float, float]:
        x = _EDGE + (math.log10(documents) - left) / (right - left) * (_WIDTH - 2 * _EDGE)
        return x, _HEIGHT - _EDGE - (math.log10(seconds) - low) / (high - low) * (_HEIGHT - 2 * _EDGE)

    parts = [_text(_WIDTH / 2, _HEIGHT - 12, "documents", "middle"), _text(12, 24, "seconds of processors", "start")]
    for point in points:
        x, _y = place(point.documents, 10**low)
        parts.append(_text(x, _HEIGHT - _EDGE + 20, f"{point.documents:,}", "middle"))
    for power in range(low, high + 1):
        x, y = place(points[0].documents, 10**power)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{_WIDTH - _EDGE}" stroke="#ddd"/>')
        parts.append(_text(x - 8, y + 4, f"{10.0**power:g}", "end"))
    for row, (name, colour) in enumerate(_COLOURS.items()):
        slope, factor = fit(points, name)
        ends = [place(size, factor * size**slope) for size in (points[0].documents, points[-1].documents)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in ends)
        parts.append(f'<polyline points="{line}" stroke="{colour}" fill="none"/>')
        for x, y in (place(point.documents, getattr(point, name)) for point in points):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        parts.append(_text(_EDGE + 12, _EDGE + 18 * row, f"{_NAMES[name]}: power {slope:.2f}", "start", colour))
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>\n'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
