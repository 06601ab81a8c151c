"""`qms render`: every format, one document or all, only what changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qms.actions.prints.formats import set_as
from qms.adapters.prints.as_markdown import set_markdown
from qms.adapters.prints.typeset import set_pdf
from qms.model.printout import Signatory
from tests.adapters.test_typeset import failures, png, printed_elsewhere
from tests.cli.desk import Desk
from tests.render.torture import HERE, torture

BEGINS = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "docx": b"PK", "md": "Ош".encode()}


@pytest.mark.parametrize("form", BEGINS)
def test_a_document_is_printed_in_every_format(desk: Desk, form: str) -> None:
    desk("render", "2.15", "--to", form, code=0)
    data = (desk.root / "out" / f"СМС-ДП-2.15-2024-r1.{form}").read_bytes()
    assert data.startswith(BEGINS[form])


def test_a_print_is_never_written_over_a_file_of_the_repository(desk: Desk) -> None:
    path = desk.path("СМС-ДП-2.15-2024").with_name("СМС-ДП-2.15-2024-r1.md")
    path.write_text("own", "utf-8")
    assert "would be overwritten" in desk("render", "2.15", "--to", "md", "--out", str(path.parent), code=2).err
    assert path.read_text("utf-8") == "own"


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


def test_a_draft_shows_pictures_that_are_not_recorded_yet(desk: Desk) -> None:
    desk.edit("СМС-ДП-2.10-2024", "![Схема](new.png)")
    assert "not in the repository" in desk("render", "2.10", "--draft", code=2).err
    desk.path("СМС-ДП-2.10-2024").with_name("new.png").write_bytes(png(40, 20))
    desk("render", "2.10", "--draft", code=0)


def test_the_distribution_sheet_names_who_must_hold_copies_in_every_format(desk: Desk) -> None:
    for form in ("html", "md"):
        desk("render", "2.15", "--to", form, code=0)
        text = (desk.root / "out" / f"СМС-ДП-2.15-2024-r1.{form}").read_text("utf-8")
        assert "Таркатуу барагы" in text
        assert "Окуу иштери департаменти" in text


def test_a_text_that_nobody_has_approved_leaves_room_for_the_date(desk: Desk) -> None:
    made = torture("ky", decided=False)
    assert "Кол тамга, Күнү" in set_as(made, "html").decode()
    assert failures(set_pdf(made)) == []


def test_the_title_page_says_which_revision_was_in_force_before(desk: Desk) -> None:
    desk.edit("СМС-ДП-2.15-2024")
    desk("revise", "2.15", "--change", "такталды", "--basis", "№ 4", code=0)
    desk("approve", "2.15", "--by", "rector", "--decision", "№ 5", code=0)
    desk("render", "2.15", "--revision", "2", "--to", "md", code=0)
    assert "Ордуна: Редакция 1" in (desk.root / "out" / "СМС-ДП-2.15-2024-r2.md").read_text("utf-8")


def test_several_processes_print_the_same_in_the_same_order(desk: Desk) -> None:
    desk.edit("СМС-ДП-2.10-2024", "#### Секирген деңгээл")
    answers = [
        desk("render", "--all", "--draft", "--jobs", jobs, "--out", f"out{jobs}", "--format", "json", code=1).json()
        for jobs in ("1", "3")
    ]
    one, three = (
        [(item["code"], item["sha256"], item["written"], item["error"]) for item in a["written"]] for a in answers
    )
    assert one == three
    assert [item for item in one if "skips a level" in str(item[3])]


def test_a_run_that_was_cut_off_goes_on_where_it_was(desk: Desk) -> None:
    desk("render", "--all", "--draft", "--to", "html", "--jobs", "2", code=0)
    notes = desk.root / ".git" / "qms" / "rendered.jsonl"
    lines = [line for line in notes.read_bytes().split(b"\n") if line]
    notes.write_bytes(b"\n\n".join(lines[:-2]) + b"\n" + lines[-2][:40])
    again = desk("render", "--all", "--draft", "--to", "html", "--format", "json", code=0).json()["written"]
    assert sum(item["written"] for item in again) == 2
    again = desk("render", "--all", "--draft", "--to", "html", "--format", "json", code=0).json()["written"]
    assert not any(item["written"] for item in again)


def test_the_notes_of_a_run_are_never_written_elsewhere(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "precious"
    elsewhere.write_text("as it was\n", "utf-8")
    (desk.root / ".git" / "qms").mkdir(exist_ok=True)
    (desk.root / ".git" / "qms" / "rendered.jsonl").symlink_to(elsewhere)

    answer = desk("render", "--all", "--draft", "--to", "html", code=2)

    assert "is a link to another place" in answer.err
    assert elsewhere.read_text("utf-8") == "as it was\n"
