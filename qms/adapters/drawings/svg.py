"""What all drawings share: letters, boxes and lines as SVG, the same bytes every run, readable in grey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from qms.adapters.prints.columns import width
from qms.adapters.prints.lettering import clean

WIDTH = 455.0
"""Points: the measure of the page."""
INK, LIGHT = "#303030", "#8c8c8c"
DASHES = 'stroke-dasharray="3 1.5"'
HEAVY, MIDDLE, END = ' font-weight="bold"', ' text-anchor="middle"', ' text-anchor="end"'
_FONT = 'font-family="Libertinus Serif, serif"'


def drawing(wide: float, high: float, parts: Iterable[str]) -> bytes:
    """Return a whole drawing of parts."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">'
    )
    return "\n".join((head, *parts, "</svg>", "")).encode("utf-8", "replace")


def words(x: float, y: float, text: str, size: float = 9.5, more: str = "") -> str:
    """Return one line of letters that begins at a place; `more` are further attributes (`MIDDLE`, `HEAVY`)."""
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{size:g}"'
    return f"<text {place} {_FONT}{more}>{escape(clean(text))}</text>"


def box(x: float, y: float, wide: float, high: float, fill: str = "none") -> str:
    """Return a box with a thin edge."""
    place = f'x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    return f'<rect {place} fill="{fill}" stroke="{INK}" stroke-width="0.6"/>'


def line(points: Iterable[tuple[float, float]], *, stroke: str = INK, thick: float = 0.8, more: str = "") -> str:
    """Return a line through points."""
    path = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f'<path d="M{path}" fill="none" stroke="{stroke}" stroke-width="{thick:g}" {more}/>'


def wrapped(text: str, room: float, size: float = 9.5) -> list[str]:
    """Return a text in lines that find room in so many points; a longer word stays whole."""
    lines: list[str] = []
    for part in text.split():
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and width(longer) * size <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def legend(x: float, y: float, items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield signs with their names on one line; `{x}` and `{y}` in a sign are its place."""
    for sign, name in items:
        yield sign.replace("{x}", f"{x:.2f}").replace("{y}", f"{y:.2f}")
        yield words(x + 24, y + 3, name)
        x += 36 + width(name) * 9.5
