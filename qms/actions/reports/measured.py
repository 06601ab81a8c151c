"""The sections about what is measured every year: objectives and processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qms.actions.reports.facts import (
    Facts,
    Figure,
    charts,
    figures,
    listed,
    nothing,
    number,
    share,
    year_of,
)
from qms.actions.session import natural
from qms.entries.values import as_number
from qms.model.days import read_day
from qms.model.entry import Entry
from qms.model.message import msg
from qms.model.report import Bar, Chart, Grid, Section


def objectives(facts: Facts) -> tuple[Section, ...]:
    """Return what was attained of the objectives (manual 7.1; ISO 9001:2015, 6.2 and 9.3.2 c 2)."""
    running = [one for one in facts.registers.of("objectives") if _runs(one, facts.year)]
    found = facts.register("objectives")
    sections = []
    for scope in ("university", "unit"):
        own = [one for one in running if one.text("scope") == scope]
        kinds = found.fields["scope"].choices if "scope" in found.fields else {}
        name = kinds[scope].name(*facts.languages) if scope in kinds else scope
        if own:
            sections.append(_attained(facts, f"{facts.title('objectives')}: {name}", own))
    if sections:
        told = msg("The last column is the part of the way from the baseline to the target that is done, in per cent.")
        sections[0] = replace(sections[0], words=(facts.say(told), *sections[0].words))
    return tuple(sections) or (nothing(facts, "objectives"),)


def _runs(one: Entry, year: int) -> bool:
    """Tell whether an objective was pursued in a year; one that was closed, no longer than its term."""
    closed, due = (read_day(one.text(name)) for name in ("closed_on", "due"))
    last = min(closed, due or closed).year if closed else year
    return as_number(one.text("from")) is not None and year_of(one) <= year <= last


def _attained(facts: Facts, title: str, found: Sequence[Entry]) -> Section:
    first, last = facts.years
    names = ("title", "indicator", "baseline", "target")
    heads = (facts.say(msg("Code")), *(facts.title("objectives", name) for name in names), first, last, "%")
    rows, bars = [], []
    for one in sorted(found, key=lambda one: natural(one.code)):
        values = [_measured(one, year) for year in facts.years]
        way = [_attainment(one, value) for value in values]
        cells = (facts.shown(one, name) for name in names)
        rows.append((one.code, *cells, *map(facts.dash, values), facts.dash(way[1])))
        bars.append(Bar(f"{one.code} {facts.shown(one, 'title')}", tuple(way), 100.0))
    unmeasured = [one.code for one in found if _measured(one, last) is None]
    words = msg("Not measured in {year}: {codes}", year=last, codes=", ".join(sorted(unmeasured, key=natural)))
    drawn = charts(facts.say(msg("Way to the target, %")), facts.years, bars, facts.title("objectives", "target"))
    said = (facts.say(words),) if unmeasured else ()
    return Section(title, said, grids=(Grid("", heads, tuple(rows)),), charts=drawn)


def _measured(one: Entry, year: str) -> float | None:
    values = [row.text("value") for row in one.front.tables("measurements") if row.text("year") == year]
    return as_number(values[-1]) if values else None


def _attainment(one: Entry, value: float | None) -> float | None:
    base, target = number(one, "baseline"), number(one, "target")
    if value is None or base is None or target is None or base == target:
        return None
    return round(100 * (value - base) / (target - base), 1)


def processes(facts: Facts) -> tuple[Section, ...]:
    """Return the yearly measurements of the processes (manual 10.1.4; ISO 9001:2015, 9.1.1 and 4.4.1 c)."""
    old, new = facts.of("measurements", 1), facts.of("measurements")
    if not old and not new:
        return (nothing(facts, "measurements"),)
    measured = {one.text("process") for one in new if one.text("value")}
    left = [item.number for item in facts.snapshot.processes.values() if not item.group and item.number not in measured]
    words = msg("Not measured in {year}: {codes}", year=facts.year, codes=", ".join(sorted(left, key=natural)))
    rows: list[Figure] = [
        (facts.say(msg("Measured")), _values(old), _values(new)),
        (facts.say(msg("Target reached, %")), _reached(old), _reached(new)),
    ]
    columns = ("process", "indicator", "measure", "target", "value", "conclusion")
    return (
        Section(
            facts.title("measurements"),
            (facts.say(words),) if left else (),
            grids=(*figures(facts, rows), *listed(facts, "measurements", new, columns)),
            charts=_against_target(facts, old, new),
        ),
    )


def _values(entries: Iterable[Entry]) -> int:
    return sum(bool(one.text("value")) for one in entries)


def _reached(entries: Sequence[Entry]) -> float | None:
    """Return in how many of the measurements the target was reached, in per cent."""
    known = [
        (a, b, one)
        for one in entries
        if (a := number(one, "value")) is not None and (b := number(one, "target")) is not None
    ]
    good = sum(value <= target if one.text("direction") == "down" else value >= target for value, target, one in known)
    return share(good, len(known))


def _against_target(facts: Facts, old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Chart, ...]:
    """Return a chart of what is measured in per cent: values of different units stand in no common chart."""
    before = {(one.text("process"), one.text("indicator")): number(one, "value") for one in old}
    bars = tuple(
        Bar(
            f"{one.text('process')} {facts.shown(one, 'indicator')}",
            (before.get((one.text("process"), one.text("indicator"))), number(one, "value")),
            number(one, "target"),
        )
        for one in sorted(new, key=lambda one: natural(one.text("process")))
        if one.text("measure") == "%"
    )
    title = f"{facts.title('measurements')}, %"
    return charts(title, facts.years, bars, facts.title("measurements", "target"))
