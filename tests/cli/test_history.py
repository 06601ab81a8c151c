"""`qms history` and `qms show --at`: forms, days, files."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from qms.adapters.xlsx import rows_of

from .desk import AUDIT, Desk

OTHER = "СМС-ДП-2.9-2024"


def revised(desk: Desk) -> None:
    """Raise the audited document to revision 2, approved from a later day on."""
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "2 такталды", "--basis", "№ 4", code=0)
    desk("approve", AUDIT, "--by", "rector", "--decision", "№ 7", "--effective", "2099-01-01", code=0)


def test_the_sheet_of_a_form_has_its_columns(desk: Desk) -> None:
    told = desk("history", AUDIT, "--profile", "gost-r-21.1101", "--format", "csv", code=0).out

    assert told.splitlines()[0].count(",") == 8


def test_a_named_form_adds_what_it_shows_to_the_json(desk: Desk) -> None:
    plain = desk("history", AUDIT, "--format", "json", code=0).json()["rows"][0]
    more = desk("history", AUDIT, "--profile", "university", "--format", "json", code=0).json()["rows"][0]

    assert list(more)[: len(plain)] == list(plain)
    assert set(more) - set(plain) == {"change_number", "approved_on", "act", "incoming"}


def test_all_sheets_stand_in_one_table_by_code(desk: Desk) -> None:
    told = desk("history", "--all", "--format", "json", code=0).json()["documents"]

    codes = [item["code"] for item in told]
    assert len(codes) == 6
    assert codes.index(OTHER) < codes.index("СМС-ДП-2.10-2024") < codes.index(AUDIT)
    lines = desk("history", "--all", "--format", "csv", code=0).out.splitlines()
    assert len(lines) == 1 + sum(len(item["rows"]) for item in told)


@pytest.mark.parametrize("words", [(), (AUDIT, "--all")])
def test_one_document_or_all_must_be_named(desk: Desk, words: tuple[str, ...]) -> None:
    assert "qms history --all" in desk("history", *words, code=2).err


def test_before_the_first_day_there_was_no_change(desk: Desk) -> None:
    assert desk("history", AUDIT, "--at", "1999-01-01", "--format", "json", code=0).json()["rows"] == []
    assert "no change" in desk("history", AUDIT, "--at", "1999-01-01", code=0).out
    assert "no change" in desk("history", "--all", "--at", "1999-01-01", "--format", "pdf", code=2).err


@pytest.mark.parametrize("words", [("history", AUDIT), ("show", AUDIT)])
def test_a_day_that_is_none_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    assert "after --at is no day" in desk(*words, "--at", "2024-02-30", code=2).err


@pytest.mark.parametrize("words", [(AUDIT,), ("--all",)])
def test_a_workbook_holds_the_same_table_as_csv(desk: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    desk("history", *words, "--format", "xlsx", "--out", str(tmp_path / "here"), code=0)

    (path,) = (tmp_path / "here").iterdir()
    lines = desk("history", *words, "--format", "csv", code=0).out.splitlines()
    assert len(rows_of(path.read_bytes())) == len(lines)


@pytest.mark.parametrize("profile", ["university", "gost-2.503", "overview"])
def test_the_sheet_is_a_pdf_of_its_own(desk: Desk, profile: str, tmp_path: Path) -> None:
    desk("history", AUDIT, "--format", "pdf", "--profile", profile, "--out", str(tmp_path), "--lang", "ky", code=0)

    (page,) = pypdf.PdfReader(io.BytesIO((tmp_path / f"{AUDIT}-history.pdf").read_bytes())).pages
    text = page.extract_text()
    assert AUDIT in text
    assert "барагы" in text


def test_what_was_in_force_on_a_day(desk: Desk) -> None:
    revised(desk)
    shape = ["code", "revision", "commit", "state", "path"]

    def at(day: str) -> dict[str, object]:
        told = desk("show", AUDIT, "--at", day, "--format", "json", code=0).json()
        assert list(told) == shape
        return dict(told)

    assert at("1999-01-01") == {"code": AUDIT, "revision": None, "commit": None, "state": None, "path": None}
    now, later = at("2098-12-31"), at("01.01.2099")
    assert (now["revision"], now["state"]) == (1, "in-force")
    assert (later["revision"], later["state"]) == (2, "in-force")
    text = desk.git("show", f"{now['commit']}:{now['path']}")
    assert "Жаңы сүйлөм" not in text
    assert "Жаңы сүйлөм" in desk.git("show", f"{later['commit']}:{later['path']}")


def test_show_at_tells_people_how_to_print_it(desk: Desk) -> None:
    told = desk("show", AUDIT, "--at", "2098-12-31", code=0).out

    assert f"qms render {AUDIT} --revision 1" in told
    assert "no such document" in desk("show", AUDIT, "--at", "1999-01-01", code=0).out


def test_a_draft_has_its_newest_text(desk: Desk) -> None:
    desk("new", "ДП", "Жаңы тартип", code=0)
    code = desk("list", "--format", "csv", code=0).out.split("Жаңы тартип")[0].splitlines()[-1].rstrip(",")
    told = desk("show", code, "--at", "2098-12-31", "--format", "json", code=0).json()

    assert (told["revision"], told["state"]) == (0, "draft")
    assert told["commit"] == desk.head()


def test_the_sheet_of_a_deleted_document_can_still_be_read(desk: Desk) -> None:
    desk("new", "ДП", "Жаңы тартип", code=0)
    code = desk("list", "--format", "csv", code=0).out.split("Жаңы тартип")[0].splitlines()[-1].rstrip(",")
    path = desk.path(code)
    path.write_text(path.read_text("utf-8").replace("revision: 0", "revision: 1"), "utf-8")
    desk.git("commit", "-qam", "First text")
    path.unlink()
    desk.git("commit", "-qam", "Remove")

    assert desk("history", code, "--format", "json", code=0).json()["rows"][0]["number"] == 1
    assert desk("show", code, "--at", "2098-12-31", "--format", "json", code=0).json()["state"] is None


def test_the_numbers_of_sheets_come_from_setting_both_revisions(desk: Desk) -> None:
    revised(desk)
    rows = desk("history", AUDIT, "--profile", "gost-2.503", "--format", "json", code=0).json()["rows"]

    first, second = (row["sheets"] for row in rows)
    assert list(first) == ["changed", "replaced", "new", "annulled", "all", "total"]
    assert (first["changed"], first["total"]) == ([], second["total"])
    assert len(second["changed"]) == 1


def test_the_print_shows_the_form_that_the_organisation_chose(desk: Desk, tmp_path: Path) -> None:
    settings = desk.root / "qms.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("sheet: {profile: university}", "sheet: {profile: gost-2.503}"), "utf-8")
    desk.git("commit", "-qam", "The form of GOST")
    revised(desk)
    desk("render", AUDIT, "--revision", "2", "--out", str(tmp_path / "o"), code=0)

    (path,) = (tmp_path / "o").iterdir()
    reader = pypdf.PdfReader(path)
    rows = desk("history", AUDIT, "--profile", "gost-2.503", "--format", "json", code=0).json()["rows"]
    assert rows[-1]["sheets"]["total"] == len(reader.pages)
    last = " ".join(reader.pages[-1].extract_text().split())
    assert f" 1 {rows[-1]['sheets']['changed'][0]} – – – {len(reader.pages)} № 4" in last


def test_a_document_under_a_new_code_has_the_rows_of_the_earlier_one(desk: Desk, tmp_path: Path) -> None:
    new, path = "СМС-ДП-2.16-2024", desk.path(AUDIT)
    text = path.read_text("utf-8").replace(f"code: {AUDIT}", f"code: {new}\naliases: [{AUDIT}]")
    path.with_name(f"{new}.md").write_text(text.replace("revision: 1", "revision: 2"), "utf-8")
    path.unlink()
    desk.git("add", "-A")
    desk.git("commit", "-qm", "Give it another code")

    for typed in (new, AUDIT):
        told = desk("history", typed, "--format", "json", code=0).json()
        assert (told["code"], [row["revision"] for row in told["rows"]]) == (new, [1, 2])
        assert told["rows"][0]["approved_by"] == "rector"
    desk("render", new, "--draft", "--out", str(tmp_path / "o"), code=0)
    (made,) = (tmp_path / "o").iterdir()
    assert "Give it another code" in pypdf.PdfReader(made).pages[-1].extract_text().replace("\n", " ")
    assert "Ректор" in pypdf.PdfReader(made).pages[-1].extract_text()


def test_all_sheets_are_one_pdf(desk: Desk, tmp_path: Path) -> None:
    desk("history", "--all", "--format", "pdf", "--out", str(tmp_path / "o"), code=0)

    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "o" / "history.pdf").pages)
    assert text.count("2.15-2024") == 1
    assert "2.9-2024" in text


def test_the_sheet_has_the_header_that_the_organisation_chose(desk: Desk, tmp_path: Path) -> None:
    with (desk.root / "qms.yaml").open("a", encoding="utf-8") as settings:
        settings.write("style: {header: [short]}\n")
    desk("history", AUDIT, "--format", "pdf", "--out", str(tmp_path / "o"), "--lang", "ky", code=0)

    (path,) = (tmp_path / "o").iterdir()
    assert pypdf.PdfReader(path).pages[0].extract_text().startswith("ОшМУ")


def test_a_review_leaves_the_sheets_as_they_are(desk: Desk) -> None:
    desk("review", AUDIT, "--basis", "№ 3", code=0)
    rows = desk("history", AUDIT, "--profile", "gost-2.503", "--format", "json", code=0).json()["rows"]

    assert (rows[1]["kind"], rows[1]["change_number"]) == ("review", None)
    assert rows[1]["sheets"] == {**rows[0]["sheets"], "changed": []}


def test_a_revision_that_cannot_be_set_leaves_the_numbers_empty(desk: Desk) -> None:
    path = desk.path(AUDIT)
    good = path.read_text("utf-8")
    path.write_text(good.replace("revision: 1", "revision: 2") + "\n![](жок.png)\n", "utf-8")
    desk.git("commit", "-qam", "бузулду")
    path.write_text(good.replace("revision: 1", "revision: 2") + "\nДагы.\n", "utf-8")
    desk("revise", AUDIT, "--change", "оңдолду", code=0)
    rows = desk("history", AUDIT, "--profile", "gost-2.503", "--format", "json", code=0).json()["rows"]

    assert ["sheets" in row for row in rows] == [True, False, False]
    told = desk("history", AUDIT, "--profile", "gost-r-21.1101", "--format", "csv", code=0).out.splitlines()
    assert told[2].startswith("1,,,,,,")


def test_a_document_in_no_commit_has_no_sheet_yet(desk: Desk) -> None:
    text = desk.path(OTHER).read_text("utf-8").replace(OTHER, "СМС-ДП-2.18-2024")
    (desk.root / "documents/2/СМС-ДП-2.18-2024.md").write_text(text, "utf-8")

    assert "in no commit yet" in desk("history", "2.18", code=2).err
