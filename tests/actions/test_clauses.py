"""`qms coverage`: what a quality system has for each clause of the standard."""

from __future__ import annotations

from qms.adapters.files.standards import editions, standard
from qms.rules.iso9001 import CLAUSES

from ..cli.desk import AUDIT, Desk

LANGUAGES = ("ky", "ru", "en")


def answer(desk: Desk, number: str) -> dict[str, object]:
    found = desk("coverage", "--format", "json", code=0).json()
    (clause,) = (item for item in found["clauses"] if item["clause"] == number)
    return dict(clause)


def name_clauses(desk: Desk, code: str, clauses: str) -> None:
    path = desk.path(code)
    path.write_text(path.read_text("utf-8").replace("owner:", f"clauses: [{clauses}]\nowner:", 1), "utf-8")


def test_every_clause_has_a_title_in_every_language() -> None:
    for edition in editions():
        clauses = standard(edition).clauses
        assert all(clause.title.get(language) for clause in clauses for language in LANGUAGES)
        assert {kind for clause in clauses for kind in clause.information} <= {"maintain", "retain"}
    assert {clause.number for clause in standard("iso-9001-2015").clauses} == CLAUSES


def test_the_shape_is_the_one_that_scripts_rely_on(desk: Desk) -> None:
    found = desk("coverage", "--format", "json", code=0).json()

    assert list(found) == ["edition", "clauses"]
    assert found["edition"] == "ISO 9001:2015"
    assert list(found["clauses"][0]) == ["clause", "title", "state", "documents", "registers", "information"]
    assert {item["state"] for item in found["clauses"]} <= {"covered", "thin", "missing"}


def test_a_clause_that_nothing_names_is_missing(desk: Desk) -> None:
    assert (answer(desk, "8.3.4")["state"], answer(desk, "8.3.4")["documents"]) == ("missing", [])


def test_a_document_in_force_covers_what_asks_for_no_records(desk: Desk) -> None:
    name_clauses(desk, AUDIT, '"5.1"')

    assert answer(desk, "5.1.2") == {
        "clause": "5.1.2",
        "title": "Customer focus",
        "state": "covered",
        "documents": [AUDIT],
        "registers": [],
        "information": {},
    }


def test_records_are_shown_by_a_register_with_entries(desk: Desk) -> None:
    found = answer(desk, "4.4.2")

    assert found["information"] == {"maintain": [], "retain": ["processes"]}
    assert found["state"] == "thin"


def test_a_clause_is_what_its_parts_are(desk: Desk) -> None:
    assert answer(desk, "8.3")["state"] == "missing"
    name_clauses(desk, AUDIT, '"8.3.4"')
    assert answer(desk, "8.3")["state"] == "thin"


def test_only_what_is_not_covered_can_be_listed(desk: Desk) -> None:
    found = desk("coverage", "--missing", "--format", "json", code=0).json()["clauses"]

    assert found
    assert all(item["state"] != "covered" for item in found)


def test_an_unknown_edition_is_answered_with_those_that_there_are(desk: Desk) -> None:
    assert "iso-9001-2015" in desk("coverage", "--edition", "iso-9001-2008", code=2).err
