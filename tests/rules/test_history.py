"""Odd cases of the rules about history."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import Start
from .example import CODE, DOCUMENT, Example, git

TWO = "СМС-ДП-2.2-2024"
BOTH = f"approved: {TWO}, {CODE}"
RAISED = "fields:\nrevision: 2\ncommit: Revise\n\nQms-Change: Мөөнөт"
NEW = "file: documents/2/СМС-ДП-2.3-2024.md\n---\ncode: СМС-ДП-2.3-2024\ntitle: а\ntype: ДП\nlevel: '2'\nowner: КБ\n"


def test_a_skeleton_begins_with_revision_0(example: Start) -> None:
    steps = f"{NEW}revision: 0\n---\ncommit: Begin\n{NEW}revision: 1\n---\ncommit: Write\n{NEW}revision: 2\n---"
    assert example(steps).rules() == []


def test_a_skipped_revision_is_reported_at_its_place(example: Start) -> None:
    assert example("revision: 4").found("HS001") == [
        f'{DOCUMENT}:6:11 error {CODE}: Revision 4 follows revision 1. Write "revision: 2"'
    ]


def test_a_gap_in_history_is_reported_once(example: Start) -> None:
    start = example(f"revision: 3\ncommit: Jump\n\nQms-Change: а\n{RAISED.replace('2', '4')}")
    assert start.rules() == ["HS001"]


def test_a_moved_file_keeps_its_history(example: Start) -> None:
    start = example(f"{RAISED}\nmove: {DOCUMENT} = documents/2/а/{CODE}.md\ncommit: Move")
    assert start.rules() == []


def test_a_fall_names_the_commit_with_the_higher_revision(example: Start) -> None:
    start = example(RAISED)
    commit = git(start.root, "rev-parse", "HEAD").strip()[:10]
    start.run("revision: 1")
    assert start.found("HS007") == [
        (
            f"{DOCUMENT}:6:11 error {CODE}: Commit {commit} has revision 2 already. "
            'Take the newer text back from git, or write "revision: 3"'
        )
    ]


def test_a_branch_with_the_old_revision_is_no_fall_after_its_merge(example: Start) -> None:
    start = example("")
    git(start.root, "switch", "-q", "-c", "side")
    start.run("clauses: ['9.1']\ncommit: Edit")
    git(start.root, "switch", "-q", "main")
    start.run(RAISED)
    git(start.root, "merge", "-q", "-s", "recursive", "side", "-m", "Merge", when=start.now)
    assert start.rules() == []


def test_a_code_corrected_in_a_draft_does_not_leave_a_document_behind(example: Start) -> None:
    start = example(
        f"{NEW}revision: 1\n---\ncommit: Begin\nmove: documents/2/СМС-ДП-2.3-2024.md = documents/2/СМС-ДП-2.4-2024.md"
    )
    start.run("edit: documents/2/СМС-ДП-2.4-2024.md\n2.3-2024 = 2.4-2024\ncommit: Rename")
    assert start.rules() == []


def test_an_approved_document_under_a_new_code_has_vanished(example: Start) -> None:
    start = example(f"{BOTH}\nmove: {DOCUMENT} = documents/2/СМС-ДП-2.4-2024.md")
    start.run("edit: documents/2/СМС-ДП-2.4-2024.md\n2.1-2024 = 2.4-2024\ncommit: Rename")
    assert start.rules() == ["HS002"]


def test_a_document_deleted_on_disk_only_has_vanished(example: Start) -> None:
    assert example(f"{BOTH}\ndelete: {DOCUMENT}").found("HS002") == [
        (
            f'{DOCUMENT}:1:1 error {CODE}: The text of "{CODE}" is gone. '
            'Restore the file from git, or record with "qms withdraw" that it is no longer in force'
        )
    ]


def test_without_approvals_every_deleted_document_has_vanished(example: Start) -> None:
    settings = "file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}"
    assert example(f"{settings}\ndelete: {DOCUMENT}\ncommit: Remove").rules() == ["HS002"]


def test_without_approvals_a_text_that_got_another_code_has_not_vanished(example: Start) -> None:
    settings = "file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}\nkeys: {code: '{file}'}"
    other = "documents/2/СМС-ДП-2.4-2024.md"
    start = example(f"-code\n{settings}\ncommit: Begin\nmove: {DOCUMENT} = {other}\ncommit: Rename")
    assert start.rules() == []


def test_a_text_that_got_another_code_hides_no_other_that_vanished(example: Start) -> None:
    settings = "file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}\nkeys: {code: '{file}'}"
    other = "documents/2/СМС-ДП-2.4-2024.md"
    start = example(f"-code\n{settings}\ncommit: Begin\nmove: {DOCUMENT} = {other}\ncommit: Rename")
    start.run(f"delete: documents/2/{TWO}.md\ncommit: Remove")
    commit = git(start.root, "rev-parse", "HEAD").strip()[:10]
    assert start.found("HS002") == [
        (
            f'documents/2/{TWO}.md:1:1 error {TWO}: The text of "{TWO}" was removed in commit {commit}. '
            "Restore the file from git; where it was meant to go, say so in registers/waivers.yaml"
        )
    ]


def test_a_document_that_was_added_beside_and_is_gone_too_is_in_nobodys_place(example: Start) -> None:
    settings = "file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}"
    other = "documents/2/СМС-ДП-2.4-2024.md"
    start = example(f"{settings}\ncommit: Begin\n{NEW}revision: 1\n---\nmove: {DOCUMENT} = {other}")
    start.run(f"edit: {other}\n2.1-2024 = 2.4-2024\ncommit: Rename")
    commit = git(start.root, "rev-parse", "HEAD").strip()[:10]
    start.run("delete: documents/2/СМС-ДП-2.3-2024.md\ncommit: Remove")
    assert f': Commit {commit} removed the text of "{CODE}" and added that of' in start.found("HS002")[0]


def test_without_approvals_one_document_in_the_place_of_another_is_a_warning(example: Start) -> None:
    settings = "file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}"
    other = "documents/2/СМС-ДП-2.4-2024.md"
    start = example(f"{settings}\ncommit: Begin\nmove: {DOCUMENT} = {other}\nedit: {other}\n2.1-2024 = 2.4-2024")
    start.run("commit: Rename")
    assert [line.partition(" ")[2].partition(".")[0] for line in start.found("HS002")]
    assert 'and added that of "СМС-ДП-2.4-2024". If "СМС-ДП-2.4-2024" is the same document' in start.found("HS002")[0]
    assert " warning " in start.found("HS002")[0]


def test_the_summary_may_come_with_a_later_commit_of_the_same_revision(example: Start) -> None:
    start = example("revision: 2\ncommit: Update")
    assert start.rules() == ["HS003"]
    start.run("note: а\ncommit: Explain\n\nQms-Change: Мөөнөт")
    assert start.rules() == []


def test_a_revision_without_a_summary_is_told_with_its_commit(example: Start) -> None:
    start = example("revision: 2\ncommit: Update")
    commit = git(start.root, "rev-parse", "HEAD").strip()[:10]
    assert start.found("HS003") == [
        (
            f"{DOCUMENT}:6:11 warning {CODE}: Revision 2 in commit {commit} does not say what was changed. "
            'Record changes with "qms revise CODE --change … --basis …"'
        )
    ]


def test_an_empty_summary_is_none(example: Start) -> None:
    assert example("revision: 2\ncommit: Update\n\nQms-Change:  ").rules() == ["HS003"]


@pytest.mark.parametrize(("today", "wanted"), [("2027-06-01", []), ("2027-06-02", ["HS004"])])
def test_a_review_holds_to_its_last_day(today: str, wanted: list[str], example: Start) -> None:
    assert example(f"approved: {TWO}\ntoday: {today}").rules() == wanted


def test_an_overdue_review_is_told_at_the_revision(example: Start) -> None:
    assert example(f"approved: {TWO}\ntoday: 2027-06-02").found("HS004") == [
        (
            f'documents/2/{TWO}.md:6:11 warning {TWO}: The review of "{TWO}" was due on 01.06.2027. '
            'Review it and record that with "qms review", or revise it'
        )
    ]


def test_a_withdrawn_document_needs_no_review(example: Start) -> None:
    steps = f"{BOTH}\nact: withdraw {CODE}, on 2024-06-10\nact: withdraw {TWO}, on 2024-06-10\ntoday: 2030-01-01"
    assert example(steps).rules() == []


def test_in_a_shallow_clone_nothing_is_said_about_history(example: Start) -> None:
    start = example(f"{BOTH}\nfields:\nrevision: 7\ncommit: Jump")
    head = git(start.root, "rev-parse", "HEAD").strip()
    start.run(f"file: .git/shallow\n{head}")
    assert start.rules() == ["HS005"]
    assert start.found("HS005")[0].startswith(".git/shallow:1:1 error shallow: The history of this clone is cut off. ")


def test_documents_that_were_moved_within_the_repository_are_told_with_the_commit(example: Start) -> None:
    root = example(BOTH).root
    (root / "quality").mkdir()
    for name in ("qms.yaml", "documents", "organisation", "registers", "ledger"):
        (root / name).rename(root / "quality" / name)
    Example(root / "quality").run("commit: Move")
    (root / "quality").rename(root / "system")
    start = Example(root / "system").run("commit: Move again")
    commit = git(root, "rev-parse", "HEAD").strip()[:10]
    (found,) = start.found("HS005")
    assert found.startswith(
        f'qms.yaml:1:1 error qms.yaml: The documents lay in the folder "quality" until commit {commit}. '
    )


def test_objects_that_are_kept_elsewhere_are_told_at_their_file(example: Start, tmp_path: Path) -> None:
    (found,) = example(f"file: .git/objects/info/alternates\n{tmp_path}").found("HS006")
    assert found.startswith(".git/objects/info/alternates:1:1 warning objects/info/alternates: Objects of this clone ")


def test_grafts_are_reported(example: Start) -> None:
    head = "0000000000000000000000000000000000000001"
    assert example(f"file: .git/info/grafts\n{head}").rules() == ["HS005"]


def test_an_unknown_key_is_named(example: Start) -> None:
    assert example("git: config core.pager ./run").found("HS006") == [
        (
            '.git/config:1:1 warning core.pager: Unknown key "core.pager". '
            'If you do not know it: "git config --unset-all core.pager"'
        )
    ]


def test_a_repository_without_a_commit_can_be_checked(example: Start) -> None:
    start = example("")
    git(start.root, "update-ref", "-d", "HEAD")
    assert start.rules() == []


SHEET = "# Өзгөрүүлөрдү каттоо барагы\\n\\n| № | Күнү | Мазмуну |\\n|---|---|---|\\n"


def typed(rows: str, example: Start) -> list[str]:
    """Check a document whose second revision of 2 May 2024 brings a typed sheet with these rows."""
    edit = f"edit: {DOCUMENT}\nсакталат. = сакталат.\\n\\n{SHEET}{rows}"
    return example(f"revision: 2\n{edit}\ncommit: Revise\n\nQms-Change: а").found("HS008")


@pytest.mark.parametrize(
    "rows",
    [
        "| 1 | 02.05.2024 | Барак кошулду |",
        "| 1 | | Барак кошулду |\\n| 2 | | |",
        "| 1 | 01.05.2024 | Киргизилди |\\n| 2 | 2024-05-02 | Барак |",
    ],
)
def test_a_typed_sheet_that_says_the_same_is_only_typed(rows: str, example: Start) -> None:
    assert typed(rows, example) == []


def test_a_day_of_the_typed_sheet_that_there_is_not_is_left_to_the_rule_about_days(example: Start) -> None:
    assert typed("| 1 | 32.05.2024 | Барак |", example) == []


def test_the_typed_sheet_of_a_translation_is_only_typed(example: Start) -> None:
    front = f"code: {CODE}\ntitle: {{ky: Ички аудит, ru: Внутренний аудит}}\nlanguage: ru\nrevision: 1"
    sheet = SHEET.replace("\\n", "\n") + "| 1 | 01.01.2020 | Лист |"
    start = example(f"file: documents/2/{CODE}.ru.md\n---\n{front}\n---\n\n{sheet}\ncommit: Translate")
    assert start.found("TX016")
    assert start.found("HS008") == []


def test_all_days_that_the_history_has_of_a_change_are_told(example: Start) -> None:
    edit = f"edit: {DOCUMENT}\nсакталат. = сакталат.\\n\\n{SHEET}| 1 | 05.05.2024 | Барак |"
    approval = f"approved: {TWO}\nact: approve {CODE}, by rector, on 2024-05-25, effective 2024-06-01\ncommit: Approve"
    (found,) = example(f"revision: 2\n{edit}\ncommit: Revise\n\nQms-Change: а\n{approval}").found("HS008")
    assert ": The typed sheet says 05.05.2024, the history 02.05.2024, 25.05.2024, 01.06.2024. " in found


def test_of_a_commit_without_a_moment_the_history_tells_no_day(example: Start) -> None:
    edit = f"edit: {DOCUMENT}\nсакталат. = сакталат.\\n\\n{SHEET}| 1 | 05.05.2024 | Барак |"
    start = example(f"revision: 2\n{edit}\ncommit: Revise\n\nQms-Change: а")
    commit = git(start.root, "cat-file", "commit", "HEAD")
    (start.root / ".git/commit").write_text(re.sub(r"(?m)^(author .*>).*", r"\1", commit), "utf-8")
    made = git(start.root, "hash-object", "-t", "commit", "-w", "--literally", ".git/commit").strip()
    git(start.root, "update-ref", "HEAD", made)
    (found,) = start.found("HS008")
    assert ": The typed sheet says 05.05.2024, the history –. " in found


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("| 1 | | |", 22, "Rows of the typed sheet: 0; changes in the history: 1"),
        ("| 1 | 03.05.2024 | Барак |", 26, "The typed sheet says 03.05.2024, the history 02.05.2024"),
        ("| 1 | | аа |\\n| 2 | | бб |\\n| 3 | | вв |", 22, "Rows of the typed sheet: 3; changes in the history: 1"),
    ],
)
def test_a_typed_sheet_that_differs_is_reported_at_its_row(rows: str, line: int, said: str, example: Start) -> None:
    (found,) = typed(rows, example)
    assert found.startswith(f"{DOCUMENT}:{line}:1 error {CODE}: {said}.")
