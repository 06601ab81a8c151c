"""The whole history of a repository: versions by code, ledgers that were rewritten, and how long it takes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from qms.adapters.git.door import RawCommit
from qms.adapters.past.versions import describe, versions
from qms.adapters.past.whole import past
from qms.ledger.lines import compose, ledger_path
from tests.history.story import CODE, PATH, Story, rows, text, versions_of, written

from ..cpu_time import at_most

OTHER = "СМС-ДП-2.2-2022"
LEDGER = ledger_path(CODE)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path / "clone")


def raw(message: str) -> RawCommit:
    return RawCommit("c" * 40, (), "Айбек", "a@example.org", "2022-01-01T00:00:00+06:00", message, ())


def trailers(message: str, code: str = "", *written_: str) -> dict[str, str]:
    return dict(describe(raw(message), code, written_).trailers)


def test_only_the_documents_asked_for_are_returned(story: Story) -> None:
    story.commit({PATH: text(1), "documents/b.md": text(1, code=OTHER)})
    workspace = story.tell()
    settings = workspace.snapshot().settings
    assert set(versions(workspace, settings)) == {CODE, OTHER}
    assert set(versions(workspace, settings, [OTHER])) == {OTHER}
    assert versions(workspace, settings, ["nothing"]) == {}


def test_a_repository_without_commits_has_no_history(story: Story) -> None:
    story.stream.clear()
    story.root.mkdir()
    subprocess.run(["git", "init", "-q", str(story.root)], check=True)
    (story.root / "qms.yaml").write_bytes(b"")
    from qms.adapters.files.workspace import Workspace

    workspace = Workspace.find(story.root)
    found = past(workspace, workspace.snapshot().settings)
    assert (found.versions, found.rewritings) == ({}, ())


def test_a_removal_is_a_version_without_a_text(story: Story) -> None:
    story.commit({PATH: text(1)})
    story.commit({"documents/copy.md": text(1)})
    story.commit({PATH: None})
    story.commit({"documents/copy.md": None})
    found = versions_of(story.tell())
    assert [(item.path, bool(item.blob), item.revision) for item in found] == [
        (PATH, True, 1),
        ("documents/copy.md", False, None),
    ]


def test_a_text_that_moves_within_one_commit_is_not_removed(story: Story) -> None:
    story.commit({"documents/z.md": text(1)})
    story.commit({"documents/z.md": None, "documents/a.md": text(2)})
    story.commit({"documents/a.md": None, "documents/z.md": text(2)})
    assert [item.revision for item in versions_of(story.tell())] == [1, 2]


def test_a_removal_on_a_branch_that_is_merged_is_one_removal(story: Story) -> None:
    story.commit({PATH: text(1)})
    story.commit({PATH: None}, on="side")
    story.commit({"documents/b.md": text(1, code=OTHER)})
    story.commit({PATH: None}, merge="side")
    assert [bool(item.blob) for item in versions_of(story.tell())] == [True, False]


def test_a_link_and_a_folder_outside_are_no_versions(story: Story) -> None:
    story.commit({"elsewhere/a.md": text(1), "documentsx/a.md": text(1), "documents/a.txt": text(1)})
    assert versions_of(story.tell()) == ()


def test_own_folders_and_field_names_are_followed(story: Story) -> None:
    story.commit({"qms.yaml": b"keys: {fields: {code: id, revision: version}, documents: [docs]}\n"})
    story.commit({"docs/a.md": b"---\nid: A\nversion: 4\n---\n"})
    assert [(item.path, item.revision) for item in versions_of(story.tell(), "A")] == [("docs/a.md", 4)]


def test_a_date_before_1970_is_itself_or_none(story: Story) -> None:
    story.commit({PATH: text(1)})
    workspace = story.tell()
    tree = git(story.root, "rev-parse", "HEAD^{tree}")
    lines = [
        f"tree {tree}",
        "author A <a@example.org> -86400 +0000",
        "committer A <a@example.org> 0 +0000",
        "",
        "Old\n",
    ]
    commit = git(story.root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", data="\n".join(lines))
    git(story.root, "update-ref", "refs/heads/main", commit)
    (row,) = rows(workspace)
    assert (row.summary, row.date) in {("Old", ""), ("Old", "1969-12-31")}


def git(folder: Path, *arguments: str, data: str = "") -> str:
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, input=data.encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def test_thousands_of_commits_are_read_in_one_go(story: Story) -> None:
    for number in range(1, 3_001):
        story.commit({f"documents/{number % 50}.md": text(number, f"# 1 A\n\n{number}\n", code=f"A-{number % 50}")})
    workspace = story.tell()
    settings = workspace.snapshot().settings
    with at_most(20):
        found = past(workspace, settings)
    assert sum(map(len, found.versions.values())) == 3_000
    with at_most(20):
        assert len(rows(workspace, "A-7")) == 60


ACT = {"act": "approve", "at": "2022-02-01T09:00:00Z", "by": "rector", "code": CODE, "revision": 1, "sha256": "a" * 64}
FIRST = compose(ACT, b"")
SECOND = FIRST + compose(ACT, FIRST)


def rewritings(story: Story) -> list[tuple[str, int, str]]:
    workspace = story.tell()
    found = past(workspace, workspace.snapshot().settings).rewritings
    return [(item.path, item.line, item.commit.subject) for item in found]


def test_a_ledger_that_only_grew_was_not_rewritten(story: Story) -> None:
    story.commit({LEDGER: FIRST}, "One")
    story.commit({LEDGER: SECOND}, "Two")
    story.commit({"ledger/note.txt": b"x"}, "A note")
    story.commit({"ledger/note.txt": b"y"}, "Another")
    assert rewritings(story) == []


def test_a_changed_line_is_found_in_the_commit_that_had_it(story: Story) -> None:
    story.commit({LEDGER: SECOND}, "Two")
    story.commit({LEDGER: FIRST + b"{}\n"}, "Rewrite")
    assert rewritings(story) == [(LEDGER, 2, "Two")]


def test_a_ledger_that_was_removed_is_found_even_when_it_came_back(story: Story) -> None:
    story.commit({LEDGER: FIRST}, "One")
    story.commit({LEDGER: None}, "Remove")
    story.commit({LEDGER: FIRST}, "Restore")
    assert rewritings(story) == [(LEDGER, 0, "Remove")]


def test_a_ledger_that_was_cut_in_the_work_tree_is_found(story: Story) -> None:
    story.commit({LEDGER: SECOND}, "Two")
    workspace = story.tell()
    (story.root / LEDGER).write_bytes(FIRST)
    found = past(workspace, workspace.snapshot().settings).rewritings
    assert [(item.path, item.line) for item in found] == [(LEDGER, 2)]
    (story.root / LEDGER).unlink()
    found = past(workspace, workspace.snapshot().settings).rewritings
    assert [(item.path, item.line) for item in found] == [(LEDGER, 1)]


def test_two_ledgers_with_the_same_bytes_are_both_followed(story: Story) -> None:
    story.commit({"ledger/a.jsonl": FIRST, "ledger/b.jsonl": FIRST}, "Both")
    story.commit({"ledger/b.jsonl": b"x\n"}, "One")
    assert rewritings(story) == [("ledger/b.jsonl", 1, "Both")]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("", {}),
        ("A\n\nQms-Change: x", {"Qms-Change": "x"}),
        ("A\n\nQms-Basis: y\nQms-Change: x\n", {"Qms-Basis": "y", "Qms-Change": "x"}),
        ("A\n\nQms-Change: x\nQms-Change: y", {"Qms-Change": "x; y"}),
        ("A\n\nQms-Kind: addition\nQms-Kind: change", {"Qms-Kind": "change"}),
        ("A\n\nQms-Date: 26.05.2021", {"Qms-Date": "2021-05-26"}),
        ("A\n\nQms-Date: soon", {"Qms-Date": ""}),
        ("A\n\nQms-Change:\nQms-Basis: ", {}),
        ("A\n\nqms-KIND:addition", {"Qms-Kind": "addition"}),
        ("A\n\nQms-Change: бир\n эки\n\tүч\nмурун", {"Qms-Change": "бир эки үч"}),
        ("A\n\nQms-Change: бир\n\n эки", {"Qms-Change": "бир"}),
        ("A\n\n folded without a line above", {}),
        ("A\n\nQms-Change : x\nXQms-Change: y\nQms-: z\nQms Change: v", {}),
        ("A\r\n\r\nQms-Change: x\r\n\ty\r\n", {"Qms-Change": "x y"}),
        ("A\n\nQms-Change: a: b: c", {"Qms-Change": "a: b: c"}),
        ("A\n\nQms-Change: a\x0bb\u2028c", {"Qms-Change": "a\x0bb\u2028c"}),
        ("Qms-Change: x", {"Qms-Change": "x"}),
    ],
)
def test_trailers_are_read_as_people_write_them(message: str, expected: dict[str, str]) -> None:
    assert trailers(message) == expected


def test_the_subject_is_the_first_line_with_words() -> None:
    assert [describe(raw(text_)).subject for text_ in ("", "\n\n A \nB", "A\r\n\r\nB")] == ["", "A", "A"]


@pytest.mark.parametrize(
    ("message", "of_a", "of_b"),
    [
        ("Qms-Change: x", "x", "x"),
        ("Qms-Document: A\nQms-Change: x", "x", ""),
        ("Qms-Change: x\nQms-Document: A", "x", ""),
        ("Qms-Document: A, B\nQms-Change: x", "x", "x"),
        ("Qms-Document: A\nQms-Document: B\nQms-Change: x", "x", "x"),
        ("Qms-Document: A\nQms-Change: x\nQms-Document: B\nQms-Change: y", "x", "y"),
        ("Qms-Change: z\nQms-Document: A\nQms-Change: x\nQms-Document: B\nQms-Basis: y", "x", "z"),
        ("Qms-Document: C\nQms-Change: x", "x", "x"),
        ("Qms-Document: C\nQms-Change: x\nQms-Document: B\nQms-Change: y", "x", "y"),
    ],
)
def test_trailers_belong_to_the_documents_that_are_named(message: str, of_a: str, of_b: str) -> None:
    assert trailers(message, "A", "A", "B").get("Qms-Change", "") == of_a
    assert trailers(message, "B", "A", "B").get("Qms-Change", "") == of_b


def test_a_document_may_be_named_in_another_spelling() -> None:
    assert trailers("Qms-Document: e\u0301\nQms-Change: x", "é", "é", "B")["Qms-Change"] == "x"
    assert "Qms-Change" not in trailers("Qms-Document: e\u0301\nQms-Change: x", "B", "é", "B")


def test_a_sheet_is_written_for_a_document_that_is_gone(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: None}, "Remove")
    assert [written(row) for row in rows(story.tell())] == ["1 introduction r1 2022-01-10 Айбек | Begin"]
