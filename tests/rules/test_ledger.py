"""Odd cases of the rules about ledgers."""

from __future__ import annotations

import pytest

from qms.ledger.lines import ledger_path

from .conftest import Start
from .example import CODE, Example, git

TWO = "СМС-ДП-2.2-2024"
BOTH = f"approved: {TWO}, {CODE}"
APPROVED = f"approved: {TWO}"


def rewrite(start: Example, old: bytes, new: bytes) -> None:
    path = start.root / ledger_path(TWO)
    path.write_bytes(path.read_bytes().replace(old, new))


def test_an_edited_text_names_its_revision(example: Start) -> None:
    start = example(f"{BOTH}\nedit: documents/2/{CODE}.md\nТөмөнкү = Жогорку\ncommit: Edit")
    assert start.rules() == ["LG001"]
    commit = git(start.root, "rev-parse", "HEAD").strip()[:10]
    assert start.found("LG001")[0].startswith(
        f"documents/2/{CODE}.md:6:11 error {CODE}: The text differs from the approved revision 1 of "
        f'"{CODE}" in: 1; commits: {commit} a@example.org. Record'
    )


def test_an_edit_that_is_in_no_commit_yet_names_its_sections_only(example: Start) -> None:
    start = example(f"{BOTH}\nedit: documents/2/{CODE}.md\n# 2. = # 3. Жаңы\\n\\nа\\n\\n# 2.")
    assert f'of "{CODE}" in: +3. Record' in start.found("LG001")[0]


def test_an_edit_of_fields_names_the_front_matter(example: Start) -> None:
    assert "in: the front matter. " in example(f"{BOTH}\nfields:\nclauses: ['9.1']").found("LG001")[0]


def test_a_commit_on_the_way_to_a_new_revision_is_no_edit(example: Start) -> None:
    steps = f"{BOTH}\nedit: documents/2/{CODE}.md\nТөмөнкү = Жогорку\ncommit: Edit"
    assert example(f"{steps}\nfields:\nrevision: 2\ncommit: Revise\n\nQms-Change: а").rules() == []


def test_a_line_end_more_is_an_edit(example: Start) -> None:
    start = example(BOTH)
    path = start.root / f"documents/2/{CODE}.md"
    path.write_bytes(path.read_bytes() + b"\n")
    assert start.rules() == ["LG001"]


def test_a_text_that_was_taken_back_is_no_edit(example: Start) -> None:
    text = f"{BOTH}\nedit: documents/2/{CODE}.md\nТөмөнкү = Жогорку\nedit: documents/2/{CODE}.md\nЖогорку = Төмөнкү"
    assert example(text).rules() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b""),
        (b"}\n", b"}\n\n"),
        (b"}\n", b"}\r\n"),
        (b'"v":1', b'"v":2'),
        (b'"approve"', b'"aprove"'),
        (b'"by":"rector"', b'"by":""'),
        (b'"revision":1', b'"revision":-1'),
        (b'"revision":1', b'"revision":"1"'),
        (b'"prev":"0', b'"prev":"1'),
        (b'"basis"', b'"Basis"'),
        (b"{", b"<<<<<<< HEAD\n{"),
        (b"{", b"\xff"),
        (TWO.encode(), CODE.encode()),
    ],
)
def test_damage_is_reported_by_one_rule(old: bytes, new: bytes, example: Start) -> None:
    start = example(APPROVED)
    rewrite(start, old, new)
    assert set(start.rules()) == {"LG002"}


def test_nothing_is_concluded_from_a_damaged_ledger(example: Start) -> None:
    start = example(f"{BOTH}\nact: issue {TWO}, number 2, holder КБ, on 2024-06-02\ntoday: 2030-01-01")
    rewrite(start, b'"approve"', b'"aprove"')
    assert {code for code in start.rules() if code.startswith(("LG", "CP"))} == {"LG002"}


def test_an_impossible_day_of_an_act_is_damage(example: Start) -> None:
    assert example(f"act: approve {TWO}, on 2024-05-20, effective 2024-13-01").rules() == ["LG002"]


def test_a_ledger_that_is_a_link_is_reported_once(example: Start) -> None:
    start = example(APPROVED)
    path = start.root / ledger_path(TWO)
    path.rename(start.root / "other")
    path.symlink_to(start.root / "other")
    assert "LG002" in start.rules()
    assert "RG004" not in start.rules()


def test_a_ledger_whose_document_is_broken_is_not_alone(example: Start) -> None:
    assert example(f"{APPROVED}\nedit: documents/2/{TWO}.md\n---\\ncode = ----\\ncode").rules() == ["FM001"]


def test_an_empty_ledger_is_no_approval(example: Start) -> None:
    start = example("")
    (start.root / "ledger").mkdir()
    (start.root / ledger_path(TWO)).touch()
    assert start.rules() == []


def test_a_ledger_rewritten_with_right_hashes_is_found_with_its_line(example: Start) -> None:
    start = example(f"{APPROVED}\nact: review {TWO}, on 2024-07-01\ncommit: Review")
    commit = git(start.root, "rev-parse", "HEAD").strip()[:10]
    path = start.root / ledger_path(TWO)
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    start.run(f"act: review {TWO}, on 2024-07-02\ncommit: Rewrite")
    assert start.found("LG004") == [
        (
            f"ledger/{TWO}.jsonl:2:1 error {TWO}: This line of the ledger is not what commit {commit} has. "
            f'Show the ledger as it was with "git show {commit}" and restore it'
        )
    ]


def test_a_ledger_rewritten_and_restored_is_still_found(example: Start) -> None:
    start = example(APPROVED)
    path = start.root / ledger_path(TWO)
    before = path.read_bytes()
    path.unlink()
    start.run(f"act: approve {TWO}, on 2024-05-19\ncommit: Forge")
    path.write_bytes(before)
    start.run("commit: Restore")
    assert start.rules() == ["LG004"]


def test_a_ledger_that_was_deleted_and_restored_is_found(example: Start) -> None:
    start = example(APPROVED)
    path = start.root / ledger_path(TWO)
    before = path.read_bytes()
    start.run(f"delete: ledger/{TWO}.jsonl\ncommit: Remove")
    path.write_bytes(before)
    start.run("commit: Restore")
    assert "was deleted in commit" in start.found("LG004")[0]


def test_a_ledger_shortened_on_disk_is_found(example: Start) -> None:
    start = example(f"{APPROVED}\nact: review {TWO}, on 2024-07-01\ncommit: Review")
    path = start.root / ledger_path(TWO)
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert start.rules() == ["LG004"]


def test_the_matrix_of_today_is_not_held_against_old_approvals(example: Start) -> None:
    start = example(
        f"act: approve {TWO}, by registrar, on 2024-05-20\nedit: documents/2/{TWO}.md\nrevision: 1 = revision: 2\n"
        f"commit: Revise\n\nQms-Change: а\nact: approve {TWO}, by rector, on 2024-06-20\ncommit: Approve"
    )
    assert start.rules() == []


def test_an_approval_to_come_is_held_against_the_matrix(example: Start) -> None:
    start = example(f"act: approve {TWO}, by registrar, on 2024-05-20, effective 2025-01-01\ncommit: Approve")
    assert start.rules() == ["LG005"]


def test_a_text_that_is_approved_before_its_commit_is_known(example: Start) -> None:
    assert example(f"edit: documents/2/{TWO}.md\nтартиби = эрежеси\nact: approve {TWO}, on 2024-05-20").rules() == []


def test_an_effective_date_on_the_day_of_the_decision_is_right(example: Start) -> None:
    assert example(f"act: approve {TWO}, on 2024-05-20, effective 2024-05-20").rules() == []


def test_a_withdrawal_for_a_coming_day_forbids_nothing_yet(example: Start) -> None:
    acts = f"act: withdraw {TWO}, on 2024-12-01, at 2024-06-10T09:00:00Z\nact: review {TWO}, on 2024-06-12"
    assert example(f"{APPROVED}\n{acts}").rules() == []


def test_a_second_withdrawal_is_one_too_many(example: Start) -> None:
    acts = f"act: withdraw {TWO}, on 2024-06-10\nact: withdraw {TWO}, on 2024-06-11"
    assert "LG008" in example(f"{APPROVED}\n{acts}").rules()


@pytest.mark.parametrize(
    ("acts", "message"),
    [
        ("issue {c}, number 2, holder КБ|issue {c}, number 2, holder КБ", "Copy 2 of revision 1 was issued twice"),
        ("issue {c}, number 2, holder КБ, revision 2", "Revision 2 was not approved when copy 2 was issued"),
        ("acknowledge {c}, number 2", "Copy 2 of revision 1 was never issued"),
        ("issue {c}, number 2, holder КБ|destroy {c}, number 2, revision 3", "Copy 2 of revision 3 was never issued"),
        ("issue {c}, number 2, holder КБ|return {c}, number 2|issue {c}, number 2, holder АББСД", "belongs to"),
    ],
)
def test_what_is_wrong_with_a_copy_is_said(acts: str, message: str, example: Start) -> None:
    steps = "\n".join(f"act: {act}, on 2024-06-02" for act in acts.format(c=TWO).split("|"))
    start = example(f"{APPROVED}\n{steps}\ntoday: 2024-06-12")
    assert start.rules() == ["LG009"]
    assert message in start.found("LG009")[0]


@pytest.mark.parametrize("today", ["2024-09-02", "2024-09-01"])
def test_a_day_of_difference_between_time_zones_is_allowed(example: Start, today: str) -> None:
    acts = f"act: approve {TWO}, on 2024-09-02, at 2024-09-01T19:00:00Z"
    assert example(f"{acts}\ntoday: {today}").rules() == []


def test_two_acts_of_one_second_are_in_order(example: Start) -> None:
    acts = "\n".join(f"act: {deed} {TWO}, on 2024-05-20" for deed in ("approve", "review", "review"))
    assert example(acts).rules() == []


@pytest.mark.parametrize(("moment", "found"), [("2024-06-09T23:59:59Z", []), ("2024-06-10T00:00:00Z", ["LG008"])])
def test_from_the_day_of_its_withdrawal_on_a_document_is_not_reviewed(
    moment: str, found: list[str], example: Start
) -> None:
    withdrawn = f"{APPROVED}\nact: withdraw {TWO}, on 2024-06-10, at 2024-06-01T09:00:00Z"
    start = example(f"{withdrawn}\nact: review {TWO}, on 2024-06-05, at {moment}")
    assert [rule for rule in start.rules() if rule == "LG008"] == found


@pytest.mark.parametrize(("day", "found"), [("2024-06-21", []), ("2024-06-22", ["LG010"])])
def test_an_act_may_be_a_day_ahead_for_the_zones_of_time(day: str, found: list[str], example: Start) -> None:
    act = f"act: approve {TWO}, by rector, on 2024-06-20, at {day}T09:00:00Z"
    start = example(f"today: 2024-06-20\n{act}\ncommit: Approve")
    assert [rule for rule in start.rules() if rule == "LG010"] == found


def test_an_act_that_was_recorded_before_its_day_is_told_with_that_day(example: Start) -> None:
    act = f"act: approve {TWO}, by rector, on 2024-05-22, at 2024-05-20T09:00:00Z"
    assert "before its day: 2024-05-22" in example(f"{act}\ncommit: Approve").found("LG010")[0]
