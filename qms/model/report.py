"""A report over the registers: sections with figures, tables and charts, ready to be printed in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, its heads, its rows; all of them texts as they are shown."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What a chart shows of one thing: a value for each series (None: there is none), and where the target stands."""

    label: str
    values: tuple[float | None, ...]
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that lie on their side, under one another; `series` names the values of each (`2025`, `2026`)."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. `words` are paragraphs; `missing` says what a person is still to write, empty if nothing.

    The first table without a title stands before the charts, the others after them; `level` is that of the heading.
    """

    title: str
    words: tuple[str, ...] = ()
    missing: str = ""
    grids: tuple[Grid, ...] = ()
    charts: tuple[Chart, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: its title, its sections, who signs it (what the signature means, the position)."""

    title: str
    sections: tuple[Section, ...]
    signers: tuple[tuple[str, str], ...] = ()
    turned: bool = False
