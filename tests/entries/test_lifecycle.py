"""The life of an entry: what may follow, what must be filled in, until when, by whom."""

from __future__ import annotations

from datetime import date

import pytest

from qms.entries.lifecycle import (
    due,
    is_closed,
    is_open,
    is_overdue,
    is_unfilled,
    missing,
    movers,
    needs,
    reachable,
)
from qms.model.register import Deadline, FieldOf, Register, StateOf

from .made import entry, fields

FIELDS = fields(FieldOf("title", required=True), *(FieldOf(name) for name in ("score", "reason", "result", "proof")))
STATES = {
    "open": StateOf("open", following=("assessed", "dropped"), deadline=Deadline("found", days=10)),
    "assessed": StateOf("assessed", following=("done", "open"), needs=("score",), by=("head", "{owner}", "{owner}")),
    "dropped": StateOf("dropped", following=("done",), needs=("reason",)),
    "done": StateOf("done", following=("checked",), needs=("result",), closed=True),
    "checked": StateOf("checked", needs=("proof",), closed=True),
}
RISKS = Register("things", fields=FIELDS, states=STATES)
TABLE = Register("things", fields=FIELDS)


@pytest.mark.parametrize(
    ("state", "opened", "closed"),
    [
        ("open", True, False),
        ("done", False, False),
        ("checked", False, True),
        ("lost", False, False),
        ("", False, False),
    ],
)
def test_an_entry_is_open_until_a_closed_state_and_finished_where_nothing_follows(
    state: str, opened: bool, closed: bool
) -> None:
    assert is_open(RISKS, entry(f"state: {state}\n")) is opened
    assert is_closed(RISKS, state) is closed


def test_a_state_needs_what_every_way_to_it_needs() -> None:
    assert needs(RISKS) == {
        "": ("title",),
        "open": ("title",),
        "assessed": ("title", "score"),
        "dropped": ("title", "reason"),
        "done": ("title", "result"),
        "checked": ("title", "result", "proof"),
    }


def test_a_state_that_is_reached_on_one_way_inherits_all_of_it_round_every_loop() -> None:
    states = {
        "a": StateOf("a", following=("b",), needs=("result",)),
        "b": StateOf("b", following=("c",), needs=("proof",)),
        "c": StateOf("c", following=("b", "a"), needs=("score",)),
        "alone": StateOf("alone", needs=("reason",)),
    }
    found = needs(Register("things", fields=FIELDS, states=states))
    assert found == {
        "": ("title",),
        "a": ("title", "result"),
        "b": ("title", "result", "proof"),
        "c": ("title", "score", "result", "proof"),
        "alone": ("title", "reason"),
    }
    assert needs(TABLE) == {"": ("title",)}


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("x: 1\n", True),
        ("title:\n", True),
        ("title: null\n", True),
        ('title: "null"\n', False),
        ("title: []\n", True),
        ("title: [а]\n", False),
        ("title: {}\n", True),
        ('title: {ky: "", ru: null}\n', True),
        ('title: {ky: "", ru: а}\n', False),
        ("title: {ky: [а]}\n", False),
    ],
)
def test_nothing_is_written_in_an_empty_value_list_or_text_of_no_language(text: str, empty: bool) -> None:
    assert is_unfilled(entry(text), "title") is empty


def test_the_order_in_which_states_are_written_changes_nothing() -> None:
    states = {
        "open": StateOf("open", following=("assessed",)),
        "checked": StateOf("checked"),
        "done": StateOf("done", following=("checked",), needs=("result",)),
        "assessed": StateOf("assessed", following=("done",), needs=("score",)),
        "dropped": StateOf("dropped", needs=("reason",)),
    }
    found = needs(Register("things", fields=FIELDS, states=states))
    assert (found["checked"], found["dropped"]) == (("title", "score", "result"), ("title", "reason"))


def test_what_is_missing_is_told_for_the_state_that_is_asked_about() -> None:
    found = entry("state: open\ntitle: а\nscore: 3\n")
    assert missing(RISKS, found, "checked") == ("result", "proof")
    assert missing(RISKS, found, "open") == ()
    assert missing(RISKS, found, "unknown") == ()
    assert missing(TABLE, entry(), "") == ("title",)


@pytest.mark.parametrize(
    ("old", "new", "fine"),
    [
        ("", "open", True),
        ("", "assessed", False),
        ("unknown", "open", True),
        ("unknown", "assessed", False),
        ("open", "assessed", True),
        ("open", "open", False),
        ("open", "done", False),
        ("assessed", "open", True),
        ("checked", "open", False),
    ],
)
def test_only_what_the_register_says_may_follow(old: str, new: str, fine: bool) -> None:
    assert reachable(RISKS, old, new) is fine


def waiting(deadline: Deadline, found: str, today: str = "2024-01-01") -> tuple[str, bool]:
    register = Register("things", states={"open": StateOf("open", deadline=deadline)})
    one = entry(f"state: open\nfound: {found}\n")
    return str(due(register, one)), is_overdue(register, one, date.fromisoformat(today))


@pytest.mark.parametrize(
    ("deadline", "found", "day"),
    [
        (Deadline("found"), "2024-01-31", "2024-01-31"),
        (Deadline("found", days=10), "2024-01-31", "2024-02-10"),
        (Deadline("found", months=1), "2024-01-31", "2024-02-29"),
        (Deadline("found", days=1, months=1), "2024-01-31", "2024-03-01"),
        (Deadline("found", days=30), "9999-12-30", "9999-12-31"),
        (Deadline("found", days=30), "9899-12-30", "9900-01-29"),
        (Deadline("found", days=10), "soon", "None"),
        (Deadline("other", days=10), "2024-01-31", "None"),
    ],
)
def test_a_deadline_counts_months_then_days_and_ends_with_the_calendar(
    deadline: Deadline, found: str, day: str
) -> None:
    assert waiting(deadline, found)[0] == day


def test_an_entry_is_overdue_on_the_day_after_its_last() -> None:
    deadline = Deadline("found", days=10)
    days = ("2024-02-09", "2024-02-10", "2024-02-11")
    assert [waiting(deadline, "2024-01-31", day)[1] for day in days] == [False, False, True]
    assert not waiting(deadline, "soon", "9999-12-31")[1]
    assert due(RISKS, entry("state: assessed\nfound: 2024-01-31\n")) is None
    assert due(RISKS, entry("state: unknown\nfound: 2024-01-31\n")) is None


def test_who_may_move_an_entry_is_named_by_the_state_or_by_a_field() -> None:
    assert movers(RISKS, entry("owner: [registrar, head]\n"), "assessed") == ("head", "registrar")
    assert movers(RISKS, entry(), "assessed") == ("head",)
    assert movers(RISKS, entry(), "open") == movers(RISKS, entry(), "unknown") == ()
