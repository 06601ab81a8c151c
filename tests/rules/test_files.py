"""Names that only some systems can hold, and files that are one file on some."""

from __future__ import annotations

import pytest

from .conftest import Start

HELD_BY_LINUX_ALONE = (
    *("con", "CON.txt", "nul.docx", "aux", "COM1", "lpt9.pdf", "com¹.txt", "CONIN$", "prn .txt", "NUL.tar.gz"),
    *("a:b", "a<b", "a>b", 'a"b', "a|b", "a?b", "a*b", "a\\b", "a.", "a ", "эскиз. ", "...", "а\x01б", "а\nб", "а\tб"),
    *("и\u0306", "а\u200bб", "а\u202eб", "\ufeffа", "git~1", "а\u2028б"),
)
HELD_BY_ALL = (
    "console",
    "com10",
    "nulls.txt",
    "aux-1",
    "а б",
    "й",
    "№ 5 (жаңы), «көчүрмө».txt",
    "а'б",
    "а..б",
    "ң" * 120,
)


@pytest.mark.parametrize("name", HELD_BY_LINUX_ALONE)
def test_a_name_that_not_every_system_holds_is_found(example: Start, name: str) -> None:
    made = example("")
    (made.root / "registers" / name).write_text("x")
    assert made.rules() == ["FI001"]


@pytest.mark.parametrize("name", HELD_BY_ALL)
def test_a_name_that_every_system_holds_is_not(example: Start, name: str) -> None:
    made = example("")
    (made.root / "registers" / name).write_text("x")
    assert made.rules() == []


def test_a_folder_is_named_once_however_many_files_it_holds(example: Start) -> None:
    made = example("")
    folder = made.root / "registers" / "эскиз."
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text("x")
    assert made.rules() == ["FI001"]


def test_two_spellings_of_a_letter_are_one_file_on_a_mac(example: Start) -> None:
    made = example("")
    for name in ("схемай.txt", "схемаи\u0306.txt"):
        (made.root / "registers" / name).write_text("x")
    assert sorted(made.rules()) == ["FI001", "FI002"]


def test_a_file_that_was_renamed_is_no_finding_though_the_index_still_has_it(example: Start) -> None:
    made = example("file: registers/con.txt\nx\ncommit: Add")
    assert made.rules() == ["FI001"]
    (made.root / "registers" / "con.txt").rename(made.root / "registers" / "console.txt")
    assert made.rules() == []


def test_what_git_ignores_is_not_looked_at(example: Start) -> None:
    made = example("file: .gitignore\n*.tmp")
    (made.root / "registers" / "a:b.tmp").write_text("x")
    assert made.rules() == []
