"""Odd cases of the rules about copies."""

from __future__ import annotations

import pytest

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


def test_a_copy_of_the_revision_before_is_none_of_the_one_in_force(example: Start) -> None:
    start = example(f"{ISSUED}\n{RAISED}\nact: approve {TWO}, on 2024-07-01\n{LIST}")
    assert start.rules() == ["CP001"]


def test_the_list_of_a_draft_hides_no_holder_of_another_document(example: Start) -> None:
    draft = LIST.replace(TWO, "СМС-ДП-2.1-2024")
    assert example(f"{ISSUED}\ntoday: 2024-06-12\n{draft}\n{LIST}").rules() == ["CP002"]


@pytest.mark.parametrize(("today", "told"), [("2024-06-16", 0), ("2024-06-17", 1)])
def test_a_holder_has_two_weeks_to_acknowledge(today: str, told: int, example: Start) -> None:
    start = example(f"approved: {TWO}\nact: issue {TWO}, number 2, holder КБ, on 2024-06-02\ntoday: {today}")
    assert (
        start.found("CP006")
        == [
            (
                f'ledger/{TWO}.jsonl:2:1 warning {TWO}: "КБ" has not acknowledged copy 2 of "{TWO}" revision 1. '
                f'It was issued more than 14 days ago; then "qms acknowledge {TWO} --copy 2"'
            )
        ]
        * told
    )


def test_an_unknown_holder_of_a_list_for_a_type_is_told_without_a_document(example: Start) -> None:
    start = example("file: distribution/procedures.yaml\ntype: ДП\nholders:\n  - {unit: ЮБ}")
    assert start.found("CP003") == [
        'distribution/procedures.yaml:3:12 error : There is no unit "ЮБ". Known are: АББСД, КБ'
    ]


@pytest.mark.parametrize(
    ("key", "value", "known"), [("type", "XX", "СЖ, ДП, КИ, ТД"), ("level", "9", "1, 2, base")], ids=["type", "level"]
)
def test_a_list_of_nothing_is_told_with_what_there_is(key: str, value: str, known: str, example: Start) -> None:
    start = example(f"file: distribution/some.yaml\n{key}: '{value}'\nholders:\n  - {{unit: КБ}}")
    assert start.found("CP008") == [
        f'distribution/some.yaml:1:{len(key) + 3} error : There is no {key} "{value}". Known are: {known}'
    ]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((2, 4, 6), "3, 5"), ((2, 11), "3, 4, 5, 6, 7, 8, 9, 10"), ((2, 12), "3, 4, 5, 6, 7, 8, 9, 10 …")],
)
def test_numbers_that_were_skipped_are_told_at_the_highest_one(
    numbers: tuple[int, ...], told: str, example: Start
) -> None:
    acts = "\n".join(f"act: issue {TWO}, number {number}, holder КБ, on 2024-06-02" for number in numbers)
    stray = f"act: acknowledge {TWO}, number 40, on 2024-06-03"
    (found,) = example(f"approved: {TWO}\n{acts}\n{stray}\ntoday: 2024-06-12").found("CP007")
    assert found.startswith(
        f"ledger/{TWO}.jsonl:{len(numbers) + 1}:1 warning {TWO}: "
        f'These copy numbers of "{TWO}" were skipped: {told}. Look for'
    )


def test_a_provisional_print_is_told_with_mark_and_holder(example: Start) -> None:
    act = f"act: provisional {TWO}, mark ABCDEFGH, holder КБ, on 2024-06-02"
    assert example(f"approved: {TWO}\n{act}").found("CP009") == [
        (
            f'ledger/{TWO}.jsonl:2:1 warning {TWO}: The provisional print ABCDEFGH of "{TWO}" was not exchanged by '
            '"КБ". Give the holder a numbered copy with "qms issue", and take the print back'
        )
    ]
