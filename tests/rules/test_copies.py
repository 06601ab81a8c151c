"""Odd cases of the rules about copies."""

from __future__ import annotations

from .conftest import Start

TWO = "СМС-ДП-2.2-2024"
LIST = f"file: distribution/{TWO}.yaml\ncode: {TWO}\nholders:\n  - {{unit: АББСД, copy: control}}\n  - {{unit: КБ}}"
ISSUED = f"approved: {TWO}\nact: issue {TWO}, number 1, holder АББСД, on 2024-06-02"
RAISED = f"edit: documents/2/{TWO}.md\nrevision: 1 = revision: 2\ncommit: Revise\n\nQms-Change: а"


def test_a_copy_to_return_is_named_with_number_and_holder(example: Start) -> None:
    start = example(f"{ISSUED}\n{RAISED}\nact: approve {TWO}, on 2024-07-01")
    assert start.found("CP001") == [
        (
            f'ledger/{TWO}.jsonl:2:1 warning {TWO}: Copy 1 of "{TWO}" revision 1 must come back from "АББСД". '
            'Take the copy back and record that with "qms return"'
        )
    ]


def test_a_copy_stays_until_the_new_revision_is_in_force(example: Start) -> None:
    assert example(f"{ISSUED}\n{RAISED}\nact: approve {TWO}, on 2024-07-01, effective 2024-12-01").rules() == []


def test_lost_and_destroyed_copies_need_not_come_back(example: Start) -> None:
    acts = f"act: lose {TWO}, number 1, on 2024-06-05"
    assert example(f"{ISSUED}\n{acts}\n{RAISED}\nact: approve {TWO}, revision 2, on 2024-07-01").rules() == []


def test_copies_of_a_withdrawn_document_must_come_back(example: Start) -> None:
    start = example(f"{ISSUED}\nact: withdraw {TWO}, on 2024-06-10\nfields:\n-references\nbody:\n# 1. а")
    assert start.rules() == ["CP004"]


def test_before_any_copy_of_the_revision_nobody_is_missing(example: Start) -> None:
    assert example(f"approved: {TWO}\n{LIST}").rules() == []


def test_a_returned_copy_is_missing(example: Start) -> None:
    steps = (
        f"{ISSUED}\nact: issue {TWO}, number 2, holder КБ, on 2024-06-02\nact: return {TWO}, number 2, on 2024-06-05"
    )
    assert example(f"{steps}\n{LIST}").rules() == ["CP002"]


def test_an_unknown_holder_is_not_missing_a_copy_too(example: Start) -> None:
    start = example(f"{ISSUED}\n{LIST.replace('КБ', 'ЮБ')}")
    assert start.found("CP003") == [
        f'distribution/{TWO}.yaml:4:12 error {TWO}: There is no unit "ЮБ". Known are: АББСД, КБ'
    ]
    assert start.rules() == ["CP003"]


def test_while_the_units_cannot_be_read_no_holder_is_unknown(example: Start) -> None:
    broken = "edit: organisation/positions.yaml\nentries: = entries: ["
    assert example(f"{broken}\n{LIST.replace('КБ', 'ЮБ')}").rules() == ["RG004"]


def test_the_list_of_a_draft_is_left_alone(example: Start) -> None:
    assert example(LIST).rules() == []


def test_the_list_of_no_document_is_left_alone_by_the_rules_about_copies(example: Start) -> None:
    assert example(LIST.replace(TWO, "СМС-ДП-2.9-2024")).rules() == []
