"""A trend as SVG: values as a dark line with their numbers, the planned way and the target as broken lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qms.adapters.drawings.svg import DASHES, END, HEAVY, INK, LIGHT, MIDDLE, WIDTH, drawing, legend, line, words
from qms.entries.values import shown
from qms.model.drawing import Trend

HEIGHT = 170.0
_TOP, _BOTTOM, _LEFT, _RIGHT = 32.0, 20.0, 44.0, 24.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class _Axes:
    years: tuple[str, ...]
    low: float
    high: float

    def x(self, year: str) -> float:
        room = WIDTH - _LEFT - _RIGHT
        at = self.years.index(year) + 0.5
        return _LEFT + room * at / len(self.years)

    def y(self, value: float) -> float:
        return _TOP + (HEIGHT - _TOP - _BOTTOM) * (self.high - value) / (self.high - self.low)


def drawn(trend: Trend, language: str) -> bytes:
    """Return a trend as SVG."""
    return drawing(WIDTH, HEIGHT, _parts(trend, language))


def _parts(trend: Trend, language: str) -> Iterator[str]:
    values = [value for _year, value in (*trend.points, *trend.plan)]
    values += [trend.target] if trend.target is not None else []
    step = _step(max(values) - min(values))
    low, high = (min(values) // step) * step, (max(values) // step + 1) * step
    low = low - step if low == min(values) and low > 0 else low
    years = tuple(sorted({year for year, _value in (*trend.points, *trend.plan)}))
    axes = _Axes(years, low, high)
    yield from _legend(trend)
    yield from _grid(axes, step, trend.measure, language)
    if trend.target is not None:
        y = axes.y(trend.target)
        yield line([(_LEFT, y), (WIDTH - _RIGHT, y)], stroke="#000", thick=1.2, more=DASHES)
    if trend.plan:
        yield line(
            [(axes.x(year), axes.y(value)) for year, value in trend.plan], stroke=LIGHT, more='stroke-dasharray="1 2"'
        )
    yield line([(axes.x(year), axes.y(value)) for year, value in trend.points], thick=1.8)
    for year, value in trend.points:
        x, y = axes.x(year), axes.y(value)
        yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.6" fill="{INK}"/>'
        yield words(x, y - 6, shown(value, language), more=MIDDLE + HEAVY)


def _step(span: float) -> float:
    """Return a round distance between the lines of the grid, so that there are about five of them."""
    rough, power = (span or 1.0) / 4, 1.0
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return next(power * one for one in _STEPS if power * one >= rough)


def _grid(axes: _Axes, step: float, measure: str, language: str) -> Iterator[str]:
    count = round((axes.high - axes.low) / step)
    for at in range(count + 1):
        value = axes.low + at * step
        yield line([(_LEFT, axes.y(value)), (WIDTH - _RIGHT, axes.y(value))], stroke="#d9d9d9", thick=0.5)
        yield words(_LEFT - 5, axes.y(value) + 3, shown(float(round(value, 6)), language), 8.5, END)
    for year in axes.years:
        yield words(axes.x(year), HEIGHT - 6, year, more=MIDDLE)
    if measure:
        yield words(_LEFT - 5, _TOP - 9, measure, 8.5, END)


def _legend(trend: Trend) -> Iterator[str]:
    value, plan, target = trend.names
    items = [(f'<path d="M{{x}} {{y}}h18" stroke="{INK}" stroke-width="1.8"/>', value)]
    if trend.plan:
        items.append((f'<path d="M{{x}} {{y}}h18" stroke="{LIGHT}" stroke-width="0.8" stroke-dasharray="1 2"/>', plan))
    if trend.target is not None:
        items.append((f'<path d="M{{x}} {{y}}h18" stroke="#000" stroke-width="1.2" {DASHES}/>', target))
    yield from legend(_LEFT, 8, items)
