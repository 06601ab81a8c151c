"""Which names every system can hold."""

from __future__ import annotations

import pytest

from qms.model.file_name import NameFault, fault, folded, is_left_over, path_fault, sign_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("СМС-ДП-2.1-2022.md", None),
        (".gitignore", None),
        ("a b.c", None),
        ("", NameFault.EMPTY),
        (".", NameFault.EMPTY),
        ("..", NameFault.EMPTY),
        ("...", NameFault.ENDING),
        ("con", NameFault.DEVICE),
        ("Lpt1.md", NameFault.DEVICE),
        ("console.md", None),
        ("a:b", NameFault.SIGN),
        ("a\tb", NameFault.UNSEEN),
        ("a\u202eb", NameFault.UNSEEN),
        ("a\u200bb", NameFault.UNSEEN),
        ("a.", NameFault.ENDING),
        ("a ", NameFault.ENDING),
        (" a", None),
        (".GIT", NameFault.GIT),
        ("git~1", NameFault.GIT),
        ("ө" * 127 + "a", None),
        ("ө" * 128, NameFault.LONG),
        ("е\u0308", NameFault.DECOMPOSED),
        ("ё", None),
        ("\u1112\u1161\u11ab", NameFault.DECOMPOSED),
    ],
)
def test_a_name_that_some_system_cannot_hold_has_a_fault(name: str, expected: NameFault | None) -> None:
    assert fault(name) == expected


def test_a_name_with_half_a_character_has_a_fault_and_no_traceback() -> None:
    assert fault("a\udcff") is NameFault.UNSEEN


def test_the_sign_that_windows_forbids_is_named() -> None:
    assert (sign_of('a"b:c'), sign_of("abc"), sign_of("")) == ('"', "", "")


def test_the_first_name_of_a_path_that_cannot_be_held_is_told() -> None:
    assert path_fault("documents/2/a.md") is None
    assert path_fault("documents/con/a:b") == ("con", NameFault.DEVICE)
    assert path_fault("documents//a") == ("", NameFault.EMPTY)


def test_two_names_that_are_one_file_somewhere_are_folded_to_one() -> None:
    assert folded("Документ/Е\u0308.MD") == folded("документ/ё.md")
    assert folded("a") != folded("b")


def test_what_systems_leave_beside_the_files_of_people_is_known() -> None:
    left = (
        ".DS_Store",
        "._СМС.md",
        "~$СМС.docx",
        ".~lock.a.odt#",
        "Thumbs.db",
        "desktop.ini",
        "a.md~",
        "a.tmp",
        ".a.swp",
    )
    assert all(map(is_left_over, left))
    assert not any(map(is_left_over, ("СМС-ДП-2.1-2022.md", ".gitignore", "_a.md", "thumbs.db.md", "~", "tmp")))
