"""What the rules about ledgers tell of several acts, revisions and people, and what they leave alone."""

from __future__ import annotations

import hashlib
import sys

import pytest

from qms.ledger.lines import ledger_path

from .conftest import Start
from .example import CODE, DOCUMENT, Example, git

TWO = "СМС-ДП-2.2-2024"
OTHER = f"documents/2/{TWO}.md"
BOTH = f"approved: {TWO}, {CODE}"
APPROVED = f"approved: {TWO}"
EDITED = f"edit: {OTHER}\nтартиби = эрежеси"
BACK = f"edit: {OTHER}\nэрежеси = тартиби"
GONE = "fields:\n-references\nbody:\n# 1. а"
"""The other document speaks of it no more."""
CHECKED = "edit: qms.yaml\nmanagement: {agree: [], = management: {check: [quality-director], agree: [registrar],"
CARD = "СМС-ТД-0001-2024"
CARD_FILE = (
    f"file: documents/base/{CARD}.yaml\ncode: {CARD}\ntitle: {{ky: а, ru: б}}\ntype: ТД\nlevel: base\nrevision: 1\n"
    "owner: АББСД\nkind: standard"
)
RECEIVED = f"file: documents/base/{CARD}.pdf\nа\nfile: documents/base/{CARD}.docx\nб"


def last(start: Example) -> str:
    return git(start.root, "rev-parse", "HEAD").strip()[:10]


def line_of(start: Example, at: int) -> str:
    lines = (start.root / ledger_path(TWO)).read_bytes().splitlines()
    return hashlib.sha256(lines[at]).hexdigest()


# What cannot have been done


def test_what_was_rejected_is_no_longer_submitted(example: Start) -> None:
    reject = f"act: reject {TWO}, by rector, reason Мөөнөт жок"
    start = example(f"act: prepare {TWO}, by КБ, person a\n{reject}\n{reject}")
    assert start.found("LG018") == [
        (
            f'ledger/{TWO}.jsonl:3:1 error {TWO}: "reject" is about revision 1, which was not submitted. '
            '"qms trail verify" tells what the ledger is worth'
        )
    ]


def test_a_review_is_told_with_its_day_and_that_of_the_decision(example: Start) -> None:
    review = f"act: review {TWO}, by quality-director, on 2019-05-20, at 2024-06-20T09:00:00Z"
    (found,) = example(f"{APPROVED}\n{review}").found("LG018")
    assert ': "review" is dated 2019-05-20, before the decision of 2024-05-20. ' in found


def test_a_review_without_a_day_of_its_own_is_as_old_as_its_line(example: Start) -> None:
    assert example(f"{APPROVED}\nact: review {TWO}, by quality-director").rules() == []


# Corrections


def test_a_correction_of_an_act_above_it_is_right(example: Start) -> None:
    start = example(APPROVED)
    amend = f"act: amend {TWO}, by registrar, amends {line_of(start, 0)}, basis № 6, reason Ката"
    assert start.run(amend).rules() == []


def test_a_correction_that_gives_nothing_but_its_reason_corrects_nothing(example: Start) -> None:
    start = example(APPROVED)
    start.run(f"act: amend {TWO}, by registrar, amends {line_of(start, 0)}, reason Ката")
    assert start.found("LG019") == [
        (
            f"ledger/{TWO}.jsonl:2:1 error {TWO}: The correction does not say what holds instead. "
            'Correct an act with "qms amend"'
        )
    ]


# Edits of approved texts


def test_an_edit_is_found_after_a_document_that_is_withdrawn(example: Start) -> None:
    start = example(f"{BOTH}\nact: withdraw {CODE}, on 2024-06-10\nedit: {DOCUMENT}\nТөмөнкү = Жогорку\n{EDITED}")
    assert [text.split(":")[0] for text in start.found("LG001")] == [OTHER]


def test_the_text_of_a_ledger_that_cannot_be_read_is_not_compared(example: Start) -> None:
    start = example(f"{BOTH}\n{EDITED}")
    path = start.root / ledger_path(TWO)
    path.write_bytes(path.read_bytes() + b"{}\n")
    assert start.rules() == ["LG002"]


def test_each_commit_that_edited_is_named(example: Start) -> None:
    start = example(f"{APPROVED}\n{EDITED}\ncommit: Edit")
    first = last(start)
    start.run(f"edit: {OTHER}\nэрежеси = талабы\ncommit: Edit again")
    assert f"in: 1; commits: {first} a@example.org, {last(start)} a@example.org. " in start.found("LG001")[0]


def test_the_commit_with_the_approved_text_is_named(example: Start) -> None:
    start = example(f"{APPROVED}\n{EDITED}")
    begun = git(start.root, "rev-list", "--max-parents=0", "HEAD")[:10]
    assert start.found("LG001")[0].endswith(f"git restore --source {begun} '{OTHER}'")


def test_sections_that_are_gone_are_named(example: Start) -> None:
    start = example(f"{BOTH}\nbody:\n# 1. Максаты\n\nТөмөнкү тартип ички аудитти кантип өткөрүүнү айтат.")
    assert "in: −2. Record" in start.found("LG001")[0]


@pytest.mark.parametrize(("count", "told"), [(10, "+9, +10, −1, −2"), (11, "+10, +11, −1, … (+1)")])
def test_of_very_many_sections_twelve_are_named(count: int, told: str, example: Start) -> None:
    body = "\n\n".join(
        f"# {number}. {'абвгдежзикл'[number - 1] * 9}\n\n{number * 1111}" for number in range(1, count + 1)
    )
    start = example(f"{BOTH}\nfields:\nreferences: []\nbody:\n{body}")
    assert f"{told}. Record" in start.found("LG001")[0]


def test_an_approval_of_a_text_that_nobody_has_is_an_edit_of_unknown_places(example: Start) -> None:
    start = example(f"act: approve {TWO}, by rector, on 2024-05-20, sha256 {'0' * 64}\ncommit: Approve")
    assert start.rules() == ["LG001"]
    assert f'approved revision 1 of "{TWO}". Record' in start.found("LG001")[0]


def test_the_approved_text_of_a_withdrawn_document_must_be_in_git(example: Start) -> None:
    approve = f"act: approve {TWO}, by rector, on 2024-05-20, sha256 {'0' * 64}"
    start = example(f"{approve}\nact: withdraw {TWO}, on 2024-06-10, sha256 {'0' * 64}\ncommit: Withdraw\n{GONE}")
    assert start.rules() == ["LG006"]


def test_an_edit_that_was_taken_back_is_told_with_all_its_commits(example: Start) -> None:
    start = example(f"{BOTH}\n{EDITED}\ncommit: Edit")
    first = last(start)
    start.run(f"edit: {OTHER}\nэрежеси = талабы\ncommit: Edit again")
    second = last(start)
    start.run(f"edit: {OTHER}\nталабы = тартиби\ncommit: Change back")
    assert start.found("LG024") == [
        (
            f'{OTHER}:6:11 warning {TWO}: Revision 1 of "{TWO}" was edited after its approval in '
            f"{first} a@example.org, {second} a@example.org, and changed back in {last(start)} a@example.org. "
            "The text is right again: ask who edited it, and waive this with the answer as its reason"
        )
    ]


def test_more_edits_that_were_taken_back_take_no_more_processes_of_git(example: Start) -> None:
    begun: list[str] = []
    sys.addaudithook(lambda event, given: begun.append(str(given[0])) if event == "subprocess.Popen" else None)
    start, counts = example(BOTH), []
    for number, code in enumerate((TWO, CODE), 1):
        path = f"documents/2/{code}.md"
        start.run(f"edit: {path}\n# 1. Максаты = # 1. Себеби\ncommit: Edit {number}")
        start.run(f"edit: {path}\n# 1. Себеби = # 1. Максаты\ncommit: Change back {number}")
        begun.clear()
        assert start.rules().count("LG024") == number
        counts.append(len(begun))
    assert counts[0] == counts[1]


def test_a_damaged_ledger_hides_no_edit_of_another_document(example: Start) -> None:
    start = example(f"{BOTH}\n{EDITED}\ncommit: Edit\n{BACK}\ncommit: Change back")
    path = start.root / ledger_path(CODE)
    path.write_bytes(path.read_bytes() + b"{}\n")
    assert sorted(start.rules()) == ["LG002", "LG024"]


# Ledgers and what git has of them


def test_a_deleted_ledger_is_told_at_its_file(example: Start) -> None:
    start = example(f"{APPROVED}\ndelete: ledger/{TWO}.jsonl\ncommit: Remove")
    assert start.found("LG004")[0].startswith(
        f"ledger/{TWO}.jsonl:1:1 error ledger/{TWO}.jsonl: The ledger was deleted in commit {last(start)}. "
    )


def test_every_rewritten_ledger_is_told_once(example: Start) -> None:
    start = example(BOTH)
    for day in ("2024-05-18", "2024-05-19"):
        for code in (CODE, TWO):
            (start.root / ledger_path(code)).unlink()
            start.run(f"act: approve {code}, by rector, on {day}")
        start.run(f"commit: Forge {day}")
    assert [text.partition(" ")[0] for text in start.found("LG004")] == [
        f"ledger/{CODE}.jsonl:1:1",
        f"ledger/{TWO}.jsonl:1:1",
    ]


def test_the_ledger_of_a_text_that_is_in_no_commit_yet_has_its_document(example: Start) -> None:
    text = "code: СМС-ДП-2.3-2024\ntitle: {ky: а, ru: б}\ntype: ДП\nlevel: '2'\nrevision: 1\nlanguage: ky\nowner: КБ"
    start = example(f"file: documents/2/СМС-ДП-2.3-2024.md\n---\n{text}\n---\n\n# 1. а")
    assert "LG003" not in start.run("act: approve СМС-ДП-2.3-2024, by rector, on 2024-05-20").rules()


def test_the_ledger_of_a_text_that_vanished_is_left_to_the_rule_about_that(example: Start) -> None:
    assert example(f"{APPROVED}\ndelete: {OTHER}\n{GONE}").rules() == ["HS002"]


# Files that came from outside


def test_received_files_that_were_changed_are_named(example: Start) -> None:
    act = f"act: register {CARD}, by rector, on 2024-05-20, received 0000"
    (found,) = example(f"{CARD_FILE}\n{RECEIVED}\n{act}\ncommit: Register").found("LG022")
    assert f"changed after its registration: {CARD}.docx, {CARD}.pdf. " in found


def test_received_files_that_are_gone_are_told(example: Start) -> None:
    act = f"act: register {CARD}, by rector, on 2024-05-20, received 0000"
    (found,) = example(f"{CARD_FILE}\n{act}\ncommit: Register").found("LG022")
    assert f': The received file of "{CARD}" is gone. Take the change back' in found


def test_received_files_that_nothing_binds_are_named(example: Start) -> None:
    act = f"act: register {CARD}, by rector, on 2024-05-20"
    (found,) = example(f"{CARD_FILE}\n{act}\n{RECEIVED}\ncommit: Register").found("LG023")
    assert f'binds the received file of "{CARD}": {CARD}.docx, {CARD}.pdf. ' in found


# Roles and people


def test_those_who_may_approve_are_named(example: Start) -> None:
    more = "edit: qms.yaml\napprove: [rector]} = approve: [rector, quality-director]}\ncommit: Let two approve"
    (found,) = example(f"{more}\nact: approve {TWO}, by registrar, on 2024-05-20\ncommit: Approve").found("LG005")
    assert "By qms.yaml these may: rector, quality-director" in found


def test_of_a_withdrawn_document_the_approval_is_compared_no_more(example: Start) -> None:
    acts = f"act: approve {TWO}, by registrar, on 2024-05-20\nact: withdraw {TWO}, on 2024-06-10"
    assert example(f"{acts}\ncommit: Withdraw\n{GONE}").rules() == []


def test_those_who_may_attest_are_named(example: Start) -> None:
    more = (
        "edit: qms.yaml\nmode: unsigned = mode: unsigned\\nflow: {attest: [registrar, rector]}\ncommit: Let two attest"
    )
    act = f"act: approve {TWO}, by rector, on 2024-05-20, attested quality-director\ncommit: Approve"
    (found,) = example(f"{more}\n{act}").found("LG017")
    assert ': "quality-director" may not attest decisions taken on paper. ' in found
    assert "By qms.yaml these may: registrar, rector" in found


def test_the_roles_that_there_are_are_named(example: Start) -> None:
    (found,) = example(f"{APPROVED}\nact: review {TWO}, by nobody, on 2024-06-10").found("LG021")
    assert "Known are: rector, quality-director, registrar" in found


def test_a_person_may_hold_a_position_for_one_day(example: Start) -> None:
    post = "{position: rector, from: 2024-02-01, until: 2024-02-01}"
    assert example(f"file: organisation/people.yaml\nentries:\n  - {{id: p1, positions: [{post}]}}").rules() == []


def test_one_person_for_two_duties_is_found_before_the_approval_too(example: Start) -> None:
    steps = f"act: prepare {TWO}, by КБ, person p1\nact: check {TWO}, by quality-director, person p1"
    (found,) = example(f"{CHECKED}\ncommit: Let two check\n{steps}").found("LG015")
    assert found.startswith(f'ledger/{TWO}.jsonl:2:1 error {TWO}: "p1" did two duties of revision 1 of "{TWO}": ')


def test_the_steps_that_are_missing_are_named(example: Start) -> None:
    more = CHECKED.replace("agree: [registrar],", "agree: [registrar], steps: recorded,")
    (found,) = example(f"{more}\ncommit: Record every step\n{APPROVED}").found("LG012")
    assert found.startswith(
        f'ledger/{TWO}.jsonl:1:1 error {TWO}: Revision 1 of "{TWO}" was approved without: '
        "prepare, check (quality-director), agree (registrar). "
    )


def test_a_text_that_changed_on_its_way_is_told_at_its_revision(example: Start) -> None:
    (found,) = example(f"act: prepare {TWO}, by КБ, person a\n{EDITED}").found("LG014")
    assert found.startswith(f"{OTHER}:6:11 warning {TWO}: ")
