"""The sections of the reports: what the registers tell about objectives, processes, nonconformities, people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qms.actions.report_facts import (
    Facts,
    Figure,
    both,
    by_choice,
    charted,
    counted,
    dash,
    figures,
    listed,
    mean,
    number,
    overdue,
    share,
    still_open,
    year_of,
)
from qms.actions.session import natural
from qms.entries.values import as_number
from qms.model.entry import Entry
from qms.model.message import msg
from qms.model.register import STATE
from qms.model.report import Bar, Chart, Grid, Section

MOST_BARS = 24


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
    return tuple(sections) or (_nothing(facts, "objectives"),)


def _runs(one: Entry, year: int) -> bool:
    """Tell whether an objective was pursued in a year; one that was closed, no longer than its term."""
    closed = min(one.text("closed_on")[:4], one.text("due")[:4])
    return as_number(one.text("from")) is not None and year_of(one) <= year and (not closed or int(closed) >= year)


def _attained(facts: Facts, title: str, found: Sequence[Entry]) -> Section:
    first, last = facts.years
    names = ("title", "indicator", "baseline", "target")
    heads = (facts.say(msg("Code")), *(facts.title("objectives", name) for name in names), first, last, "%")
    rows, bars = [], []
    for one in sorted(found, key=lambda one: natural(one.code)):
        values = [_measured(one, year) for year in facts.years]
        way = [_attainment(one, value) for value in values]
        cells = (facts.shown(one, name) for name in names)
        rows.append((one.code, *cells, *map(dash, values), dash(way[1])))
        bars.append(Bar(f"{one.code} {facts.shown(one, 'title')}", tuple(way), 100.0))
    unmeasured = [one.code for one in found if _measured(one, last) is None]
    words = msg("Not measured in {year}: {codes}", year=last, codes=", ".join(sorted(unmeasured, key=natural)))
    told = msg("The last column is the part of the way from the baseline to the target that is done, in per cent.")
    chart = Chart(facts.say(msg("Way to the target, %")), facts.years, tuple(bars), facts.title("objectives", "target"))
    said = (facts.say(told), *((facts.say(words),) if unmeasured else ()))
    return Section(title, said, grids=(Grid("", heads, tuple(rows)),), charts=(chart,))


def _measured(one: Entry, year: str) -> float | None:
    values = [row.text("value") for row in one.front.tables("measurements") if row.text("year") == year]
    return as_number(values[-1]) if values else None


def _attainment(one: Entry, value: float | None) -> float | None:
    base, target = number(one, "baseline"), number(one, "target")
    if value is None or base is None or target is None or base == target:
        return None
    return round(100 * (value - base) / (target - base), 1)


def _nothing(facts: Facts, register: str) -> Section:
    return Section(facts.title(register), missing=facts.say(msg("No entries of this year. What is to be said?")))


def processes(facts: Facts) -> tuple[Section, ...]:
    """Return the yearly measurements of the processes (manual 10.1.4; ISO 9001:2015, 9.1.1 and 4.4.1 c)."""
    old, new = facts.of("measurements", 1), facts.of("measurements")
    if not old and not new:
        return (_nothing(facts, "measurements"),)
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
    return tuple(
        Chart(title, facts.years, bars[at : at + MOST_BARS], facts.title("measurements", "target"))
        for at in range(0, len(bars), MOST_BARS)
    )


def nonconformities(facts: Facts) -> tuple[Section, ...]:
    """Return the nonconformities of the year and what was done about them (manual 9.5, 11.2; ISO 9001:2015, 10.2)."""
    per_process = [
        (facts.process(number), *both(facts, "nonconformities", _of("process", number)))
        for number in sorted(
            {one.text("process") for back in (0, 1) for one in facts.of("nonconformities", back)}, key=natural
        )
    ]
    title = f"{facts.title('nonconformities')}: {facts.title('nonconformities', 'process')}"
    columns = ("title", "process", "unit", "severity", "cause", "effectiveness")
    return (
        Section(
            facts.title("nonconformities"),
            grids=(
                *figures(facts, (*counted(facts, "nonconformities"), _late(facts, "nonconformities"))),
                *listed(facts, "nonconformities", facts.of("nonconformities"), columns),
            ),
            charts=(
                *by_choice(facts, "nonconformities", "kind"),
                *by_choice(facts, "nonconformities", "detected_at"),
                *charted(facts, title, per_process),
            ),
        ),
    )


def _of(field: str, value: str) -> Callable[[tuple[Entry, ...]], float | None]:
    return lambda entries: sum(one.text(field) == value for one in entries)


def _late(facts: Facts, register: str) -> Figure:
    return facts.say(msg("Overdue today")), None, overdue(facts, register)


def actions(facts: Facts) -> tuple[Section, ...]:
    """Return the state of the corrective and preventive actions (manual 11.2, 11.3; ISO 9001:2015, 10.2)."""
    open_ones = [one for one in still_open(facts, "actions") if year_of(one) < facts.year]
    columns = ("title", "kind", "source", "owner", "due", "effectiveness")
    shown_ones = (*open_ones, *facts.of("actions"))
    kinds = counted(facts, "actions", "kind")[1:]
    return (
        Section(
            facts.title("actions"),
            grids=(
                *figures(facts, (*counted(facts, "actions"), *kinds, _late(facts, "actions"))),
                *listed(facts, "actions", shown_ones, columns),
            ),
        ),
    )


def satisfaction(facts: Facts) -> tuple[Section, ...]:
    """Return surveys by group and complaints (manual 10.1.1, 10.1.2; ISO 9001:2015, 9.1.2)."""
    found = facts.register("surveys").fields
    groups = found["group"].choices if "group" in found else {}
    sections = []
    rows: dict[str, list[Figure]] = {"score": [], "recommend": []}
    for name, group in groups.items():
        label = group.name(*facts.languages)
        for field, figures_of in rows.items():
            old, new = (
                mean(number(one, field) for one in facts.of("surveys", back) if one.text("group") == name)
                for back in (1, 0)
            )
            if old is not None or new is not None:
                figures_of.append((label, old, new))
    columns = ("title", "group", "invited", "answers", "score", "recommend", "conclusion")
    surveyed = (
        *((*figures(facts, rows["score"]),) if rows["score"] else ()),
        *listed(facts, "surveys", facts.of("surveys"), columns),
    )
    charts = tuple(chart for field, own in rows.items() for chart in charted(facts, facts.title("surveys", field), own))
    sections.append(
        Section(facts.title("surveys"), grids=surveyed, charts=charts) if surveyed else _nothing(facts, "surveys")
    )
    answered: Figure = (facts.say(msg("Answered in time, %")), *both(facts, "complaints", _in_time))
    sections.append(
        Section(
            facts.title("complaints"),
            grids=(
                *figures(
                    facts, (*counted(facts, "complaints"), *counted(facts, "complaints", "justified")[1:], answered)
                ),
                *listed(
                    facts, "complaints", facts.of("complaints"), ("title", "party", "process", "due", "answered_on")
                ),
            ),
            charts=by_choice(facts, "complaints", "party"),
        )
    )
    return tuple(sections)


def _in_time(entries: Sequence[Entry]) -> float | None:
    answered = [one for one in entries if one.text("answered_on")]
    return share(sum(one.text("answered_on") <= one.text("due") for one in answered), len(answered))


def competence(facts: Facts) -> tuple[Section, ...]:
    """Return trainings with their effect, and who has which competence until when (manual 8.2.2; ISO 9001, 7.2)."""
    hours: Figure = (facts.title("trainings", "hours"), *both(facts, "trainings", _sum("hours")))
    trained: Figure = (facts.title("trainings", "number"), *both(facts, "trainings", _sum("number")))
    columns = ("title", "participants", "hours", "done_on", "effectiveness")
    return (
        Section(
            facts.title("trainings"),
            grids=(
                *figures(facts, (*counted(facts, "trainings"), trained, hours)),
                *listed(facts, "trainings", facts.of("trainings"), columns),
            ),
            charts=by_choice(facts, "trainings", "competence"),
        ),
        _matrix(facts),
        *_expiring(facts),
    )


def _sum(field: str) -> Callable[[tuple[Entry, ...]], float | None]:
    return lambda entries: sum(number(one, field) or 0 for one in entries)


def _matrix(facts: Facts) -> Section:
    """Return positions by competences: until which day each is held, `∞` where for ever."""
    held = [one for one in facts.registers.of("competences") if year_of(one) <= facts.year and one.state == "valid"]
    found = facts.register("competences").fields
    kinds = {
        name: kind
        for name, kind in (found["competence"].choices if "competence" in found else {}).items()
        if any(one.text("competence") == name for one in held)
    }
    until = {(one.text("position"), one.text("competence")): facts.shown(one, "valid_until") or "∞" for one in held}
    heads = (facts.title("competences", "position"), *(kind.name(*facts.languages) for kind in kinds.values()))
    rows = sorted(
        (facts.position(position), *(until.get((position, name), "") or "–" for name in kinds))
        for position in {one.text("position") for one in held}
    )
    told = facts.say(msg("The day until which each competence holds; ∞ means without a term."))
    if not rows:
        return _nothing(facts, "competences")
    return Section(facts.title("competences"), (told,), grids=(Grid("", heads, tuple(rows)),))


def _expiring(facts: Facts) -> tuple[Section, ...]:
    """Return the competences whose term ends in the year of the report or the one after."""
    ends = {str(facts.year), str(facts.year + 1)}
    found = [one for one in facts.registers.of("competences") if one.text("valid_until")[:4] in ends]
    title = facts.say(msg("Competences that end in {year} or the year after", year=facts.year))
    grids = listed(facts, "competences", found, ("position", "competence", "valid_until"), title)
    return (Section(title, grids=tuple(Grid("", grid.heads, grid.rows) for grid in grids)),) if grids else ()


def audits(facts: Facts) -> tuple[Section, ...]:
    """Return the internal audits and what they found (manual 10.2; ISO 9001:2015, 9.2)."""
    return (
        Section(
            facts.title("audits"),
            grids=(
                *figures(facts, (*counted(facts, "audits"), *counted(facts, "findings", "kind"))),
                *listed(facts, "audits", facts.of("audits"), ("title", "unit", "lead", "held_on", "conclusion")),
                *listed(facts, "findings", facts.of("findings"), ("title", "kind", "process", "answer")),
            ),
            charts=by_choice(facts, "findings", "kind"),
        ),
    )


def proposals(facts: Facts) -> tuple[Section, ...]:
    """Return the proposals for improvement (manual 11.1; ISO 9001:2015, 10.3)."""
    return (_register(facts, "proposals", ("title", "process", "owner", "decision")),)


def changes(facts: Facts) -> tuple[Section, ...]:
    """Return the changes to the system (manual 9.3.5; ISO 9001:2015, 6.3)."""
    return (_register(facts, "changes", ("title", "process", "decision", "done_on")),)


def risks(facts: Facts) -> tuple[Section, ...]:
    """Return risks and opportunities before and after their treatment (ISO 9001:2015, 6.1, 9.3.2 e)."""
    found = [one for one in facts.registers.of("risks") if year_of(one) <= facts.year]
    columns = ("title", "process", "level", "response", "residual", "effectiveness")
    bars = []
    for one in found:
        values = [as_number(facts.shown(one, name)) for name in ("level", "residual")]
        bars.append(Bar(f"{one.code} {facts.shown(one, 'title')}", tuple(values)))
    series = (facts.title("risks", "level"), facts.title("risks", "residual"))
    charts = (Chart(facts.title("risks"), series, tuple(bars[:MOST_BARS])),) if bars else ()
    return (Section(facts.title("risks"), grids=listed(facts, "risks", found, columns), charts=charts),)


def providers(facts: Facts) -> tuple[Section, ...]:
    """Return the external providers and how they were evaluated (ISO 9001:2015, 8.4, 9.3.2 c 7)."""
    found = facts.registers.of("suppliers")
    columns = ("title", "supply", "score", "review")
    return (Section(facts.title("suppliers"), grids=listed(facts, "suppliers", found, columns)),)


def resources(facts: Facts) -> tuple[Section, ...]:
    """Return infrastructure and its condition (ISO 9001:2015, 7.1, 9.3.2 d)."""
    found = facts.registers.of("infrastructure")
    columns = ("title", "unit", "condition", "checked")
    return (Section(facts.title("infrastructure"), grids=listed(facts, "infrastructure", found, columns)),)


def _register(facts: Facts, register: str, columns: Sequence[str]) -> Section:
    found = facts.of(register)
    grids = (*figures(facts, counted(facts, register, STATE)), *listed(facts, register, found, columns))
    return Section(facts.title(register), grids=grids)
