"""The sections of the reports: what the registers tell about nonconformities, customers, people, audits, risks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qms.actions.reports.facts import (
    Facts,
    Figure,
    both,
    by_choice,
    charted,
    charts,
    counted,
    figures,
    listed,
    mean,
    nothing,
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
from qms.model.report import Bar, Grid, Section


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
    return _surveys(facts), _complaints(facts)


def _surveys(facts: Facts) -> Section:
    fields = facts.register("surveys").fields
    groups = fields["group"].choices if "group" in fields else {}
    rows: dict[str, list[Figure]] = {"score": [], "recommend": []}
    for name, group in groups.items():
        for field, figures_of in rows.items():
            old, new = (
                mean(number(one, field) for one in facts.of("surveys", back) if one.text("group") == name)
                for back in (1, 0)
            )
            if old is not None or new is not None:
                figures_of.append((group.name(*facts.languages), old, new))
    columns = ("title", "group", "invited", "answers", "score", "recommend", "conclusion")
    grids = (
        *(figures(facts, rows["score"]) if rows["score"] else ()),
        *listed(facts, "surveys", facts.of("surveys"), columns),
    )
    drawn = tuple(chart for field, own in rows.items() for chart in charted(facts, facts.title("surveys", field), own))
    return Section(facts.title("surveys"), grids=grids, charts=drawn) if grids else nothing(facts, "surveys")


def _complaints(facts: Facts) -> Section:
    answered: Figure = (facts.say(msg("Answered in time, %")), *both(facts, "complaints", _in_time))
    counts = (*counted(facts, "complaints"), *counted(facts, "complaints", "justified")[1:], answered)
    columns = ("title", "party", "process", "due", "answered_on")
    return Section(
        facts.title("complaints"),
        grids=(*figures(facts, counts), *listed(facts, "complaints", facts.of("complaints"), columns)),
        charts=by_choice(facts, "complaints", "party"),
    )


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
        return nothing(facts, "competences")
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
    drawn = charts(facts.title("risks"), series, bars)
    return (Section(facts.title("risks"), grids=listed(facts, "risks", found, columns), charts=drawn),)


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
