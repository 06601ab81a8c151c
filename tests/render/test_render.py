"""`qms render`: every format, one document or all, only what changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qms.actions.formats import set_as
from qms.adapters.markdown_out import set_markdown
from qms.adapters.typeset import set_pdf
from qms.model.printout import Signatory
from tests.adapters.test_typeset import failures, printed_elsewhere
from tests.cli.desk import Desk
from tests.render.torture import HERE, torture

BEGINS = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "docx": b"PK", "md": "Ош".encode()}


@pytest.mark.parametrize("form", BEGINS)
def test_a_document_is_printed_in_every_format(desk: Desk, form: str) -> None:
    desk("render", "2.15", "--to", form, code=0)
    data = (desk.root / "out" / f"СМС-ДП-2.15-2024-r1.{form}").read_bytes()
    assert data.startswith(BEGINS[form])


def test_an_issued_copy_is_a_pdf_only(desk: Desk) -> None:
    answer = desk("render", "2.15", "--copy", "1", "--to", "docx", code=2)
    assert "issued copy" in answer.err


def test_all_documents_in_force_are_printed_once_and_again_only_when_they_changed(desk: Desk) -> None:
    first = desk("render", "--all", "--format", "json", code=0).json()["written"]
    assert [(item["code"], item["written"]) for item in first] == [
        ("СМС-ДП-2.9-2024", True),
        ("СМС-ДП-2.15-2024", True),
    ]
    assert all(hashlib.sha256(Path(item["path"]).read_bytes()).hexdigest() == item["sha256"] for item in first)
    again = desk("render", "--all", "--format", "json", code=0).json()["written"]
    assert [item["written"] for item in again] == [False, False]
    Path(again[0]["path"]).write_bytes(b"damaged")
    Path(again[1]["path"]).unlink()
    assert [item["written"] for item in desk("render", "--all", "--format", "json").json()["written"]] == [True, True]


def test_an_edited_draft_is_printed_anew_and_the_others_are_left_alone(desk: Desk) -> None:
    desk("render", "--all", "--draft", "--to", "html", code=0)
    desk.edit("СМС-ДП-2.10-2024")
    answer = desk("render", "--all", "--draft", "--to", "html", "--format", "json", code=0)
    assert [item["code"] for item in answer.json()["written"] if item["written"]] == ["СМС-ДП-2.10-2024"]


def test_a_document_that_cannot_be_printed_does_not_hold_up_the_others(desk: Desk) -> None:
    desk.edit("СМС-ДП-2.10-2024", "#### Секирген деңгээл")
    answer = desk("render", "--all", "--draft", code=1)
    assert "skips a level" in answer.out
    assert len(list((desk.root / "out").glob("*-draft.pdf"))) == 4


def test_render_without_a_code_says_what_to_write(desk: Desk) -> None:
    assert "--all" in desk("render", code=2).err
    assert "--all" in desk("render", "2.15", "--all", code=2).err


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_text_with_everything_conforms_as_pdf(language: str) -> None:
    assert failures(set_pdf(torture(language))) == []


def test_markdown_holds_the_text_as_it_was_typed_and_the_sheets_as_tables() -> None:
    text = set_markdown(torture("ky")).decode()
    assert 'Көзөмөл <script>alert(1)</script> & "тырмакча"' in text
    assert "| Аракет | Кызматы | Негиз | Күнү | Кол тамга |" in text
    assert text.rstrip().endswith("|")


@pytest.mark.parametrize("form", ["pdf", "md"])
def test_the_bytes_are_the_same_in_every_process_time_zone_and_locale(form: str) -> None:
    what = HERE.format(form)
    first = printed_elsewhere(what, TZ="Asia/Bishkek", LC_ALL="C", PYTHONHASHSEED="1")
    assert first == printed_elsewhere(what, TZ="Pacific/Apia", LC_ALL="C.UTF-8", PYTHONHASHSEED="77", HOME="/")


def test_signed_acts_are_named_in_the_approval_sheet_and_paper_is_left_to_the_hand() -> None:
    made = torture("ky", signatories=(Signatory("А", "Б", signature="ACT 1a2b"), Signatory("В", "Г", person="Үсөнова")))
    for form in ("html", "md"):
        assert "ACT 1a2b" in set_as(made, form).decode()
        assert "Үсөнова" in set_as(made, form).decode()
    assert failures(set_pdf(made)) == []
