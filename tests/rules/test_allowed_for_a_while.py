"""Acts that qms.yaml allowed only for a while: which commits are named, and what it takes to find them."""

from __future__ import annotations

import sys

import pytest

from .conftest import Start
from .example import CODE, Example, git

TWO = "СМС-ДП-2.2-2024"
RECTOR, REGISTRAR = "approve: [rector]", "approve: [registrar]"
DAYS = {"Three": "04.05.2024", "Four": "22.05.2024"}


def matrix(old: str, new: str, said: str) -> str:
    return f"edit: qms.yaml\n{old} = {new}\ncommit: {said}\n"


def approval(code: str, by: str, said: str) -> str:
    return f"act: approve {code}, by {by}, on 2024-05-20\ncommit: {said}\n"


def named(start: Example, said: str) -> str:
    return git(start.root, "log", "--format=%H", f"--grep=^{said}$").strip()[:10]


def test_of_settings_that_came_and_went_twice_those_are_named_that_the_act_found(example: Start) -> None:
    start = example(
        matrix(RECTOR, REGISTRAR, "One")
        + matrix(REGISTRAR, RECTOR, "Two")
        + matrix(RECTOR, REGISTRAR, "Three")
        + approval(TWO, "registrar", "Approve")
        + matrix(REGISTRAR, RECTOR, "Four")
        + matrix(RECTOR, REGISTRAR, "Five")
        + matrix(REGISTRAR, RECTOR, "Six")
    )
    assert start.rules() == ["LG025"]
    three, four = (f"commit {named(start, said)} ({day}, a@example.org)" for said, day in DAYS.items())
    assert f": qms.yaml allowed this act only from {three} to {four}. Ask who" in start.found("LG025")[0]


def test_settings_that_are_taken_back_on_disk_only_are_told_as_those_of_today(example: Start) -> None:
    start = example(matrix(RECTOR, REGISTRAR, "One") + approval(TWO, "registrar", "Approve"))
    start.run(f"edit: qms.yaml\n{REGISTRAR} = {RECTOR}")
    since = f"commit {named(start, 'One')} (02.05.2024, a@example.org)"
    assert f": qms.yaml allows this act only since {since}, and today no more. " in start.found("LG025")[0]


def test_settings_that_change_otherwise_meanwhile_are_passed_over(example: Start) -> None:
    start = example(
        matrix(RECTOR, REGISTRAR, "One")
        + "edit: qms.yaml\nroles: = roles:  # who\ncommit: Words\n"
        + approval(TWO, "registrar", "Approve")
        + "edit: qms.yaml\nroles:  # who = roles:\ncommit: Words again\n"
        + matrix(REGISTRAR, RECTOR, "Two")
    )
    found = start.found("LG025")[0]
    assert named(start, "One") in found
    assert named(start, "Two") in found


@pytest.mark.parametrize("codes", [(TWO,), (TWO, CODE)])
def test_of_each_act_its_own_commits_are_named(example: Start, codes: tuple[str, ...]) -> None:
    acts = "".join(approval(code, "registrar", f"Approve {code}") for code in codes)
    start = example(matrix(RECTOR, REGISTRAR, "One") + acts + matrix(REGISTRAR, RECTOR, "Two"))
    assert [text.split(" error")[0].count(code) for code, text in zip(codes, start.found("LG025"), strict=True)]
    assert len(start.found("LG025")) == len(codes)


def test_more_acts_take_no_more_processes_of_git(example: Start) -> None:
    begun: list[str] = []
    sys.addaudithook(lambda event, given: begun.append(str(given[0])) if event == "subprocess.Popen" else None)
    counts = []
    for codes in ((TWO,), (TWO, CODE)):
        acts = "".join(approval(code, "registrar", f"Approve {code}") for code in codes)
        start = example(matrix(RECTOR, REGISTRAR, "One") + acts + matrix(REGISTRAR, RECTOR, "Two"))
        begun.clear()
        assert start.rules().count("LG025") == len(codes)
        counts.append(len(begun))
    assert counts[0] == counts[1]
