"""Issue, acknowledge, return, lose, destroy: numbered copies and their holders."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from ..cli.desk import AUDIT, Desk


def test_the_list_is_served_once_and_the_rest_is_told(desk: Desk) -> None:
    before = desk.head()

    told = desk("issue", "2.15", code=0).out

    assert "Copies issued: 0" in told
    assert "АББСД, ОИД, КБ" in told
    assert desk.head() == before


def test_each_copy_has_its_number_its_file_and_its_line(desk: Desk) -> None:
    told = desk("issue", "2.9", "--to", "ОИД", "--to", "АББСД", "КБ", "--format", "json", code=0).json()

    assert list(told) == ["issued"]
    assert [list(item) for item in told["issued"]] == [["number", "holder", "path", "sha256"]] * 3
    assert [(item["number"], item["holder"]) for item in told["issued"]] == [(2, "ОИД"), (1, "АББСД"), (3, "КБ")]
    for item in told["issued"]:
        assert hashlib.sha256(Path(item["path"]).read_bytes()).hexdigest() == item["sha256"]
    assert [act["pdf"] for act in desk.ledger("СМС-ДП-2.9-2024")[1:]] == [item["sha256"] for item in told["issued"]]
    desk.clean()


def test_a_unit_named_twice_gets_one_copy(desk: Desk) -> None:
    told = desk("issue", "2.9", "--to", "ОИД", "--to", "оид", "ОИД", "--format", "json", code=0).json()

    assert len(told["issued"]) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2.10",), "No revision"),
        (("2.10", "--to", "ОИД"), "No revision"),
        (("ЖИ", "--to", "ОИД"), "withdrawn"),
        (("2.9",), "no distribution list"),
        (("2.9", "--to", "НЕТ"), '"НЕТ"'),
        (("2.9", "--to", ""), '""'),
        (("2.9", "--to", "{x}"), '"{x}"'),
        (("2.9", "--to", "ОИД", "--to", "НЕТ"), '"НЕТ"'),
        (("2.15", "--to", "ОИД"), "holds a copy"),
        (("2.15", "--to", "ИБ", "--to", "ОИД"), "--copy N"),
        (("2.9", "--to", "ОИД", "--out", "qms.yaml"), "--out"),
        (("2.9", "--to", "ОИД", "--out", "qms.yaml/out"), "--out"),
        (("2.9", "--to", "ОИД", "--out", "prints/нуска.PDF"), '--out prints"'),
    ],
)
def test_a_copy_that_cannot_be_issued_leaves_no_line(desk: Desk, words: tuple[str, ...], said: str) -> None:
    before = desk.head()

    assert said in desk("issue", *words, code=2).err
    assert desk.head() == before
    desk.clean()


def test_a_new_revision_recalls_the_old_copies_and_keeps_their_numbers(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "x", code=0)
    desk("approve", AUDIT, "--by", "rector", "--decision", "№ 6", code=0)
    told = desk("issue", AUDIT, "--format", "json", code=0).json()

    assert [(item["number"], item["holder"]) for item in told["issued"]] == [(1, "АББСД"), (2, "ОИД"), (3, "КБ")]
    copies = desk("copies", AUDIT, "--format", "json", code=0).json()["copies"]
    assert [(item["number"], item["revision"], item["state"]) for item in copies] == [
        (1, 1, "to-return"),
        (1, 2, "issued"),
        (2, 1, "to-return"),
        (2, 2, "issued"),
        (3, 1, "to-return"),
        (3, 2, "issued"),
    ]
    desk("return", AUDIT, "--copy", "2", code=0)
    desk("acknowledge", AUDIT, "--copy", "2", code=0)
    states = [item["state"] for item in desk("copies", AUDIT, "--format", "json", code=0).json()["copies"]]
    assert states == ["to-return", "issued", "returned", "acknowledged", "to-return", "issued"]


def test_a_text_edited_after_its_approval_is_not_what_is_printed(desk: Desk) -> None:
    desk.edit(AUDIT, "Бул сөз басылбайт")

    told = desk("issue", AUDIT, "--to", "ИБ", "--format", "json", code=0).json()

    import pypdf

    pages = pypdf.PdfReader(told["issued"][0]["path"]).pages
    assert "басылбайт" not in "".join(page.extract_text() for page in pages)


def test_acknowledged_once_returned_once(desk: Desk) -> None:
    before = date.today()
    shown = desk("acknowledge", "2.15", "--copy", "2", "--format", "json", code=0).json()
    assert (shown["state"], shown["holder"]) == ("acknowledged", "ОИД")
    assert before.isoformat() <= shown["acknowledged"] <= date.today().isoformat()
    assert "acknowledged already" in desk("acknowledge", "2.15", "--copy", "2", code=2).err

    assert desk("return", "2.15", "--copy", "2", "--format", "json", code=0).json()["state"] == "returned"
    for verb in ("return", "acknowledge", "lost", "destroy"):
        assert "closed already" in desk(verb, "2.15", "--copy", "2", code=2).err
    desk.clean()


def test_a_return_typed_twice_leaves_the_copy_in_force_with_its_holder(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "x", code=0)
    desk("approve", AUDIT, "--by", "rector", "--decision", "№ 6", code=0)
    desk("issue", AUDIT, code=0)
    assert desk("return", AUDIT, "--copy", "2", "--format", "json", code=0).json()["revision"] == 1

    assert "--revision 2" in desk("return", AUDIT, "--copy", "2", code=2).err
    assert desk("return", AUDIT, "--copy", "2", "--revision", "2", "--format", "json", code=0).json()["revision"] == 2


@pytest.mark.parametrize("verb", ["acknowledge", "return", "destroy", "lost"])
@pytest.mark.parametrize("number", ["4", "999999999999999999999999"])
def test_a_copy_that_was_never_issued_is_refused_with_the_known_numbers(desk: Desk, verb: str, number: str) -> None:
    told = desk(verb, "2.15", "--copy", number, code=2).err

    assert "1, 2, 3" in told


@pytest.mark.parametrize("verb", ["acknowledge", "return", "destroy", "lost"])
@pytest.mark.parametrize(
    ("on", "said"), [((date.today() + timedelta(days=2)).isoformat(), "future"), ("2001-01-01", "before")]
)
def test_nothing_happens_to_a_copy_before_its_issue_or_tomorrow(desk: Desk, verb: str, on: str, said: str) -> None:
    assert said in desk(verb, "2.15", "--copy", "2", "--on", on, code=2).err


def test_a_copy_of_another_revision_is_not_this_copy(desk: Desk) -> None:
    assert "no copy 2" in desk("return", "2.15", "--copy", "2", "--revision", "7", code=2).err


def test_a_note_of_any_letters_is_kept_on_one_line(desk: Desk) -> None:
    desk("lost", "2.15", "--copy", "3", "--note", 'a\n{x} [/x] \x1b[31m "b"', code=0)

    assert desk.ledger()[-1]["reason"] == 'a {x} [/x] [31m "b"'
    desk.clean()


def test_a_lost_copy_does_not_free_its_number(desk: Desk) -> None:
    desk("lost", "2.15", "--copy", "3", code=0)

    told = desk("issue", "2.15", "--to", "ИБ", "--format", "json", code=0).json()

    assert told["issued"][0]["number"] == 4


def test_an_issued_copy_is_printed_again_byte_for_byte(desk: Desk) -> None:
    path = desk.root / "out" / f"{AUDIT}-r1-002.pdf"
    before = path.read_bytes()
    path.unlink()

    desk("render", "2.15", "--copy", "2", code=0)

    assert path.read_bytes() == before


def test_without_any_copy_the_list_says_so(desk: Desk) -> None:
    assert "No copy" in desk("copies", "2.9", code=0).out
    assert desk("copies", "2.9", "--format", "json", code=0).json() == {"copies": []}
