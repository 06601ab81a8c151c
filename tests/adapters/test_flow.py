"""The approval matrix and the flow of qms.yaml: what is read, and what is wrong in them."""

from __future__ import annotations

import pytest

from qms.adapters.files.settings import read_settings
from qms.adapters.files.tables import EMPLOYEE, employee, entries
from qms.model.settings import Settings

START = "roles:\n  rector: {title: Ректор}\n  head: {title: Башчы}\n"


def read(text: str) -> tuple[Settings, list[str]]:
    settings, problems = read_settings((START + text).encode())
    return settings, [str(problem.message.values.get("value") or problem.message.values) for problem in problems]


def test_a_row_is_the_way_of_its_types() -> None:
    settings, problems = read(
        "types:\n  - {id: ДП, approval: a}\n  - {id: ТД, approval: b}\n"
        "approvals:\n  a: {check: [head], approve: [rector], steps: recorded}\n  b: {register: [head]}\n"
    )

    assert problems == []
    assert settings.approvals["a"].check == ("head",)
    assert settings.approvals["b"].external
    assert settings.approvals["b"].decide == ("head",)
    assert (settings.recorded("ДП"), settings.recorded("ТД")) == (True, False)


@pytest.mark.parametrize(("mode", "recorded"), [("unsigned", False), ("signed", True)])
def test_by_default_steps_are_recorded_where_acts_are_signed(mode: str, recorded: bool) -> None:
    assert read(f"mode: {mode}\n")[0].recorded("ДП") is recorded
    assert read(f"mode: {mode}\nflow: {{steps: paper}}\n")[0].recorded("ДП") is False


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("flow: {steps: maybe}\n", "maybe"),
        ("flow: {attest: [nobody]}\n", "nobody"),
        ("flow: {waive: [check-approve, write-read]}\n", "write-read"),
        ("flow: {since: 2026-02-31}\n", "2026-02-31"),
        ("approvals: {a: {effect: [nobody]}}\n", "nobody"),
        ("approvals: {a: {steps: never}}\n", "never"),
    ],
)
def test_what_means_nothing_is_reported(text: str, wrong: str) -> None:
    assert any(wrong in problem for problem in read(text)[1])


def test_a_person_holds_positions_from_day_to_day() -> None:
    data = (
        b"entries:\n  - id: '7'\n    email: [A@Example.org]\n"
        b"    positions: [{position: rector, from: 2024-01-01, until: 2024-12-31}, {position: head}, {from: x}]\n"
    )
    rows, problems = entries(data, "organisation/people.yaml", EMPLOYEE)
    found = employee(rows[0])

    assert problems == ()
    assert found.emails == ("a@example.org",)
    assert [post.position for post in found.posts] == ["rector", "head"]
    days = ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")
    assert [found.holds("rector", day) for day in days] == [False, True, True, False]
    assert found.holds("head", "1900-01-01")


def test_positions_that_are_no_list_are_reported() -> None:
    assert entries(b"entries:\n  - {id: '7', positions: rector}\n", "organisation/people.yaml", EMPLOYEE)[1]
