"""What rests on a damaged file is told with a word about it: else a document would seem to be what it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from .desk import AUDIT, Desk

LEDGER = f"ledger/{AUDIT}.jsonl"


def spoil(path: Path, line: int) -> None:
    """Write a line of a ledger in another spelling: nothing of it counts."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b'"act":', b'"act" :')
    path.write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    "words",
    [("list",), ("show", AUDIT), ("copies", AUDIT), ("status",), ("inbox",), ("history", AUDIT), ("calendar", "2026")],
    ids=lambda words: words[0],
)
def test_who_asks_about_a_document_hears_that_its_ledger_is_damaged(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk(*words).err == ""
    spoil(desk.root / LEDGER, 2)

    said = desk(*words).err

    assert said.count(f'"{LEDGER}" is damaged (line 2)') == 1
    assert "qms check" in said


def test_a_text_that_cannot_be_read_is_told_too(desk: Desk) -> None:
    desk.path(AUDIT).write_text("---\ncode: [\n---\n", "utf-8")

    assert f'"documents/2/{AUDIT}.md" is damaged' in desk("list").err


def test_of_many_damaged_files_some_are_named(desk: Desk) -> None:
    for path in (desk.root / "documents").glob("*/*.md"):
        path.write_text("---\ncode: [\n---\n", "utf-8")
    (desk.root / LEDGER).write_bytes(b"x\n")

    assert "Damaged files besides: 1" in desk("list").err


def test_an_act_is_told_with_the_damage_that_it_follows(desk: Desk) -> None:
    spoil(desk.root / LEDGER, 2)
    desk.git("commit", "-q", "-a", "-m", "Damage")

    assert "is damaged (line 2)" in desk("review", AUDIT, "--basis", "№ 1", code=0).err


def test_check_says_it_as_findings_alone(desk: Desk) -> None:
    spoil(desk.root / LEDGER, 2)

    told = desk("check", code=1)
    assert "LG002" in told.out
    assert told.err == ""


def test_a_ledger_of_wrong_lines_is_not_read_to_its_end(desk: Desk) -> None:
    with (desk.root / LEDGER).open("ab") as file:
        file.write(b"\n" * 3_000_000)

    found = [item for item in desk("check", "--format", "json", code=1).json()["findings"] if item["rule"] == "LG002"]
    assert len(found) == 101
    assert "those after this one are not read" in found[-1]["message"]
