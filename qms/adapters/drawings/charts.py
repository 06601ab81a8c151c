"""Charts as SVG: the same bytes every run, told apart in grey by their shade and their outline."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from qms.adapters.prints.lettering import clean
from qms.entries.values import shown
from qms.model.report import Bar, Chart

WIDTH = 455
"""Points: the measure of the page."""
LETTERS = 84
"""Letters of a label that find room on its line."""
_LEFT, _RIGHT, _ROW, _LABEL = 8, 48, 11, 14
_SHADES = ("#d9d9d9", "#8c8c8c", "#303030")
_FONT = 'font-family="Libertinus Serif, serif"'


def drawn(chart: Chart, language: str) -> bytes:
    """Return a chart as SVG: the newest series is the darkest, a target is a stroke across its bars."""
    parts = list(_parts(chart, language))
    height = _top(chart) + sum(map(_height, chart.bars)) + 4
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
    return "\n".join((head, *parts, "</svg>", "")).encode("utf-8", "replace")


def _top(chart: Chart) -> int:
    return 20 if chart.target or len(chart.series) > 1 else 4


def _height(bar: Bar) -> int:
    return _LABEL + _ROW * len(bar.values) + 5


def _parts(chart: Chart, language: str) -> Iterator[str]:
    shades = _SHADES[-len(chart.series) :]
    if _top(chart) > 4:
        yield from _legend(chart, shades)
    known = [value for bar in chart.bars for value in (*bar.values, bar.target) if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    scale = (WIDTH - _LEFT - _RIGHT) / ((high - low) or 1.0)
    y = _top(chart)
    for bar in chart.bars:
        yield _text(_LEFT, y + 10, _short(bar.label))
        for value, shade in zip(bar.values, shades, strict=True):
            yield from _bar(value, (low, scale), y + _LABEL, shade)
            yield _value(y + _LABEL, "–" if value is None else shown(float(round(value, 1)), language))
            y += _ROW
        y += _height(bar) - _ROW * len(bar.values)
        if bar.target is not None:
            x = _LEFT + (bar.target - low) * scale
            top, bottom = y - 6 - _ROW * len(bar.values), y - 3
            yield f'<path d="M{x:.2f} {top}V{bottom}" stroke="#fff" stroke-width="3.4"/>'
            yield f'<path d="M{x:.2f} {top}V{bottom}" stroke="#000" stroke-width="1.4" stroke-dasharray="3 1.5"/>'


def _bar(value: float | None, scale: tuple[float, float], y: int, shade: str) -> Iterator[str]:
    low, unit = scale
    zero = _LEFT - low * unit
    if value is None:
        return
    left, width = zero + min(value, 0.0) * unit, abs(value) * unit
    box = f'x="{left:.2f}" y="{y}" width="{width:.2f}" height="{_ROW - 2}"'
    yield f'<rect {box} fill="{shade}" stroke="#303030" stroke-width="0.5"/>'


def _legend(chart: Chart, shades: tuple[str, ...]) -> Iterator[str]:
    x = float(_LEFT)
    for name, shade in zip(chart.series, shades, strict=True):
        yield f'<rect x="{x:.2f}" y="4" width="9" height="9" fill="{shade}" stroke="#303030" stroke-width="0.5"/>'
        yield _text(x + 13, 12, name)
        x += 26 + 6 * len(name)
    if chart.target:
        yield f'<path d="M{x + 4:.2f} 2V15" stroke="#000" stroke-width="1.4" stroke-dasharray="3 1.5"/>'
        yield _text(x + 11, 12, chart.target)


def _value(y: int, words: str) -> str:
    """Return the number of a bar, in a column of its own where no bar or target crosses it."""
    return f'<text x="{WIDTH - 4}" y="{y + 8}" font-size="9.5" text-anchor="end" {_FONT}>{words}</text>'


def _text(x: float, y: int, words: str) -> str:
    return f'<text x="{x:.2f}" y="{y}" font-size="9.5" {_FONT}>{escape(clean(words))}</text>'


def _short(label: str) -> str:
    return label if len(label) <= LETTERS else f"{label[: LETTERS - 1].rstrip()}…"
