"""Which days of a yearly duty the registers show as done, and what is on its way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qms.entries.yearly import days_of, done_days, under_way
from qms.model.calendar import Duty
from qms.model.entry import Entry
from qms.model.register import Demand, Register, StateOf

from .made import entry, registers

STATES = {"active": StateOf("active", following=("over",)), "over": StateOf("over", closed=True)}
MEASURED = Demand("measured", link="rows", year="year", since="from")
THINGS = Register("things", states=STATES, demands={"measured": MEASURED})
DUTY = Duty("audit", {}, on=("03-01", "09-01"), register="things")
BOTH, NONE = {"03-01", "09-01"}, set[str]()


def done(duty: Duty, *entries: Entry, year: int = 2024) -> set[str]:
    return set(done_days(duty, registers([THINGS], *entries), year))


def running(duty: Duty, *entries: Entry, year: int = 2024) -> str:
    found = under_way(duty, registers([THINGS], *entries), year)
    return found.code if found else ""


def test_an_entry_shows_its_year_when_nothing_is_left_to_do() -> None:
    assert done(DUTY, entry("state: over\n", "А-2024-1")) == {"03-01"}
    assert done(DUTY, entry("state: over\nyear: 2024\n", "А-2023-1")) == {"03-01"}, "its field comes before its code"
    assert done(DUTY, entry("state: over\n", "А-2024-1"), entry("state: over\n", "А-2024-2")) == BOTH
    for text, code in (("state: active\n", "А-2024-1"), ("state: over\n", "А-2023-1"), ("state: over\n", "А-12024-1")):
        assert done(DUTY, entry(text, code)) == NONE
    assert done(replace(DUTY, register="unknown"), entry("state: over\n", "А-2024-1")) == NONE


def test_an_entry_with_a_day_shows_the_nearest_day_of_the_duty() -> None:
    dated = replace(DUTY, date="held")
    assert done(dated, entry("state: over\nheld: 2024-08-20\n")) == {"09-01"}
    assert done(dated, entry("state: over\nheld: 2023-08-20\n", "А-2024-1")) == NONE
    assert done(dated, entry("state: over\n", "А-2024-1")) == NONE


def test_a_duty_says_which_states_and_values_show_it() -> None:
    asked = replace(DUTY, states=("active",), when={"kind": ("internal",)})
    assert done(asked, entry("state: active\nkind: internal\n", "А-2024-1")) == {"03-01"}
    assert done(asked, entry("state: over\nkind: internal\n", "А-2024-1")) == NONE
    assert done(asked, entry("state: active\nkind: external\n", "А-2024-1")) == NONE


def test_where_every_open_entry_needs_its_day_one_without_it_is_enough_to_leave_the_duty() -> None:
    every = replace(DUTY, every=True, date="looked")
    this, last = entry("state: active\nlooked: 2024-02-01\n"), entry("state: active\nlooked: 2023-02-01\n", "А-2")
    assert done(every, this) == BOTH
    assert done(every, this, last) == done(every, last) == done(every) == NONE
    assert done(every, this, entry("state: over\n", "А-3")) == BOTH, "what is closed needs no look"


@pytest.mark.parametrize(
    ("texts", "met"),
    [
        (["from: 2024\nrows: [{year: 2024}]\n"], True),
        (["from: 2024\nrows: [{year: 2023}]\n"], False),
        (["from: 2024\nrows: [{year: 2024}]\n", "from: 2024-11-01\n"], False),
        (["from: 2024\nrows: [{year: 2024}]\n", "from: 2025-01-01\n"], True),
        (["from: 2024\nrows: [{year: 2024}]\n", "from: 2020\nstate: over\n"], True),
        (["rows: [{year: 2024}]\nstate: over\n"], True),
        (["from: 2025\n"], False),
        ([], False),
    ],
)
def test_a_demand_is_met_where_something_has_it_and_nothing_lacks_it(texts: list[str], met: bool) -> None:
    found = [entry("state: active\n" * ("state" not in text) + text, f"А-{at}") for at, text in enumerate(texts)]
    asked = replace(DUTY, demand="measured")
    assert done(asked, *found) == (BOTH if met else NONE)
    assert done(replace(asked, demand="unknown"), *found) == NONE


def test_an_open_entry_of_the_year_is_on_its_way() -> None:
    found = entry("state: over\n", "А-2024-1"), entry("state: active\n", "А-2024-2"), entry("", "А-2023-1")
    assert running(DUTY, *found) == "А-2024-2"
    assert running(DUTY, found[0], found[2]) == ""
    assert running(replace(DUTY, states=("active",)), *found) == "", "it shows the duty already"
    assert running(replace(DUTY, when={"kind": ("x",)}), *found) == ""
    for other in (replace(DUTY, every=True), replace(DUTY, demand="measured"), replace(DUTY, register="unknown")):
        assert running(other, *found) == ""
    assert running(DUTY, entry("state: active\n", "А-1"), year=0) == "А-1"


def test_each_day_answers_the_nearest_and_a_bare_year_the_first_that_is_left() -> None:
    on = ("09-01", "03-01", "06-01")
    assert days_of(["2024-05-20", "2024"], on, 2024) == {"06-01", "03-01"}
    assert days_of(["2024", "2024"], on, 2024) == {"03-01", "06-01"}
    assert days_of(["2024", "2024-03-02"], on, 2024) == {"03-01", "06-01"}
    assert days_of(["2023-05-20", "2025"], on, 2024) == NONE
    assert days_of(["2023", "2024"], on, 2024) == {"03-01"}
    assert days_of(["2024"] * 5, on, 2024) == set(on)


def test_the_29th_of_february_is_the_28th_in_a_year_without_it() -> None:
    on = ("02-29", "03-08")
    assert [days_of([f"2023-{day}"], on, 2023) for day in ("03-01", "03-05")] == [{"02-29"}, {"03-08"}]
