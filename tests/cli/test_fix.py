"""`qms fix`: shows a difference, asks, writes, commits nothing."""

from __future__ import annotations

import pytest

from .desk import Desk

DRAFT = "СМС-ДП-2.10-2024"
WRONG = f"C{DRAFT[1:]}"


@pytest.fixture
def wrong(desk: Desk) -> Desk:
    """A document whose code begins with a Latin letter."""
    path = desk.path(DRAFT)
    path.write_text(path.read_text("utf-8").replace(f"code: {DRAFT}", f"code: {WRONG}"), "utf-8")
    return desk


def test_a_dry_run_shows_the_difference_and_writes_nothing(wrong: Desk) -> None:
    before = wrong.path(DRAFT).read_bytes()

    told = wrong("fix", "--dry-run", code=0).out

    assert f"--- documents/2/{DRAFT}.md" in told
    assert f"-code: {WRONG}\n+code: {DRAFT}\n" in told
    assert "U+0043 → U+0421" in told
    assert "Files that would be repaired: 1" in told
    assert wrong.path(DRAFT).read_bytes() == before


def test_it_writes_without_a_commit(wrong: Desk) -> None:
    head = wrong.head()

    told = wrong("fix", "--yes", code=0)

    assert "Files repaired: 1" in told.out
    assert wrong.head() == head
    assert wrong.git("status", "--porcelain") == ""  # as it was committed once
    assert wrong("fix", "--yes", code=0).out.strip() == "Nothing can be repaired for certain"
    wrong("check", code=0)


def test_nobody_there_to_answer_is_no_yes(wrong: Desk) -> None:
    before = wrong.path(DRAFT).read_bytes()

    told = wrong.start("fix")

    assert told.code == 2
    assert "--yes" in told.err
    assert wrong.path(DRAFT).read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2)])
def test_it_asks(wrong: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(answer))

    wrong("fix", code=code)

    assert (DRAFT in wrong.path(DRAFT).read_text("utf-8").partition("title")[0]) is (code == 0)


def test_json(wrong: Desk) -> None:
    told = wrong("fix", "--dry-run", "--format", "json", code=0).json()

    assert list(told) == ["files", "approved"]
    (file,) = told["files"]
    assert list(file) == ["path", "code", "repairs", "diff", "written"]
    assert (file["path"], file["code"], file["written"]) == (f"documents/2/{DRAFT}.md", DRAFT, False)
    assert [list(item) for item in file["repairs"]] == [["rule", "line", "column", "message"]]
    assert (file["repairs"][0]["rule"], file["repairs"][0]["line"], file["repairs"][0]["column"]) == ("CD003", 2, 7)
    assert wrong("fix", "--yes", "--format", "json", code=0).json()["files"][0]["written"] is True


def test_an_approved_text_needs_a_revision(desk: Desk) -> None:
    path = desk.path(DRAFT)
    path.write_text(
        path.read_text("utf-8").replace("revision: 1", "revision: 1\nreferences: [CМС-ДП-2.9-2024]"), "utf-8"
    )
    desk.git("commit", "-aqm", "Reference")
    desk("approve", DRAFT, "--by", "rector", "--decision", "№ 5", code=0)

    told = desk("fix", "--yes", code=1).out

    assert "is approved" in told
    assert f"qms revise {DRAFT}" in told
    assert desk.git("status", "--porcelain") == ""


def test_what_cannot_be_seen_is_shown(desk: Desk) -> None:
    path = desk.path(DRAFT)
    path.write_text(path.read_text("utf-8").replace("owner: А", "owner: А\u202e\x1b[2J"), "utf-8")

    told = desk("fix", "--dry-run").out

    assert "<U+202E>" in told
    assert "\u202e" not in told
    assert "\x1b" not in told


def test_a_path_outside_is_refused(desk: Desk) -> None:
    assert desk("fix", "nowhere", code=2).out == ""
    assert desk("fix", str(desk.home), code=2).out == ""


def test_colours_only_where_they_are_asked_for(wrong: Desk) -> None:
    assert "\x1b[" not in wrong.start("fix", "--dry-run").out
    assert "\x1b[31m-code" in wrong.start("fix", "--dry-run", FORCE_COLOR="1").out
