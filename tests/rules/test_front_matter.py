"""Odd cases of the rules about front matter."""

from __future__ import annotations

import pytest

from .conftest import Start
from .example import DOCUMENT


def test_a_broken_file_reports_its_own_problem_and_no_other(example: Start) -> None:
    assert example('title: "Ички аудит\ncode: х\nowner:').rules() == ["FM002"]


def test_a_file_that_is_no_text_hides_no_finding_of_another(example: Start) -> None:
    start = example("encoding: utf-16\nedit: documents/2/СМС-ДП-2.2-2024.md\nowner: КБ = owner: ЮБ")
    assert start.rules() == ["FM004", "LV005"]


def test_a_reference_to_a_broken_file_does_not_dangle(example: Start) -> None:
    start = example("edit: documents/2/СМС-ДП-2.2-2024.md\n---\\ncode = ----\\ncode")
    assert start.rules() == ["FM001"]


def test_a_lost_byte_is_found_in_its_line_and_column(example: Start) -> None:
    start = example("")
    path = start.root / DOCUMENT
    path.write_bytes(path.read_bytes().replace("Төмөнкү".encode(), "Т".encode() + b"\xf6"))
    assert start.found("FM004") == [
        (
            f'{DOCUMENT}:16:2 error {DOCUMENT}: The byte "F6" is not UTF-8 text. '
            "Save the file as UTF-8; a picture or a Word file does not belong here"
        )
    ]


def test_every_missing_field_is_a_finding(example: Start) -> None:
    start = example("-type\n-level\n-revision\n-owner")
    assert start.rules() == ["FM006"] * 4


def test_a_missing_code_is_one_finding(example: Start) -> None:
    assert example("-code").rules() == ["FM006"]
    assert example("code:").rules() == ["FM006"]


def test_a_mistyped_field_is_reported_once(example: Start) -> None:
    start = example("-owner\nOwner: КБ")
    assert start.found("FM007") == [
        f'{DOCUMENT}:11:1 error СМС-ДП-2.1-2024: Unknown field "Owner". Did you mean "owner"?'
    ]
    assert start.rules() == ["FM007"]


def test_a_field_of_nobody_is_a_warning(example: Start) -> None:
    assert "warning" in example("colour: red").found("FM007")[0]


@pytest.mark.parametrize("value", ["one", "-1", "1.0", "1_000", "٣", "1234567", "[1]", "{a: 1}"])
def test_a_revision_is_a_whole_number(value: str, example: Start) -> None:
    assert example(f"revision: {value}").rules() == ["FM008"]


def test_an_empty_list_is_a_list(example: Start) -> None:
    assert example("clauses: []\nreplaces: []").rules() == []


def test_a_list_of_tables_is_no_list_of_codes(example: Start) -> None:
    assert example("replaces: [{code: СМС-ДП-2.2-2024}]").rules() == ["FM008"]


def test_a_title_table_holds_texts_only(example: Start) -> None:
    assert example("title: {ky: [а]}").rules() == ["FM008"]
    assert example("title: {}").rules() == ["FM008"]


@pytest.mark.parametrize("value", ["2024-6-1", "2024-00-10", "01.06.2024", "june"])
def test_an_effective_date_is_a_day(value: str, example: Start) -> None:
    assert example(f"effective: {value}").rules() == ["FM009"]


def test_an_empty_date_is_no_finding(example: Start) -> None:
    assert example("effective:").rules() == []


def test_the_title_of_a_translation_is_in_its_own_language(example: Start) -> None:
    path = "documents/2/СМС-ДП-2.1-2024.ru.md"
    start = example(f"file: {path}\n---\ncode: СМС-ДП-2.1-2024\ntitle: {{ky: Ички аудит}}\n---\n# 1. Цель")
    assert start.found("FM010") == [
        f'{path}:3:8 error СМС-ДП-2.1-2024: The title has no text for the language "ru". Add "ru: …" to the title'
    ]


def test_an_organisation_without_types_needs_only_code_and_title(example: Start) -> None:
    start = example("file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}\nfields:\n-type\n-level\n-revision")
    assert start.rules() == []


def test_own_names_of_fields_are_mapped(example: Start) -> None:
    keys = "edit: qms.yaml\nmode: unsigned = mode: unsigned\\nkeys: {fields: {owner: бөлүм}}"
    other = "edit: documents/2/СМС-ДП-2.2-2024.md\nowner: = бөлүм:"
    assert example(f"{keys}\n{other}\nfields:\n-owner\nбөлүм: КБ\nдагы: бир").rules() == []
