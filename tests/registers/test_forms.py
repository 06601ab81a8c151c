"""Printed forms of registers: data beside the register, true to its fields, drawn the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from qms.adapters.files.register_forms import SHAPE, faults, forms_of
from qms.adapters.files.registers import built_in
from qms.adapters.files.shape import wrong_shape
from qms.adapters.files.tables import read_table
from qms.adapters.templates import FORMS
from qms.model.register import CODE, STATE, Kind
from qms.model.register_form import Part, PartKind
from tests.cli.desk import Desk
from tests.registers.test_own import OWN, prepare
from tests.registers.test_own import faults as faults_of

FILES = sorted((FORMS / "register").glob("*.yaml"))
RISK = """code: {code}
state: assessed
title: Кабыл алуу планы аткарылбайт
kind: risk
process: "4.1"
owner: quality-director
identified: 2024-05-10
likelihood: {likelihood}
impact: 4
response: accept
review: 2099-01-10
"""
OBJECTIVE = """code: МК-2024-001
state: active
title: Канааттанууну жогорулатуу
scope: university
unit: АББСД
indicator: Канааттануу
measure: "%"
baseline: 60
target: 75
from: 2024
due: 2027-12-31
owner: quality-director
plan: Сурамжылоо
measurements:
  - {year: 2024, value: 63}
  - {year: 2025, value: "66,5"}
"""


def put(desk: Desk, register: str, code: str, text: str) -> None:
    path = desk.root / "registers" / register / f"{code}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def printed(desk: Desk, *words: str) -> str:
    found = desk("--lang", "en", "entry", "print", *words, "--to", "md", "--format", "json", code=0).json()["written"]
    return Path(found[0]["path"]).read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_built_in_form_is_true_to_its_register_and_speaks_three_languages(path: Path) -> None:
    register = built_in()[path.stem]
    table, problems = read_table(path.read_bytes(), path.name)
    found = table.table("forms")
    assert [*problems, *wrong_shape(found, SHAPE, closed=True), *faults(found, register)] == []
    for form in forms_of(found).values():
        assert {*form.title} == {"ky", "ru", "en"}
        for part in form.parts:
            assert not part.title or {*part.title} == {"ky", "ru", "en"}
            assert all({*signer.title} == {"ky", "ru", "en"} for signer in part.signers)
            assert unknown(part, path.stem) == []


def unknown(part: Part, name: str) -> list[str]:
    """Return the names in a part that no field has."""
    register = built_in()[name]
    wanted = built_in()[part.register] if part.kind is PartKind.ENTRIES else register
    known = {*wanted.fields, CODE, STATE}
    if part.kind is PartKind.ROWS:
        known = {*register.fields[part.field].columns}
    found = [one for one in part.names if one not in known]
    if part.kind is PartKind.ENTRIES:
        link = wanted.fields.get(part.field)
        found += [] if link and link.kind in {Kind.ENTRY, Kind.PROCESS, Kind.UNIT, Kind.POSITION} else [part.field]
    return found


def test_empty_fields_of_a_form_stay_so_that_they_can_be_written_by_hand(desk: Desk) -> None:
    put(desk, "risks", "ТБ-2024-001", RISK.format(code="ТБ-2024-001", likelihood=3))
    text = printed(desk, "ТБ-2024-001")
    assert "| Consequence |  |" in text
    assert "| Level | 12 |" in text
    assert "СМС-" not in text


def test_a_risk_matrix_holds_every_open_risk_in_its_cell(desk: Desk) -> None:
    for number, likelihood in ((1, 3), (2, 5)):
        code = f"ТБ-2024-00{number}"
        put(desk, "risks", code, RISK.format(code=code, likelihood=likelihood))
    text = printed(desk, "risks", "--form", "matrix")
    drawing = (desk.root / "out" / "risks-1.svg").read_text("utf-8")
    assert "risks-1.svg" in text
    assert drawing.count("ТБ-2024-00") == 2
    assert "very high" in drawing
    printed(desk, "risks", "--form", "matrix")
    assert (desk.root / "out" / "risks-1.svg").read_text("utf-8") == drawing


def test_the_trend_of_an_objective_shows_its_values_and_the_planned_way(desk: Desk) -> None:
    put(desk, "objectives", "МК-2024-001", OBJECTIVE)
    printed(desk, "МК-2024-001")
    drawing = (desk.root / "out" / "objectives-2024-001-1.svg").read_text("utf-8")
    assert all(f">{word}</text>" in drawing for word in ("63", "66.5", "2027", "%", "Planned way"))


def test_units_and_processes_are_drawn_and_carded(desk: Desk) -> None:
    printed(desk, "units", "--form", "structure")
    drawing = (desk.root / "out" / "units-1.svg").read_text("utf-8")
    assert "Reports to" in drawing
    assert drawing.count("<rect") == drawing.count(" – ")
    assert "| Process owner | Rector |" in printed(desk, "processes/1.1")
    printed(desk, "processes", "--form", "map")
    drawing = (desk.root / "out" / "processes-1.svg").read_text("utf-8")
    assert [f">{letter}</text>" in drawing for letter in "PDCA"] == [True] * 4


def test_a_register_of_ones_own_brings_its_forms_in_the_same_file(desk: Desk) -> None:
    parts = "    parts:\n      - fields: [title, room]\n      - {texts: [answer]}\n"
    form = f"forms:\n  slip:\n    title: Library slip\n{parts}"
    prepare(desk, OWN + form)
    sets = ("--set", "title=A", "--set", "due=2099-01-01")
    code = desk("entry", "new", "library-complaints", *sets, "--format", "json")
    text = printed(desk, code.json()["code"])
    assert "Library slip" in text
    assert "\\_" in text
    assert desk("register", "show", "library-complaints", "--format", "json").json()["forms"][0]["name"] == "slip"
    assert faults_of(desk) == []
    prepare(desk, OWN + form.replace("[title, room]", "[title, rom]"))
    assert faults_of(desk) == [("RG007", 23, 25)]


def test_a_form_that_names_an_unknown_field_is_refused_with_its_place(desk: Desk) -> None:
    folder = desk.root / "forms" / "risks"
    folder.mkdir(parents=True)
    text = "forms:\n  card:\n    title: Card\n    parts:\n      - fields: [titel]\n"
    (folder / "forms.yaml").write_text(text, "utf-8")
    put(desk, "risks", "ТБ-2024-001", RISK.format(code="ТБ-2024-001", likelihood=3))
    told = desk("entry", "print", "ТБ-2024-001", code=2).err
    assert "forms/risks/forms.yaml, line 5" in told
    assert "titel" in told


def test_an_unknown_form_is_refused_and_the_known_ones_are_named(desk: Desk) -> None:
    put(desk, "risks", "ТБ-2024-001", RISK.format(code="ТБ-2024-001", likelihood=3))
    assert "card, plain" in desk("entry", "print", "ТБ-2024-001", "--form", "x", code=2).err


def test_a_checklist_asks_about_every_clause_and_document_of_the_audit(desk: Desk) -> None:
    audit = """code: ИА-2024-001
state: planned
title: Аудит
programme: АП-2024-01
unit: [ОИД]
process: ["2.3"]
clauses: ["7.5", "9.2"]
documents: [СМС-ДП-2.15-2024]
lead: hr-head
due: 2099-11-01
checklist:
  - {clause: 9.2.1, question: Who audits?}
"""
    put(desk, "audits", "ИА-2024-001", audit)
    rows = [line for line in printed(desk, "ИА-2024-001", "--form", "checklist").splitlines() if line.startswith("| ")]
    asked = [line for line in rows if "7.5" in line or "9.2" in line or "СМС-ДП-2.15-2024 " in line]
    assert [line.split(" | ")[1] for line in asked[-3:]] == ["9.2.1", "7.5", ""]
    assert "Documented information" in asked[-2]
