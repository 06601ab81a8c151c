"""The report for the management review: the eight inputs of the manual, and those that only the standard asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from qms.actions.reports import measured, sections
from qms.actions.reports.facts import Facts, listed, year_of
from qms.entries.display import cells_of
from qms.model.entry import Entry
from qms.model.message import msg
from qms.model.report import Grid, Report, Section

Builder = Callable[[Facts], tuple[Section, ...]]

INPUTS: Mapping[str, tuple[Builder, ...]] = {
    "objectives": (measured.objectives,),
    "audits": (sections.audits,),
    "customers": (sections.satisfaction,),
    "performance": (measured.processes,),
    "nonconformities": (sections.nonconformities,),
    "actions": (sections.actions,),
    "changes": (sections.changes,),
    "improvement": (sections.proposals,),
}
"""Manual 12.1, а to з: the fields of the register of reviews, and what the registers tell to each."""


def management_review(facts: Facts, *, iso: bool = True) -> Report:
    """Return the yearly report (manual 12.1); with `iso` also the other inputs of ISO 9001:2015, 9.3.2."""
    review = next((one for one in facts.registers.of("reviews") if one.text("year") == str(facts.year)), None)
    more: dict[str, tuple[Builder, ...]] = {
        "iso_previous": (_previous,),
        "iso_context": (),
        "iso_providers": (sections.providers,),
        "iso_resources": (sections.resources, sections.competence),
        "iso_risks": (sections.risks,),
    }
    makers = {**INPUTS, **(more if iso else {})}
    found = (part for name, ones in makers.items() for part in _input(facts, review, name, ones))
    return Report(
        facts.say(msg("Report on the quality management system for {year}", year=facts.year)),
        (*found, _outcome(facts, review)),
        _signers(facts, review),
    )


def _signers(facts: Facts, review: Entry | None) -> tuple[tuple[str, str], ...]:
    """Return the author, and those who may move the review into its states (manual 12.1: agreed, then approved)."""
    register = facts.register("reviews")
    author = (review.text("owner") if review else "") or register.keeper
    moved = (
        (state.name(*facts.languages), facts.position(state.by[0])) for state in register.states.values() if state.by
    )
    return (facts.say(msg("Drawn up by")), facts.position(author)), *moved


def _input(facts: Facts, review: Entry | None, name: str, makers: tuple[Builder, ...]) -> Iterator[Section]:
    """Yield one input: what was written about it in the register, then what the registers tell.

    Where they tell one thing only, that stands under the heading of the input itself.
    """
    written = facts.shown(review, name) if review else ""
    missing = "" if written else facts.say(msg("To be completed: the conclusion of the author"))
    head = Section(facts.title("reviews", name) or name, (written,) if written else (), missing)
    parts = [part for maker in makers for part in maker(facts)]
    if len(parts) == 1:
        yield replace(head, words=(*head.words, *parts[0].words), grids=parts[0].grids, charts=parts[0].charts)
        return
    yield head
    yield from (replace(part, level=2) for part in parts)


def _previous(facts: Facts) -> tuple[Section, ...]:
    """Return the actions that came of earlier reviews."""
    earlier = {one.code for one in facts.registers.of("reviews") if year_of(one) < facts.year}
    found = [one for one in facts.registers.of("actions") if one.text("source") in earlier]
    columns = ("title", "source", "owner", "due", "result", "effectiveness")
    return (Section(facts.title("actions"), grids=listed(facts, "actions", found, columns)),) if found else ()


def _outcome(facts: Facts, review: Entry | None) -> Section:
    """Return what the review decided (manual 12.2; ISO 9001:2015, 9.3.3)."""
    title = facts.title("reviews", "decisions")
    rated = facts.shown(review, "effectiveness") if review else ""
    label = facts.title("reviews", "effectiveness")
    if review is None or not rated:
        missing = msg("To be completed: decisions with term and responsible, and how effective the system is")
        return Section(title, missing=facts.say(missing))
    words = (f"{label}: {rated}", facts.shown(review, "minutes"))
    return Section(title, tuple(filter(None, words)), grids=_decisions(facts, review))


def _decisions(facts: Facts, review: Entry) -> tuple[Grid, ...]:
    field = facts.register("reviews").fields.get("decisions")
    if field is None:
        return ()
    heads = tuple(column.name(*facts.languages) for column in field.columns.values())
    found = review.front.tables("decisions")
    rows = tuple(cells_of(field, row, facts.snapshot, facts.languages) for row in found)
    return (Grid("", heads, rows),) if rows else ()
