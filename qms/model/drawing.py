"""Drawings that are made of registers: a trend over the years, a risk matrix, the structure of units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trend:
    """Values over the years, oldest first (`2025`, 81.0); `plan` is the way from the baseline to the target.

    `names` are what values, plan and target are called in the legend, in this order.
    """

    points: tuple[tuple[str, float], ...]
    plan: tuple[tuple[str, float], ...] = ()
    target: float | None = None
    names: tuple[str, str, str] = ("", "", "")
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of one side of a matrix: what it is called, and its values from low to high."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A risk matrix: `cells` holds the codes at (down, across), `bands` the part of the scale of each cell, from 0.

    `legend` names the bands, from low to high.
    """

    down: Scale
    across: Scale
    cells: dict[tuple[str, str], tuple[str, ...]]
    bands: dict[tuple[str, str], int]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A unit in the structure: how deep it stands, above which number of lines it hangs (`parent`, None: on top).

    `links` are the numbers of the boxes that it works with.
    """

    head: str
    words: str
    depth: int
    parent: int | None = None
    links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """Units under one another; `names` are what the lines of subordination and of co-operation are called."""

    boxes: tuple[Box, ...]
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ProcessGroup:
    """A group of processes: its title, the names of its processes, its steps of the PDCA cycle (letter and name)."""

    title: str
    items: tuple[str, ...]
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """The groups of processes between what they begin with and what they lead to."""

    groups: tuple[ProcessGroup, ...]
    begin: str
    end: str
