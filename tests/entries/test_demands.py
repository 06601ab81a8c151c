"""What entries demand of each other: something for every year, an entry that answers, a value of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qms.entries.demands import concerns, matches, not_independent, unmet, years
from qms.model.document import Position, Process, Unit
from qms.model.entry import Entry
from qms.model.location import Location
from qms.model.register import Deadline, Demand, FieldOf, Independence, Kind, Register, StateOf
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot

from .made import entry, fields, registers

STATES = {"active": StateOf("active", following=("over",)), "over": StateOf("over", closed=True)}
THINGS = Register("things", states=STATES)
PLAIN = Register("things")
TO_THINGS = FieldOf("of", kind=Kind.ENTRY, registers=("things",))
ACTIONS = Register("actions", states=STATES, fields=fields(TO_THINGS, replace(TO_THINGS, id="beside")))
OTHERS = Register("others", fields=fields(TO_THINGS))
MEASURED = Demand("measured", link="rows", year="year", since="from")
ANSWERED = Demand("answered", register="actions", link="of")
FILLED = Demand("filled", link="proof")


def lacking(demand: Demand, today: str, *entries: Entry, register: Register = PLAIN) -> list[str]:
    """Return what the first of the entries lacks."""
    everything = registers([register, ACTIONS, OTHERS], *entries)
    return list(unmet(everything, register, entries[0], demand, date.fromisoformat(today)))


def action(text: str = "of: А-1\n", register: str = "actions", code: str = "И-1") -> Entry:
    return entry(text, code, register)


def test_a_demand_is_made_in_its_states_or_else_while_something_is_to_be_done() -> None:
    demand = Demand("x")
    assert [concerns(THINGS, entry(f"state: {state}\n"), demand) for state in ("active", "over")] == [True, False]
    ended = replace(demand, states=("over",))
    assert [concerns(THINGS, entry(f"state: {state}\n"), ended) for state in ("active", "over")] == [False, True]
    assert concerns(PLAIN, entry(), demand)
    assert not concerns(PLAIN, entry(), ended)


def test_a_demand_is_made_where_every_field_has_one_of_its_values() -> None:
    demand = Demand("x", when={"kind": ("risk", "chance"), "scope": ("", "unit")})
    made = [
        concerns(PLAIN, entry(text), demand)
        for text in ("kind: risk\n", "kind: [x, chance]\nscope: unit\n", "kind: x\n", "kind: risk\nscope: all\n")
    ]
    assert made == [True, True, False, False]
    assert not matches(entry(), "scope", ("unit",))


@pytest.mark.parametrize(
    ("today", "month_day", "found"),
    [
        ("2024-12-31", "12-31", ["2023"]),
        ("2025-01-01", "12-31", ["2023", "2024"]),
        ("2024-06-30", "06-30", ["2023"]),
        ("2024-07-01", "06-30", ["2023", "2024"]),
        ("2025-12-31", "02-29", ["2023", "2024"]),
    ],
)
def test_every_year_that_is_over_is_asked_for(today: str, month_day: str, found: list[str]) -> None:
    one = entry("from: 2022-05-01\nrows: [{year: 2022}, {year: 20233}, {year: x}, 2023]\n")
    assert lacking(replace(MEASURED, month_day=month_day), today, one) == found


def test_the_years_begin_with_that_of_the_entry_though_it_was_measured_later_only() -> None:
    assert lacking(MEASURED, "2024-06-01", entry("from: 2021-05-01\nrows: [{year: 2023}]\n")) == ["2021", "2022"]


def test_without_a_first_year_of_its_own_that_of_the_register_counts() -> None:
    other = entry("rows: [{year: 2023}, {year: 2022}]\n", "А-2")
    assert lacking(MEASURED, "2024-06-01", entry(), other) == ["2022", "2023"]
    assert lacking(MEASURED, "2024-06-01", entry("from: soon\n"), other) == ["2022", "2023"]
    assert lacking(MEASURED, "2024-06-01", entry("from: ٢٠٢٣\n"), other) == ["2022", "2023"]
    assert lacking(replace(MEASURED, since=""), "2024-06-01", entry("from: 2023\n"), other) == ["2022", "2023"]
    assert lacking(MEASURED, "2024-06-01", entry()) == [], "nobody measures here"


def test_a_year_may_be_answered_by_entries_of_another_register() -> None:
    demand = Demand("audited", register="actions", link="of", year="year", since="from", linked=("over",))
    one = entry("from: 2021\n")
    done = action("of: А-1\nyear: 2022\nstate: over\n")
    planned = action("of: А-1\nyear: 2023\nstate: active\n", code="И-2")
    assert lacking(demand, "2024-06-01", one, done, planned) == ["2021", "2023"]
    everything = registers([PLAIN, ACTIONS, OTHERS], one, done, planned)
    assert list(years(everything, PLAIN, one, demand)) == [2022]


@pytest.mark.parametrize(
    ("others", "lacks"),
    [
        ([], True),
        ([action()], False),
        ([action("of: [А-9, А-1]\n")], False),
        ([action("of: А-2\n")], True),
        ([action("beside: А-1\n")], True),
        ([action(register="others")], True),
    ],
)
def test_an_entry_must_name_this_one_in_the_field_that_is_asked_for(others: list[Entry], lacks: bool) -> None:
    found = [entry(), entry(code="А-2"), *others]
    assert lacking(ANSWERED, "2024-06-01", *found) == ([""] if lacks else [])


def test_an_entry_that_answers_must_be_in_a_state_that_counts() -> None:
    demand = replace(ANSWERED, linked=("over",))
    assert lacking(demand, "2024-06-01", entry(), action("of: А-1\nstate: active\n")) == [""]
    assert lacking(demand, "2024-06-01", entry(), action("of: А-1\nstate: over\n")) == []


def test_a_value_of_its_own_is_asked_for_as_soon_as_one_entry_has_it() -> None:
    kept = entry("proof: № 1\n", "А-2")
    assert lacking(FILLED, "2024-06-01", entry()) == []
    assert lacking(FILLED, "2024-06-01", entry(), kept) == [""]
    assert lacking(FILLED, "2024-06-01", entry("proof: № 2\n"), kept) == []
    assert lacking(FILLED, "2024-06-01", entry("state: over\n"), kept, register=THINGS) == []


@pytest.mark.parametrize(
    ("found", "today", "lacks"),
    [
        ("2024-01-01", "2024-01-31", False),
        ("2024-01-01", "2024-02-01", True),
        ("2024-01-01", "2024-02-02", True),
        ("soon", "2030-01-01", False),
    ],
)
def test_a_demand_with_a_term_is_made_when_it_has_passed_whoever_keeps_it(found: str, today: str, lacks: bool) -> None:
    demand = replace(FILLED, after=Deadline("found", days=30))
    assert lacking(demand, today, entry(f"found: {found}\n")) == ([""] if lacks else [])


NOWHERE = Location("")
SNAPSHOT = Snapshot(
    Settings(),
    units={"КБ": Unit("КБ", head="head"), "ИЖ": Unit("ИЖ")},
    positions={"clerk": Position("clerk", unit="КБ"), "stranger": Position("stranger", unit="ИЖ")},
    processes={"4.1": Process("4.1", {}, "owner", group=False, location=NOWHERE)},
)


def test_nobody_audits_the_own_unit_or_process() -> None:
    register = Register("things", independent=Independence(people=("leader", "auditors"), of=("unit", "process")))
    text = "leader: {leader}\nauditors: [stranger, {auditor}]\nunit: [КБ, ПБ]\nprocess: '4.1'\n"

    def found(leader: str, auditor: str) -> list[tuple[str, str, str]]:
        return list(not_independent(SNAPSHOT, register, entry(text.format(leader=leader, auditor=auditor))))

    assert found("stranger", "nobody") == []
    assert found("head", "clerk") == [("leader", "head", "КБ"), ("auditors", "clerk", "КБ")]
    assert found("owner", "stranger") == [("leader", "owner", "4.1")]
    assert list(not_independent(SNAPSHOT, PLAIN, entry("leader: head\nunit: КБ\n"))) == []
