"""`qms new`: codes are given out once and never again, skeletons pass the check."""

from __future__ import annotations

import pytest

from ..cli.desk import Desk

MORE = {
    "ЖЗ": ("--set", "procedure=2.15"),
    "БД": ("--owner", "КБ"),
    "ОД": ("--owner", "КБ"),
    "КИ": ("--owner", "КБ"),
    "ЖИ": ("--owner", "КБ"),
    "БЖ": ("--owner", "КБ"),
}
NASTY = (
    'Тиркеме "А": #1',
    "{x} {0} %s",
    "[/x] [bold]x[/bold]",
    "- a\n- b",
    "---",
    "a: b\nrevision: 9",
    "\x1b[31mкызыл\x1b[0m",
    "back\\slash \\n 'quote'",
    "null",
    "=1+1",
    "т" * 10_000,
    "текст\u200b\u202eкайра",
    "* & ! | > @ `",
)


@pytest.mark.parametrize("kind", ["СС", "МС", "СЖ", "ДП", "БД", "ОД", "КИ", "ЖИ", "БЖ", "ЖЗ", "ТД"])
def test_every_type_of_the_template_can_be_begun(desk: Desk, kind: str) -> None:
    told = desk("new", kind, "Жаңы документ", *MORE.get(kind, ()), "--format", "json", code=0).json()

    assert list(told) == ["code", "path", "commit"]
    assert told["commit"] == desk.head()
    assert (desk.root / told["path"]).is_file()
    desk.clean()
    findings = desk("check", told["path"], "--format", "json").json()["findings"]
    assert [item["rule"] for item in findings if item["severity"] == "error"] == []


def test_a_card_is_begun_for_an_external_document(desk: Desk) -> None:
    told = desk("new", "ТД", "Мыйзам", "--format", "json", code=0).json()

    assert told["path"].startswith("documents/base/СМС-ТД-0002-")
    assert told["path"].endswith(".yaml")


@pytest.mark.parametrize("title", [text for text in NASTY if len(text) < 500] + ["т" * 500])
def test_a_title_of_any_letters_is_written_so_that_it_is_read_again(desk: Desk, title: str) -> None:
    begun = desk("new", "--format", "json", "--", "ДП", title, code=0).json()

    shown = desk("show", begun["code"], "--format", "json", code=0).json()
    seen = "".join(letter for letter in title if letter not in "\x1b\u200b\u202e")
    assert shown["title"] == " ".join(seen.split())
    assert shown["revision"] == 0
    assert "\x1b" not in desk("list", code=0).out + desk("list", "--format", "csv", code=0).out
    desk.clean()


@pytest.mark.parametrize("title", ["", " ", "\n", "\u200b"])
def test_an_empty_title_is_refused(desk: Desk, title: str) -> None:
    assert "title is empty" in desk("new", "ДП", title, code=2).err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("ХХ", "x"), '"ХХ"'),
        (("", "x"), '""'),
        (("{type}", "x"), '"{type}"'),
        (("ДП", "x", "--owner", "НЕТ"), '"НЕТ"'),
        (("ДП", "x", "--process", "9.9"), '"9.9"'),
        (("КИ", "x"), "--owner"),
        (("ЖЗ", "x"), "--set procedure"),
        (("ЖЗ", "x", "--set", "procedure=9.9"), '"9.9"'),
        (("ЖЗ", "x", "--set", "procedure=2.15", "--set", "frob=1"), '"frob"'),
        (("ДП", "x", "--set", "type=ЖЗ"), "type"),
        (("ДП", "x", "--set", "number=1"), "number"),
        (("ДП", "x", "--set", "year=abcd"), "abcd"),
    ],
)
def test_what_does_not_exist_is_named(desk: Desk, words: tuple[str, ...], named: str) -> None:
    before = desk.head()

    assert named in desk("new", *words, code=2).err
    assert desk.head() == before


def test_a_title_of_a_page_is_refused(desk: Desk) -> None:
    assert "10000" in desk("new", "ДП", "т" * 10_000, code=2).err


def test_types_may_be_typed_in_small_letters(desk: Desk) -> None:
    assert "СМС-ДП-2.16-" in desk("new", "дп", "x", code=0).out


def test_two_in_a_row_get_two_codes(desk: Desk) -> None:
    first = desk("new", "ДП", "Биринчи", "--format", "json", code=0).json()["code"]
    second = desk("new", "ДП", "Экинчи", "--format", "json", code=0).json()["code"]

    assert first.startswith("СМС-ДП-2.16-")
    assert second.startswith("СМС-ДП-2.17-")


def test_a_number_is_not_given_again_after_its_document_was_deleted(desk: Desk) -> None:
    first = desk("new", "ДП", "Биринчи", "--format", "json", code=0).json()
    desk.git("rm", "-q", first["path"])
    desk.git("commit", "-q", "-m", "Delete")

    assert desk("new", "ДП", "Экинчи", "--format", "json", code=0).json()["code"] != first["code"]


def test_a_number_of_a_file_that_no_commit_holds_is_taken(desk: Desk) -> None:
    path = desk.path("СМС-ДП-2.9-2024").with_name("СМС-ДП-2.40-2024.md")
    path.write_text(desk.path("СМС-ДП-2.9-2024").read_text("utf-8").replace("2.9", "2.40"), "utf-8")

    assert "СМС-ДП-2.41-" in desk("new", "ДП", "x", code=0).out


def test_a_skeleton_cannot_be_approved_or_recorded_before_it_is_written(desk: Desk) -> None:
    code = desk("new", "ДП", "x", "--format", "json", code=0).json()["code"]

    assert "skeleton" in desk("approve", code, "--by", "rector", "--decision", "№ 1", code=2).err
    assert "revise" in desk("approve", code, "--by", "rector", "--decision", "№ 1", code=2).err
    assert "the same" in desk("revise", code, "--change", "x", code=2).err

    desk.edit(code)
    assert desk("revise", code, "--change", "x", "--format", "json", code=0).json()["revision"] == 1
    desk("approve", code, "--by", "rector", "--decision", "№ 1", code=0)
