"""Entries go into a spreadsheet and come back as they were; nothing in them becomes a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.actions.registers import take_in
from qms.adapters import apart, csv_tables, xlsx
from tests.cli.desk import Desk

RISK = ("--set", "kind=risk", "--set", "process=2.1", "--set", "owner=rector", "--set", "identified=2026-02-03")
TITLES = ("=cmd|' /C calc'!A0", "'=1+1", '"; DROP', "жөнөкөй, үтүр", "+996 555", "-5", "a\tb", "<b>x</b>")


def begun(desk: Desk) -> list[str]:
    return [
        str(desk("entry", "new", "risks", *RISK, "--set", f"title={title}", "--format", "json", code=0).json()["code"])
        for title in TITLES
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_is_imported_without_a_difference(desk: Desk, form: str, tmp_path: Path) -> None:
    codes = begun(desk)
    path = str(tmp_path / f"risks.{form}")
    desk("entry", "export", "risks", path, code=0)
    head = desk.head()
    found = desk("entry", "import", "risks", path, "--yes", "--format", "json", code=0).json()
    assert (found["same"], found["new"], found["changed"], found["wrong"]) == (len(codes), [], [], [])
    assert desk.head() == head


def test_no_cell_of_a_csv_file_is_a_formula(desk: Desk, tmp_path: Path) -> None:
    begun(desk)
    path = tmp_path / "risks.csv"
    desk("entry", "export", "risks", str(path), code=0)
    cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or cell == "-x"] == []


def test_no_cell_of_a_workbook_is_a_formula(desk: Desk, tmp_path: Path) -> None:
    begun(desk)
    path = tmp_path / "risks.xlsx"
    desk("entry", "export", "risks", str(path), code=0)
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")


def test_rows_become_new_entries_and_changes_in_one_commit(desk: Desk, tmp_path: Path) -> None:
    code = begun(desk)[0]
    path = tmp_path / "risks.csv"
    path.write_text(
        "code;title;kind;process;owner;identified\n"
        f"{code};Башка аталыш;;;;\n"
        ";Жаңы тобокелдик;risk;4.1;rector;2026-03-01\n",
        "utf-8",
    )
    before = int(desk.git("rev-list", "--count", "HEAD"))
    found = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=0).json()
    assert (len(found["new"]), found["changed"]) == (1, [code])
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 1
    assert desk("entry", "show", code, "--format", "json").json()["title"] == "Башка аталыш"
    assert desk("entry", "show", found["new"][0], "--format", "json").json()["state"] == "identified"


def test_an_entry_in_a_state_that_there_is_not_is_told_what_may_follow(desk: Desk, tmp_path: Path) -> None:
    code = begun(desk)[0]
    entry = desk.root / "registers" / "risks" / f"{code}.yaml"
    entry.write_text(entry.read_text("utf-8").replace("state: identified", "state: somewhere"), "utf-8")
    desk.git("commit", "-qam", "Write a state by hand")
    path = tmp_path / "risks.csv"
    path.write_text(f"code,state\n{code},assessed\n", "utf-8")
    found = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=1).json()
    told = next(item for item in found["wrong"] if item["field"] == "state")
    assert (told["row"], 'After "somewhere"' in told["message"], told["help"]) == (
        2,
        True,
        "Here may follow: identified",
    )


def test_a_finished_entry_is_told_with_its_row(desk: Desk, tmp_path: Path) -> None:
    words = ("--set", "title=x", "--set", "scope=process", "--set", "origin=checks", "--set", "unit=АББСД")
    days = ("--set", "proposed_on=2026-01-02", "--set", "due=2026-02-02", "--set", "owner=rector")
    code = desk("entry", "new", "proposals", *words, *days, "--format", "json", code=0).json()["code"]
    desk("entry", "move", code, "rejected", "--set", "decision=жок", code=0)
    path = tmp_path / "proposals.csv"
    path.write_text(f"code,title\n\n{code},y\n", "utf-8")
    found = desk("entry", "import", "proposals", str(path), "--yes", "--format", "json", code=1).json()
    assert [(item["row"], "is finished" in item["message"]) for item in found["wrong"]] == [(3, True)]


def test_wrong_rows_are_told_by_number_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "risks.csv"
    path.write_text(
        "code,title,kind,process,owner,identified\n"
        ",Биринчи,risk,9.9,rector,2026-03-01\n"
        ",Экинчи,rsk,4.1,rector,2026-02-31\n"
        "ТБ-2020-001,Үчүнчү,risk,4.1,rector,2026-03-01\n"
        ",Төртүнчү,risk,4.1,rector,2026-03-01\n",
        "utf-8",
    )
    head = desk.head()
    found = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=1).json()
    assert [(item["row"], item["field"]) for item in found["wrong"]] == [
        (2, "process"), (3, "kind"), (3, "identified"), (4, "code"),
    ]  # fmt: skip
    assert desk.head() == head


@pytest.mark.parametrize("cell", ["9" * 9000, "\u202eabc", "a\x1b[31m"], ids=["too long", "turned", "control"])
def test_a_cell_that_no_file_could_hold_is_told_with_its_row(desk: Desk, tmp_path: Path, cell: str) -> None:
    path = tmp_path / "risks.csv"
    path.write_text(
        f"title,kind,process,owner,identified,consequence\nАталыш,risk,2.1,rector,2026-02-03,{cell}\n", "utf-8"
    )
    head = desk.head()

    told = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=1).json()

    assert [wrong["row"] for wrong in told["wrong"]] == [2]
    assert "empty" not in told["wrong"][0]["message"]
    assert desk.head() == head


def test_no_cell_of_a_table_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    """A comma in a text without quotation marks moves all that stands behind it into the next column."""
    path = tmp_path / "risks.csv"
    rows = ",Биринчи, экинчи,risk,4.1,rector,2026-03-01\n"
    path.write_text(f"code,title,kind,process,owner,identified\n{rows}", "utf-8")
    found = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=1).json()
    assert [item["row"] for item in found["wrong"]] == [2]
    for heads in ("code,title,title", "code,Title,title"):
        path.write_text(f"{heads}\n,a,b\n", "utf-8")
        assert '"title" stands here twice' in desk("entry", "import", "risks", str(path), code=2).err
    path.write_text("number,title,title.ky\n1.1,a,b\n", "utf-8")
    assert '"title" stands here twice' in desk("entry", "import", "processes", str(path), code=2).err


def test_a_small_table_goes_through_a_spreadsheet_too(desk: Desk, tmp_path: Path) -> None:
    path = str(tmp_path / "glossary.xlsx")
    desk("entry", "export", "glossary", path, code=0)
    found = desk("entry", "import", "glossary", path, "--yes", "--format", "json", code=0).json()
    assert (found["changed"], found["new"], found["wrong"]) == ([], [], [])


def bomb(cells: int) -> bytes:
    """A workbook of some kilobytes with one row of so many cells."""
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(xlsx.written("t", ["a"], []))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            sheet = f'<worksheet xmlns="{space}"><sheetData><row>{"<c/>" * cells}</row></sheetData></worksheet>'
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


def test_a_workbook_made_to_harm_harms_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.xlsx").write_bytes(bomb(5_000_000))
    monkeypatch.setattr(apart, "SECONDS", 1)
    assert "too large" in desk("entry", "import", "risks", str(tmp_path / "x.xlsx"), code=2).err


def test_rows_beyond_the_limit_are_refused_not_left_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_in, "MOST", 3)
    (tmp_path / "x.csv").write_text("code;title\n" + ";x\n" * 3, "utf-8")
    assert "too large" in desk("entry", "import", "risks", str(tmp_path / "x.csv"), code=2).err


def test_what_has_no_end_is_no_table(desk: Desk) -> None:
    assert "is no file" in desk("entry", "import", "risks", "/dev/zero", code=2).err


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), max_size=12), min_size=1))
def test_any_cell_survives_csv(cells: list[str]) -> None:
    data = csv_tables.written([f"c{at}" for at in range(len(cells))], [cells])
    assert csv_tables.rows_of(data, "a.csv")[1:] == [cells]


def test_an_entry_and_a_register_are_printed(desk: Desk, tmp_path: Path) -> None:
    code = begun(desk)[-1]
    for name in (code, "risks"):
        for form in ("pdf", "docx", "md"):
            path = Path(
                desk("entry", "print", name, "--to", form, "--format", "json", code=0).json()["written"][0]["path"]
            )
            assert path.stat().st_size > 100
    assert " \\<b\\>x\\</b\\> |" in path.with_name(f"{code}.md").read_text("utf-8")


def test_no_file_of_the_repository_is_written_over(desk: Desk) -> None:
    begun(desk)
    path = desk.root / "registers" / "risks.csv"
    for _ in range(2):
        desk("entry", "export", "risks", str(path), code=0)
    desk.git("add", "-f", str(path))
    before = path.read_bytes()
    assert "overwritten" in desk("entry", "export", "risks", str(path), "--state", "closed", code=2).err
    assert path.read_bytes() == before


def test_what_a_spreadsheet_program_of_this_country_makes_of_a_table_is_understood(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "risks.csv"
    path.write_text(
        "\ufeffcode;Аталышы;kind;process;owner;identified;likelihood\r\n"
        ';"Китеп; ""эски"" жана үй, өң";мүмкүнчүлүк;2.1;Ректор;03.02.2026;3\r\n',
        "utf-8",
    )
    found = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=0).json()
    shown = desk("entry", "show", found["new"][0], "--format", "json", code=0).json()
    assert shown["title"] == 'Китеп; "эски" жана үй, өң'
    assert (shown["kind"], shown["owner"], shown["identified"]) == ("opportunity", "rector", "2026-02-03")


def test_a_table_in_the_old_encoding_is_refused_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "risks.csv"
    path.write_bytes("code;title\r\n;Риск\r\n".encode("cp1251"))
    assert "CSV UTF-8" in desk("entry", "import", "risks", str(path), "--yes", code=2).err


def test_a_table_moves_no_entry_where_only_some_may(desk: Desk, tmp_path: Path) -> None:
    code = begun(desk)[0]
    path = tmp_path / "risks.csv"
    path.write_text(f"code,state,closed_on\n{code},closed,2026-03-01\n", "utf-8")
    found = desk("entry", "import", "risks", str(path), "--yes", "--format", "json", code=1).json()
    assert [(item["row"], item["field"]) for item in found["wrong"]] == [(2, "state")]
    desk("entry", "import", "risks", str(path), "--yes", "--by", "quality-director", code=0)
    assert desk("entry", "show", code, "--format", "json").json()["state"] == "closed"
