"""Drawings of the printed forms of registers: entries and units -> SVG, in the language of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from qms.actions.session import natural
from qms.adapters.drawings import matrices, process_maps, structures, trends
from qms.entries.values import as_number, shown
from qms.model.drawing import Box, Matrix, ProcessGroup, ProcessMap, Scale, Structure, Trend
from qms.model.entry import Entry, Registers
from qms.model.field import choose
from qms.model.message import Catalog, msg
from qms.model.register import FieldOf, Register
from qms.model.register_form import Drawing, DrawingKind


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: what it is called, and its SVG."""

    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Subject:
    """What is drawn: a register of all registers, one entry of it (None: all), the languages of the form."""

    registers: Registers
    register: Register
    entry: Entry | None
    catalog: Catalog
    languages: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the register that can be read."""
        return tuple(one for one in self.registers.of(self.register.id) if not one.problems)

    def label(self, name: str) -> str:
        """Return the label of a field."""
        return self.register.fields[name].name(*self.languages) if name in self.register.fields else name


def drawings(subject: Subject, wanted: Drawing) -> tuple[Drawn, ...]:
    """Return what is to be drawn; nothing where there are no values for it."""
    if wanted.kind is DrawingKind.TREND and subject.entry is not None:
        return _trend(subject, subject.entry, wanted)
    if wanted.kind is DrawingKind.MATRIX:
        return tuple(_matrices(subject, wanted))
    if wanted.kind is DrawingKind.STRUCTURE:
        return _structure(subject)
    if wanted.kind is DrawingKind.MAP:
        return _map(subject)
    return ()


def _trend(subject: Subject, entry: Entry, wanted: Drawing) -> tuple[Drawn, ...]:
    points = _points(subject, entry, wanted)
    if not points:
        return ()
    target, plan = as_number(entry.text(wanted.target)), _plan(entry, wanted)
    column = subject.register.fields.get(wanted.rows)
    value = column.columns[wanted.value].name(*subject.languages) if column else subject.label(wanted.value)
    names = (value, subject.catalog.text(msg("Planned way")), subject.label(wanted.target))
    data = trends.drawn(Trend(points, plan, target, names, entry.text(wanted.measure)), subject.languages[0])
    return (Drawn(subject.catalog.text(msg("Trend")), data),)


def _points(subject: Subject, entry: Entry, wanted: Drawing) -> tuple[tuple[str, float], ...]:
    if wanted.rows:
        pairs: Iterable[tuple[str, str]] = (
            (row.text(wanted.at), row.text(wanted.value)) for row in entry.front.tables(wanted.rows)
        )
    else:
        alike = [one for one in subject.entries if all(one.text(name) == entry.text(name) for name in wanted.same)]
        pairs = ((one.text(wanted.at), one.text(wanted.value)) for one in alike)
    found = {at: number for at, text in pairs if at and (number := as_number(text)) is not None}
    return tuple(sorted(found.items()))


def _plan(entry: Entry, wanted: Drawing) -> tuple[tuple[str, float], ...]:
    """Return the way from the baseline to the target, a value for every year of it."""
    start, target = as_number(entry.text(wanted.start)), as_number(entry.text(wanted.target))
    first, last = entry.text(wanted.since)[:4], entry.text(wanted.until)[:4]
    if start is None or target is None or not (first.isdigit() and last.isdigit()):
        return ()
    years = int(last) - int(first) + 1
    if not 0 < years <= 50:
        return ()
    before = (str(int(first) - 1), start)
    return (before, *((str(int(first) + at), start + (target - start) * (at + 1) / years) for at in range(years)))


def _matrices(subject: Subject, wanted: Drawing) -> Iterable[Drawn]:
    sides = [(wanted.down, wanted.across), wanted.after]
    titles = (subject.catalog.text(msg("Before treatment")), subject.catalog.text(msg("After treatment")))
    fields = subject.register.fields
    for title, names in zip(titles, sides, strict=True):
        if len(names) == 2 and all(name in fields for name in names):
            yield Drawn(title, matrices.drawn(_matrix(subject, wanted, fields[names[0]], fields[names[1]])))


def _matrix(subject: Subject, wanted: Drawing, down: FieldOf, across: FieldOf) -> Matrix:
    scales = [Scale(item.name(*subject.languages), _steps(item)) for item in (down, across)]
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in sorted(subject.entries, key=lambda one: natural(one.code)):
        place = (_whole(entry.text(down.id)), _whole(entry.text(across.id)))
        state = subject.register.states.get(entry.state)
        if all(place) and not (state and state.closed):
            cells[place] = (*cells.get(place, ()), entry.code)
    bands = {
        (one, other): sum(float(one) * float(other) > band.upto for band in wanted.bands[:-1])
        for one, other in product(scales[0].steps, scales[1].steps)
    }
    legend = tuple(band.name(*subject.languages) for band in wanted.bands)
    return Matrix(scales[0], scales[1], cells, bands, legend)


def _steps(item: FieldOf) -> tuple[str, ...]:
    """Return the steps of a scale: the whole numbers from the least to the most that the field may hold."""
    low, high = int(1 if item.low is None else item.low), int(5 if item.high is None else item.high)
    return tuple(str(step) for step in range(low, min(high, low + 9) + 1))


def _whole(text: str) -> str:
    number = as_number(text)
    return "" if number is None else shown(float(round(number)))


def _map(subject: Subject) -> tuple[Drawn, ...]:
    """Return the map of processes: each group with the processes that follow it in the register."""
    groups: list[tuple[Entry | None, list[str]]] = []
    for entry in subject.entries:
        if entry.text("group") == "true":
            groups.append((entry, []))
            continue
        if not groups:
            groups.append((None, []))
        groups[-1][1].append(_numbered(subject, entry))
    begin = subject.catalog.text(msg("Requirements of interested parties"))
    end = subject.catalog.text(msg("Satisfaction of interested parties"))
    shown = tuple(_group(subject, head, names) for head, names in groups)
    data = process_maps.drawn(ProcessMap(shown, begin, end))
    return (Drawn(subject.register.name(*subject.languages), data),) if shown else ()


def _group(subject: Subject, head: Entry | None, names: Iterable[str]) -> ProcessGroup:
    item = subject.register.fields.get("pdca")
    steps = [name for name in head.texts("pdca") if item and name in item.choices] if head else []
    named = tuple((name[0].upper(), item.choices[name].name(*subject.languages)) for name in steps) if item else ()
    return ProcessGroup(_numbered(subject, head) if head else "", tuple(names), named)


def _numbered(subject: Subject, entry: Entry) -> str:
    return f"{entry.code} {choose(entry.front.texts('title'), *subject.languages)}"


def _structure(subject: Subject) -> tuple[Drawn, ...]:
    units = {one.code: one for one in subject.entries}
    order = list(_ordered(units))
    at = {code: number for number, (code, _depth) in enumerate(order)}
    boxes = tuple(_box(subject, units[code], depth, at) for code, depth in order)
    if not boxes:
        return ()
    names = (subject.label("parent"), subject.label("functional"))
    return (Drawn(subject.register.name(*subject.languages), structures.drawn(Structure(boxes, names))),)


def _ordered(units: Mapping[str, Entry]) -> Iterable[tuple[str, int]]:
    """Yield units with their depth, each below the one that it reports to; one in a circle stands on top."""
    below: dict[str, list[str]] = {}
    for code, unit in units.items():
        parent = unit.text("parent")
        below.setdefault(parent if parent in units and parent != code else "", []).append(code)
    seen: set[str] = set()
    waiting = [(code, 0) for code in reversed(below.get("", []))]
    while waiting or len(seen) < len(units):
        if not waiting:
            waiting = [(next(code for code in units if code not in seen), 0)]
        code, depth = waiting.pop()
        if code not in seen:
            seen.add(code)
            yield code, depth
            waiting += [(one, depth + 1) for one in reversed(below.get(code, []))]


def _box(subject: Subject, unit: Entry, depth: int, at: Mapping[str, int]) -> Box:
    title = choose(unit.front.texts("title"), *subject.languages)
    quality, head = (_position(subject, unit.text(name)) for name in ("quality", "head"))
    words = [f"{title}" + (f" · {head}" if head else "")]
    words += [f"({subject.label('quality')}: {quality})"] if quality and quality != head else []
    parent = at.get(unit.text("parent")) if depth else None
    links = tuple(at[code] for code in unit.texts("functional") if code in at and code != unit.code)
    return Box(f"{unit.code} –", " ".join(words), depth, parent, links)


def _position(subject: Subject, name: str) -> str:
    found = subject.registers.get("positions", name) if name else None
    return choose(found.front.texts("title"), *subject.languages) if found else name
