"""`qms report … --as-document`: a report gets a code, figures that stay, and goes the way of its type."""

from __future__ import annotations

import shutil

import pytest

from ..cli.desk import TEMPLATE, Desk

REPORT = ("report", "management-review", "2026", "--as-document")


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The small repository with the registers of the template, committed."""
    shutil.copytree(TEMPLATE / "registers", desk.root / "registers", dirs_exist_ok=True)
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Add the registers")
    return desk


def begun(desk: Desk, *words: str) -> tuple[str, str]:
    """Return code and text of the report of 2026 as a document."""
    made = desk(*REPORT, *words, "--format", "json", code=0).json()
    desk.clean()
    return made["code"], (desk.root / made["path"]).read_text("utf-8")


def complete(desk: Desk, code: str) -> None:
    """Write the conclusions of the author."""
    path = desk.path(code)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join("Жыйынтык чыгарылды." if "[____]" in line else line for line in lines), "utf-8")


def test_it_is_a_document_in_the_language_of_the_documents_whatever_the_language_of_the_run(full: Desk) -> None:
    code, text = begun(full, "--lang", "en")

    assert text.startswith(f'---\ncode: "{code}"\n')
    assert 'clauses: ["9.3.1", "9.3.2", "9.3.3"]' in text
    assert "language: ky" in text
    assert "# а) максаттарга жетишүүнү анализдөө" in text
    shown = full("show", code, "--format", "json", code=0).json()
    assert (shown["type"], shown["owner"], shown["state"]) == ("ЖО", "АББСД", "draft")


def test_what_the_author_is_to_complete_is_found_until_it_is_written(full: Desk) -> None:
    code, _text = begun(full)
    found = full("check", "--format", "json").json()["findings"]
    assert sum(item["rule"] == "TX022" for item in found) == 14

    complete(full, code)
    assert "TX022" not in full("check").out
    found = [one["rule"] for one in full("check", "--format", "json").json()["findings"] if code in one["path"]]
    assert not any(rule.startswith(("TX", "FM", "RF")) for rule in found), found


def test_it_goes_from_the_author_by_the_representative_to_the_rector_and_its_figures_stay(full: Desk) -> None:
    code, _text = begun(full)
    complete(full, code)
    full("revise", code, "--change", "Отчет даярдалды", "--basis", "СМС-СЖ 12.1", code=0)
    assert waits(full, code, "quality-director") == [f"qms submit {code}"]
    full("submit", code, "--by", "quality-director", code=0)
    assert waits(full, code, "management-representative") == [f"qms agree {code} --by management-representative"]
    full.git("config", "user.email", "representative@example.org")
    full("agree", code, "--by", "management-representative", code=0)
    assert waits(full, code, "rector") == [f'qms approve {code} --decision "…" --by rector']

    full.git("config", "user.email", "rector@example.org")
    full("approve", code, "--by", "rector", "--decision", "№ 31", code=0)
    before = full.path(code).read_bytes()
    full("entry", "new", "proposals", *PROPOSAL, code=0)
    assert full.path(code).read_bytes() == before
    issued = full("issue", code, "--to", "ректорат", "--format", "json", code=0).json()
    assert issued["issued"][0]["holder"] == "ректорат"


def waits(desk: Desk, code: str, position: str) -> list[str]:
    """Return the commands that the inbox of a position names for a document."""
    found = desk("inbox", "--as", position, "--format", "json", code=0).json()["inbox"]
    return [item["command"] for item in found if item["code"] == code]


PROPOSAL = (
    *("--set", "title=Сунуш", "--set", "scope=process", "--set", "origin=daily-work", "--set", "unit=АББСД"),
    *("--set", "proposed_on=2026-05-05", "--set", "owner=quality-director", "--set", "due=2026-06-05"),
)


def test_the_same_report_is_not_begun_twice(full: Desk) -> None:
    code, _text = begun(full)
    told = full(*REPORT, code=2).err

    assert code in told
    full("report", "management-review", "2025", "--as-document", code=0)


def test_an_audit_pack_becomes_no_document_and_a_place_is_not_asked_for(full: Desk) -> None:
    assert "gathered anew" in full("report", "audit-pack", "--as-document", code=2).err
    assert "--out" in full(*REPORT, "--out", "x.pdf", code=2).err


def test_without_a_type_for_it_the_settings_are_named(full: Desk) -> None:
    path = full.root / "qms.yaml"
    text = path.read_text("utf-8")
    path.write_text("".join(line for line in text.splitlines(True) if not line.startswith("    reports:")), "utf-8")

    assert '"reports: [management-review]"' in full(*REPORT, code=2).err.replace("\n", " ")


def test_an_organisation_lays_its_reports_out_itself(full: Desk) -> None:
    folder = full.root / "forms" / "report"
    folder.mkdir(parents=True)
    (folder / "report.md.j2").write_text("{% for one in sections %}\n* {{ one.title }}\n{% endfor %}\n", "utf-8")
    target = full.home / "own.md"

    full("report", "objectives", "2026", "--out", str(target), code=0)
    assert "* Quality objectives: university" in target.read_text("utf-8").replace("\\", "")
    own = full.root / "forms" / "objectives"
    own.mkdir()
    (own / "report.md.j2").write_text("{{ nothing }}", "utf-8")
    assert "nothing" in full("report", "objectives", "2026", "--out", str(target), code=2).err
