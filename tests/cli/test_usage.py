"""Wrong use of the command line: exit code 2, the option by its name, nothing on standard output."""

from __future__ import annotations

from pathlib import Path

import pytest

from qms.cli.commands import NAMES

from .desk import AUDIT, Desk

APPROVE = ("approve", "2.10", "--by", "rector", "--decision", "№ 5")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("frobnicate",), "frobnicate"),
        (("lst",), '"lost"'),
        (("show",), "CODE"),
        (("show", "2.15", "2.9"), "2.9"),
        (("list", "--format", "xml"), "--format"),
        (("list", "--format"), "--format"),
        (("list", "--lang", "de"), "--lang"),
        (("list", "--lang"), "--lang"),
        (("--lang", "", "list"), "--lang"),
        (("-C",), "-C"),
        (("list", "--frob"), "--frob"),
        (("approve", "2.10"), "--by"),
        (("approve", "2.10", "--by", "rector"), "--decision"),
        (("approve", "--by", "rector", "--decision", "x"), "CODE"),
        (("revise", "2.10"), "--change"),
        (("withdraw", "2.10"), "--basis"),
        (("review", "2.10"), "--basis"),
        (("acknowledge", "2.15"), "--copy"),
        (("acknowledge", "2.15", "--copy", "0"), "--copy"),
        (("return", "2.15", "--copy", "x"), "--copy"),
        (("return", "2.15", "--copy", "1.5"), "--copy"),
        (("lost", "2.15", "--copy", ""), "--copy"),
        (("return", "2.15", "--copy", "1", "--revision", "-1"), "--revision"),
        (("render", "2.15", "--revision", "-1"), "--revision"),
        (("new", "ДП"), "TITLE"),
        (("new", "ЖЗ", "x", "--set", "procedure"), "--set"),
        (("new", "ЖЗ", "x", "--set", "=2.15"), "--set"),
        (("init",), "DIR"),
        (("verify",), "FILE"),
        ((*APPROVE, "--on", "2026-02-31"), "--on"),
        ((*APPROVE, "--on", "завтра"), "--on"),
        ((*APPROVE, "--on", "2026-2"), "--on"),
        ((*APPROVE, "--on", "31.02.2024"), "--on"),
        ((*APPROVE, "--on", "0000-00-00"), "--on"),
        ((*APPROVE, "--effective", "2024-13-01"), "--effective"),
        (("return", "2.15", "--copy", "2", "--on", "soon"), "--on"),
        (("withdraw", "2.15", "--basis", "x", "--yes", "--on", "9999-99-99"), "--on"),
    ],
)
def test_a_wrong_word_is_named_and_nothing_is_done(desk: Desk, words: tuple[str, ...], named: str) -> None:
    before = desk.head()

    told = desk(*words, code=2)

    assert named in told.err
    assert told.out == ""
    assert desk.head() == before


STRANGE = ("", " ", "НЕТ", "{x}", "[/x]", "\x1b[31mred\x1b[0m", "-", "2" * 10_000, "a\nb", "%s")


@pytest.mark.parametrize("name", ["show", "approve", "revise", "review", "withdraw", "history", "render", "issue"])
def test_a_code_that_nobody_has_is_said_to_be_unknown(desk: Desk, name: str) -> None:
    more = {
        "approve": ("--by", "rector", "--decision", "№ 1"),
        "revise": ("--change", "x"),
        "review": ("--basis", "x"),
        "withdraw": ("--basis", "x", "--yes"),
    }

    for typed in STRANGE:
        told = desk(name, typed, *more.get(name, ()), code=2)
        assert "There is no document" in told.err
        assert "\x1b" not in told.err
        assert told.out == ""


@pytest.mark.parametrize("name", ["show", "history", "copies"])
@pytest.mark.parametrize(
    "typed",
    ["СМС-ДП-2.15-2024", "CMC-ДП-2.15-2024", "СМС–ДП–2.15–2024", "смс-дп-2.15-2024", "ДП-2.15", "2.15", "дп-2.15-2024"],
)
def test_a_code_may_be_typed_in_other_letters_or_in_part(desk: Desk, name: str, typed: str) -> None:
    told = desk(name, typed, "--format", "json", code=0)

    assert AUDIT in told.json().get("code", told.out.encode().decode("unicode_escape"))


def test_other_letters_are_pointed_out_on_the_error_stream(desk: Desk) -> None:
    assert f'was understood as "{AUDIT}"' in desk("show", "CMC-ДП-2.15-2024", "--format", "json", code=0).err
    assert desk("show", "2.15", code=0).err == ""


def test_a_part_of_several_codes_names_them_in_their_natural_order(desk: Desk) -> None:
    told = desk("show", "ДП", code=2).err

    assert told.index("ДП-2.9") < told.index("ДП-2.10") < told.index("ДП-2.15")


def test_an_option_given_twice_counts_as_it_was_given_last(desk: Desk) -> None:
    told = desk("list", "--format", "csv", "--format", "json", code=0)

    assert told.json()["documents"]


@pytest.mark.parametrize("words", [("-C", "@", "list"), ("list", "-C", "@"), ("list", "-C@"), ("-C@", "list")])
def test_the_folder_may_be_named_before_and_after_the_command(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(desk.home)

    told = desk(*(word.replace("@", str(desk.root)) for word in words), "--format", "json", code=0)

    assert len(told.json()["documents"]) == 6


@pytest.mark.parametrize("folder", ["documents", "documents/2", "ledger", "out"])
def test_every_sub_folder_will_do(desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    expected = desk("list", "--format", "json", code=0).out
    monkeypatch.chdir(desk.root / folder)

    assert desk("list", "--format", "json", code=0).out == expected


def test_the_language_of_the_repository_named_after_the_command_is_spoken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QMS_LANG")
    monkeypatch.chdir(desk.home)
    title = "Сапат боюнча жазуу"

    assert "Документтештирилген процедура" in desk("show", "2.15", "-C", str(desk.root), code=0).out
    assert "Документированная процедура" in desk("show", "2.15", f"-C{desk.root}", "--lang=ru", code=0).out
    assert title not in desk("show", "2.15", "-C", str(desk.root), "--lang", "en", code=0).out


def test_a_folder_that_is_not_there_is_named(desk: Desk) -> None:
    assert '"nowhere"' in desk("-C", "nowhere", "list", code=2).err


def test_bytes_that_are_no_text_are_refused_before_anything_is_recorded(desk: Desk) -> None:
    before = desk.head()

    told = desk("approve", "2.10", "--by", "rector", "--decision", "\udcff\udcfe", code=2)

    assert "UTF-8" in told.err
    assert desk.head() == before


@pytest.mark.parametrize("path", ["nowhere", "../..", "/", "documents/2/nowhere.md"])
def test_a_path_that_cannot_be_checked_is_never_a_pass(desk: Desk, path: str) -> None:
    assert desk("check", path, code=2).out == ""
    assert desk("check", "documents", path, code=2).out == ""


def test_no_command_leaves_a_file_of_a_fault(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name in NAMES:
        desk(name, "{x}", "[/x]", "\x1b[2J")

    assert [path.name for path in tmp_path.glob("qms-fault-*")] == []
