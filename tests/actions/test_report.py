"""`qms report`: what the registers tell of a year, beside the year before, in every format."""

from __future__ import annotations

import re
import shutil
import zipfile
from xml.etree import ElementTree

import pytest

from qms.adapters.drawings.charts import drawn
from qms.adapters.prints.pictures import picture
from qms.model.report import Bar, Chart

from ..cli.desk import AUDIT, TEMPLATE, Desk

YEARLY = ("objectives", "processes", "nonconformities", "satisfaction", "competence")


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The small repository with the registers of the template: a year and some of the year before."""
    for folder in ("registers", "organisation"):
        shutil.copytree(TEMPLATE / folder, desk.root / folder, dirs_exist_ok=True)
    return desk


def written(desk: Desk, *words: str, end: str = "md") -> str:
    path = desk.home / f"report.{end}"
    desk("report", *words, "--out", str(path), "--lang", "en", code=0)
    return path.read_text("utf-8")


def row(text: str, label: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {label} |"))
    return [cell.strip().replace("\\", "") for cell in line.strip("|").split("|")][1:]


def test_the_review_has_the_eight_inputs_of_the_manual_and_those_of_the_standard_on_demand(full: Desk) -> None:
    long = re.findall(r"^# (.+)$", written(full, "management-review", "2025"), re.MULTILINE)
    short = re.findall(r"^# (.+)$", written(full, "management-review", "2025", "--no-iso"), re.MULTILINE)

    assert [title[:2] for title in short[1:9]] == ["a)", "b)", "c)", "d)", "e)", "f)", "g)", "h)"]
    assert len(long) == len(short) + 5


def test_what_the_author_wrote_stands_in_the_review_and_what_he_did_not_is_marked(full: Desk) -> None:
    done, new = (written(full, "management-review", year, "--no-iso") for year in ("2025", "2026"))

    assert "Эки туура келбөөчүлүк жабылды, кайталанышы жок" in done
    assert "To be completed" not in done
    assert new.count("To be completed: the conclusion of the author") == 8


def test_an_objective_is_told_until_it_was_closed_and_a_day_that_is_none_closes_nothing(full: Desk) -> None:
    path = sorted((full.root / "registers" / "objectives").glob("*.yaml"))[0]
    plain = "\n".join(line for line in path.read_text("utf-8").split("\n") if not line.startswith("closed_on"))
    told = {}
    for closed in ("", "кече", "2025-06-01"):
        path.write_text(f"{plain}\nclosed_on: {closed}\n", "utf-8")
        told[closed] = f"| {path.stem} |" in written(full, "objectives", "2026").replace("\\", "")
    assert told == {"": True, "кече": True, "2025-06-01": False}


def test_figures_stand_beside_those_of_the_year_before(full: Desk) -> None:
    text = written(full, "nonconformities", "2026")

    assert row(text, "Figure") == ["2025", "2026", "±"]
    assert row(text, "Nonconformities") == ["2", "4", "+2"]


def test_a_new_entry_is_counted(full: Desk) -> None:
    shutil.copy(
        full.root / "registers/nonconformities/ТК-2026-004.yaml",
        full.root / "registers/nonconformities/ТК-2026-005.yaml",
    )
    path = full.root / "registers/nonconformities/ТК-2026-005.yaml"
    path.write_text(path.read_text("utf-8").replace("ТК-2026-004", "ТК-2026-005"), "utf-8")

    assert row(written(full, "nonconformities", "2026"), "Nonconformities") == ["2", "5", "+3"]


def test_of_very_many_entries_the_first_are_shown_and_the_others_counted(full: Desk) -> None:
    folder = full.root / "registers/nonconformities"
    one = (folder / "ТК-2026-004.yaml").read_text("utf-8")
    for number in range(5, 1000):
        code = f"ТК-2026-{number:03}"
        (folder / f"{code}.yaml").write_text(one.replace("ТК-2026-004", code), "utf-8")

    text = written(full, "nonconformities", "2026")

    assert row(text, "Nonconformities") == ["2", "999", "+997"]
    assert "| … | and 799 more |" in text
    assert "ТК-2026-200" in text
    assert "ТК-2026-201" not in text


def test_an_entry_that_cannot_be_read_is_told_of(full: Desk) -> None:
    assert "Not everything in the registers" not in written(full, "nonconformities", "2026")
    (full.root / "registers/nonconformities/ТК-2026-007.yaml").write_text("state: [", "utf-8")

    text = written(full, "nonconformities", "2026")

    assert "Not everything in the registers" in text
    assert "ТК-2026-007" in text


def test_the_way_to_the_target_of_an_objective_is_told_in_per_cent(full: Desk) -> None:
    assert row(written(full, "objectives", "2026"), "МК-2024-008")[-3:] == ["91", "96", "105.9"]


def test_a_closed_objective_is_not_told_of_after_its_term(full: Desk) -> None:
    assert "МК-2023-009" in written(full, "objectives", "2025")
    assert "МК-2023-009" not in written(full, "objectives", "2026")


@pytest.mark.parametrize("name", [*YEARLY, "management-review", "audit-pack"])
def test_every_report_is_made_of_an_empty_repository_too(name: str, desk: Desk) -> None:
    assert f"{2031}" in written(desk, name, "2031")


@pytest.mark.parametrize("name", [*YEARLY, "audit-pack"])
def test_the_same_report_has_the_same_bytes(name: str, full: Desk) -> None:
    first, second = full.home / "first.pdf", full.home / "second.pdf"
    for path in (first, second):
        full("report", name, "2026", "--out", str(path), code=0)

    assert first.read_bytes().startswith(b"%PDF-")
    assert first.read_bytes() == second.read_bytes()


def test_a_report_is_a_word_file_with_its_charts_and_a_web_page_too(full: Desk) -> None:
    full("report", "satisfaction", "2026", "--out", str(full.home / "r.docx"), code=0)

    with zipfile.ZipFile(full.home / "r.docx") as word:
        assert any(name.endswith(".svg") for name in word.namelist())
    assert "data:image/svg" in written(full, "satisfaction", "2026", end="html")


def test_the_charts_of_a_markdown_report_lie_beside_it(full: Desk) -> None:
    named = re.findall(r"\]\(([^ ]+\.svg) ", written(full, "satisfaction", "2026"))

    assert named
    assert all(picture(name, (full.home / name).read_bytes()).format == "svg" for name in named)


def test_without_a_name_a_report_is_a_pdf_below_out(full: Desk) -> None:
    found = full("report", "competence", "2026", "--format", "json", code=0).json()

    assert found == {"written": [{"path": str(full.root / "out" / "competence-2026.pdf")}]}


def test_an_unknown_format_is_named(full: Desk) -> None:
    answer = full("report", "competence", "2026", "--out", str(full.home / "r.xls"), code=2)

    assert 'A report cannot be written as "r.xls"' in answer.err
    assert ".pdf, .html, .docx, .md" in answer.err


def test_what_is_open_without_a_deadline_is_an_open_matter_too(full: Desk) -> None:
    path = full.root / "registers/findings/АТ-2026-001.yaml"
    path.write_text(
        re.sub("closed_on: .*\n", "", path.read_text("utf-8").replace("state: closed", "state: open")), "utf-8"
    )

    matters = written(full, "audit-pack", "2026").partition("# Open matters")[2]

    assert re.search(r"\| – \| [^|]+ \| АТ-2026-001 \|", matters)


def test_no_file_of_the_repository_is_overwritten(full: Desk) -> None:
    path = full.path(AUDIT)
    before = path.read_bytes()

    assert "would be overwritten" in full("report", "objectives", "--out", str(path), code=2).err
    assert path.read_bytes() == before


def test_a_report_below_out_is_made_anew(full: Desk) -> None:
    for _again in range(2):
        full("report", "objectives", "2026", code=0)


def test_the_copies_of_a_unit_are_those_that_it_holds_with_their_state(desk: Desk) -> None:
    desk("approve", AUDIT, "--basis", "Буйрук № 5", "--yes", "--by", "rector")
    desk("issue", AUDIT, code=0)

    lines = written(desk, "audit-pack", "--unit", "КБ").splitlines()
    found = [line for line in lines if line.startswith(f"| {AUDIT} |")]

    assert [line.split(" | ")[3:5] for line in found] == [["КБ", "issued"]]


def test_an_audit_pack_gathers_what_belongs_to_a_process(full: Desk) -> None:
    text = written(full, "audit-pack", "2026", "--process", "3.2")

    assert "ТК-2026-004" in text
    assert "ТБ-2026-001" not in text or "3.2" in (full.root / "registers/risks/ТБ-2026-001.yaml").read_text("utf-8")
    assert full.head() in text


def test_an_audit_pack_shows_documents_in_force_with_basis_and_fingerprint(desk: Desk) -> None:
    desk("approve", AUDIT, "--basis", "Буйрук № 5", "--yes", "--by", "rector")

    (line,) = (
        line for line in written(desk, "audit-pack").splitlines() if line.startswith(f"| {AUDIT} |") and "№ 5" in line
    )

    assert re.search(r"[0-9a-f]{16}", line)


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--process", "9.9", 'There is no process "9.9"'),
        ("--unit", "ЖОК", 'There is no unit "ЖОК"'),
        ("--clause", "99", 'The standard has no clause "99"'),
    ],
)
def test_an_audit_pack_of_what_is_not_known_is_refused(option: str, value: str, told: str, full: Desk) -> None:
    assert told in full("report", "audit-pack", option, value, code=2).err


def test_only_the_audit_pack_is_narrowed(full: Desk) -> None:
    assert "are for the audit pack" in full("report", "objectives", "--process", "4.1", code=2).err


@pytest.mark.parametrize("values", [(None, None), (0.0, 0.0), (-5.0, 3.25), (1e12, 0.1)])
def test_a_chart_is_a_drawing_within_its_measure(values: tuple[float | None, ...]) -> None:
    bars = (Bar('<b>"&\x01\ud800', values, 2.0), Bar("x" * 300, values))
    data = drawn(Chart("Т", ("2025", "2026"), bars, "target"), "ky")
    root = ElementTree.fromstring(data)

    assert picture("chart.svg", data).width == 455
    boxes = [(float(node.get("x", 0)), float(node.get("width", 0))) for node in root if node.tag.endswith("rect")]
    assert all(x >= 0 and width >= 0 and x + width <= 455 for x, width in boxes)


@pytest.mark.parametrize(("language", "wanted"), [("ky", "53,8"), ("ru", "53,8"), ("en", "53.8")])
def test_decimals_are_written_as_the_language_writes_them(full: Desk, language: str, wanted: str) -> None:
    path = full.root / "objectives.md"
    full("report", "objectives", "2026", "--out", str(path), "--lang", language, code=0)
    assert f"| {wanted} |" in path.read_text(encoding="utf-8")
    assert "74.5" in full("entry", "show", "МК-2024-002", "--format", "json", "--lang", language, code=0).out


def test_an_audit_pack_ends_with_what_the_record_is_worth(full: Desk) -> None:
    whole = written(full, "audit-pack", "2026", "--process", "4.1")
    assert "CLAIMED: the record is whole" in whole.partition("# Proof")[2]

    path = full.root / "ledger" / f"{AUDIT}.jsonl"
    path.write_text(path.read_text("utf-8").replace("№ 5", "№ 6", 1), "utf-8")
    assert "BROKEN" in written(full, "audit-pack", "2026", "--process", "4.1").partition("# Proof")[2]


def test_the_report_on_processes_names_the_documents_of_each(full: Desk) -> None:
    assert "| 4.1 Internal audits | – | – |" in written(full, "processes", "2026")
    path = full.root / "documents" / "2" / f"{AUDIT}.md"
    path.write_text(path.read_text("utf-8").replace("type: ДП\n", 'type: ДП\nprocess: "4.1"\n'), "utf-8")
    full("revise", AUDIT, "--change", "x", code=0)
    full("approve", AUDIT, "--by", "rector", "--decision", "№ 6", code=0)
    text = written(full, "processes", "2026")

    assert AUDIT in next(line for line in text.splitlines() if line.startswith("| 4.1 "))
    (said,) = re.findall(r"Processes about which no document is in force: (.*)", text)
    assert "4.1" not in said.split(", ")
    assert "1.3" in said.split(", ")
