"""Odd cases of the rules about levels, types, owners, processes, clauses and languages."""

from __future__ import annotations

import pytest

from qms.rules.iso9001 import CLAUSES

from .conftest import Start
from .example import DOCUMENT


def test_an_unknown_level_is_not_compared_with_type_or_folder(example: Start) -> None:
    assert example('level: "9"').rules() == ["LV001"]


def test_an_unknown_type_is_one_finding(example: Start) -> None:
    assert example("type: ПД").rules() == ["LV002"]


def test_a_near_name_is_suggested(example: Start) -> None:
    assert example("owner: АБСД").found("LV005") == [
        f'{DOCUMENT}:8:8 error СМС-ДП-2.1-2024: There is no unit "АБСД". Did you mean "АББСД"?'
    ]


def test_nothing_is_unknown_where_no_units_are_kept(example: Start) -> None:
    start = example("file: organisation/units.yaml\nentries: []\nedit: qms.yaml\n-{unit} = \nfields:\nowner: ЮБ")
    assert start.rules() == []


def test_units_that_cannot_be_read_are_one_finding(example: Start) -> None:
    assert example("edit: organisation/units.yaml\nentries: = entries: *").rules() == ["RG004"]


def test_processes_that_cannot_be_read_are_one_finding(example: Start) -> None:
    assert example("edit: registers/processes.yaml\nentries: = entries: *").rules() == ["RG004"]


@pytest.mark.parametrize("clause", ["4", "4.4.2", "7.1.5.2", "8.5.6", "10.3"])
def test_a_clause_of_the_standard_is_known(clause: str, example: Start) -> None:
    assert example(f'clauses: ["{clause}"]').rules() == []


@pytest.mark.parametrize("clause", ["3", "7.1.7", "8.5.7", "10.4", "9.2.", "§9.2"])
def test_other_clauses_are_unknown(clause: str, example: Start) -> None:
    assert example(f'clauses: ["{clause}"]').rules() == ["LV007"]


def test_the_standard_has_28_clauses_of_the_second_order() -> None:
    assert sum(clause.count(".") == 1 for clause in CLAUSES) == 28


def test_an_organisation_may_have_clauses_of_its_own(example: Start) -> None:
    start = example('edit: qms.yaml\nmode: unsigned = mode: unsigned\\ndictionaries: {clause: ["A.1", "9.2", "7.5"]}')
    assert start.rules() == []
    start.run('clauses: ["A.1", "4.1"]')
    assert start.rules() == ["LV007"]
    assert "4.1" in start.found("LV007")[0]


def test_documents_may_lie_in_several_folders(example: Start) -> None:
    start = example("edit: qms.yaml\nmode: unsigned = mode: unsigned\\nkeys: {documents: [documents, кошумча]}")
    assert start.run(f"move: {DOCUMENT} = кошумча/2/СМС-ДП-2.1-2024.md\ncommit: Move").rules() == []
    start.run("move: кошумча/2/СМС-ДП-2.1-2024.md = кошумча/1/СМС-ДП-2.1-2024.md")
    assert start.rules() == ["LV004"]


def test_a_card_is_checked_like_a_text(example: Start) -> None:
    card = "file: documents/base/СМС-ТД-0001-2024.yaml\ncode: СМС-ТД-0001-2024\ntitle: ISO 9001\ntype: ТД\n"
    assert example(f"{card}level: '1'\nrevision: 1\nowner: ЮБ").rules() == ["LV004", "LV003", "LV005"]
