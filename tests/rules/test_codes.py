"""Odd cases of the rules about codes."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from .conftest import Start
from .example import DOCUMENT, Example, git

OTHER = (
    "file: documents/2/{name}.md\n---\ncode: {code}\ntitle: Тартип\ntype: ДП\nlevel: '2'\nrevision: 1\nowner: КБ\n---"
)


def other(code: str, name: str = "") -> str:
    return OTHER.format(name=name or code.strip('"'), code=code)


@pytest.mark.parametrize(
    ("code", "column", "message"),
    [
        ("СМС-ДР-2.3-2024", 11, 'Segment 2 "ДР" is no document type. Did you mean "ДП"? Write "СМС-ДП-2.3-2024"'),
        ('"СМС-ДР-2.3-2024"', 12, 'Segment 2 "ДР" is no document type. Did you mean "ДП"? Write "СМС-ДП-2.3-2024"'),
        ("СМС-ДП-2.x-2024", 16, 'Segment 3 "x" is no number. Here may stand: a number'),
        ("СМС-ДП-2.3-20245", 18, 'Segment 4 "20245" is no year. Here may stand: a year'),
        ("СМС-ДП-2.3", 17, 'The code "СМС-ДП-2.3" ends too early. Here may stand: -'),
        ("СМС-ДП-2.3-2024 ж", 22, 'Segment 5 of the code "СМС-ДП-2.3-2024 ж" is wrong: " ж". Nothing may stand here'),
        ("смс-дп-2.3-2024", 7, 'Segment 1 of the code "смс-дп-2.3-2024" is wrong: "смс". Write "СМС-ДП-2.3-2024"'),
    ],
)
def test_a_wrong_segment_is_named_with_its_place(code: str, column: int, message: str, example: Start) -> None:
    start = example(other(code, "башка"))
    assert start.rules() == ["CD001"]
    path, plain = "documents/2/башка.md", code.strip('"')
    assert start.found("CD001") == [f"{path}:2:{column} error {plain}: {message}"]


def test_a_look_alike_is_named_with_its_code_point(example: Start) -> None:
    start = example(other("СМС-ДП-2.3-2O24", "СМС-ДП-2.3-2024"))
    assert start.rules() == ["CD003"]
    assert start.found("CD003") == [
        (
            "documents/2/СМС-ДП-2.3-2024.md:2:19 error СМС-ДП-2.3-2O24: A character looks like another one: "
            '"O" U+004F instead of "0" U+0030. Write "СМС-ДП-2.3-2024"'
        )
    ]


def test_a_blank_that_does_not_break_is_named_by_its_name(example: Start) -> None:
    pattern = "edit: qms.yaml\nСМС-{type}-2.{number}-{year} = СМС {type}-2.{number}-{year}"
    code = "СМС\u00a0ДП-2.3-2024"
    start = example(f"{pattern}\n{other(code, 'СМС_ДП-2.3-2024')}")
    (found,) = [item for item in start.found("CD003") if "2.3" in item]
    assert 'U+00A0 NO-BREAK SPACE instead of U+0020 SPACE. Write "СМС ДП-2.3-2024"' in found


def test_a_character_too_many_is_named_by_its_name(example: Start) -> None:
    (found,) = example(other("СМС-ДП-2.3\u00ad-2024", "СМС-ДП-2.3-2024")).found("CD003")
    assert 'A character does not belong in a code: U+00AD SOFT HYPHEN. Write "СМС-ДП-2.3-2024"' in found


def test_a_reference_with_a_look_alike_does_not_dangle_too(example: Start) -> None:
    assert example("references: [СМС-ДП-2.2-2024, CMC-ДП-2.2-2024]").rules() == ["CD003"]


def test_the_file_that_bears_the_code_is_no_duplicate(example: Start) -> None:
    start = example(other("СМС-ДП-2.1-2024", "00-көчүрмө"))
    assert [text.split(" ")[0] for text in start.found("CD002")] == ["documents/2/00-көчүрмө.md:2:7"]
    assert start.rules() == ["CD002"]


def test_two_translations_into_one_language_are_duplicates(example: Start) -> None:
    text = "---\ncode: СМС-ДП-2.1-2024\ntitle: {ru: Аудит}\n---"
    start = example(
        f"file: documents/2/СМС-ДП-2.1-2024.ru.md\n{text}\nfile: documents/2/а/СМС-ДП-2.1-2024.ru.md\n{text}"
    )
    assert start.rules() == ["CD002"]


def test_a_code_like_one_of_a_withdrawn_document_is_reported(example: Start) -> None:
    pattern = (
        "edit: qms.yaml\nСМС-{type}-2.{number}-{year} = СМС-{type}-2.{letter}-{year}\nmode: unsigned = dictionaries: "
    )
    start = example(
        f'{pattern}{{letter: ["1", "2", З, "3"]}}\nact: approve СМС-ДП-2.З-2024\n'
        f"act: withdraw СМС-ДП-2.З-2024, on 2024-06-10\n{other('СМС-ДП-2.3-2024')}"
    )
    assert start.rules() == ["CD004"]
    assert 'looks like "СМС-ДП-2.З-2024"' in start.found("CD004")[0]


def test_a_code_that_is_wrong_is_no_reason_to_rename_the_file(example: Start) -> None:
    assert example("code: СМС-ДП-2.01-2024").rules() == ["CD001"]


def test_a_slash_in_a_code_becomes_an_underscore_in_the_name(example: Start) -> None:
    pattern = "edit: qms.yaml\nСМС-{type}-2.{number}-{year} = СМС-{type}-2.{number}[/1]-{year}"
    assert example(f"{pattern}\n{other('СМС-ДП-2.3/1-2024', 'СМС-ДП-2.3_1-2024')}").rules() == []


def test_a_decomposed_file_name_is_the_same_name(example: Start) -> None:
    units = "edit: organisation/units.yaml\nentries: = entries:\\n  - {id: ЙЁ, title: Бөлүм}"
    name = unicodedata.normalize("NFD", "СМС-КИ-ЙЁ-01-2024")
    start = example(f"{units}\n{other('СМС-КИ-ЙЁ-01-2024', name)}\nedit: documents/2/{name}.md\nДП = КИ")
    assert start.rules() == ["FI001"]  # how it is spelt is a matter of its own


def test_the_name_of_a_translation_ends_in_its_language(example: Start) -> None:
    start = example("file: documents/2/аудит.ru.md\n---\ncode: СМС-ДП-2.1-2024\ntitle: {ru: Аудит}\n---")
    assert start.found("CD005") == [
        (
            "documents/2/аудит.ru.md:1:1 error СМС-ДП-2.1-2024: "
            'The file is not named after the code "СМС-ДП-2.1-2024". Rename it to "СМС-ДП-2.1-2024.ru.md"'
        )
    ]


def test_without_patterns_any_code_will_do(example: Start) -> None:
    assert example("file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}\nfields:\ncode: Тартип 1").rules() == []


def test_a_type_whose_pattern_is_broken_is_reported_once(example: Start) -> None:
    start = example("edit: qms.yaml\nСМС-{type}-2.{number}-{year} = СМС-{type}-2.{colour}-{year}")
    assert start.rules() == ["ST002"]


APPROVED = "approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024"


def withdraw(start: Example, approved: str) -> Example:
    """Withdraw revision 1, the approved text of which has this hash."""
    return start.run(f"act: withdraw СМС-ДП-2.1-2024, revision 1, sha256 {approved}, on 2024-08-10\ncommit: Withdraw")


def test_a_draft_that_was_on_its_way_when_its_document_was_withdrawn_is_no_reuse(example: Start) -> None:
    start = example(APPROVED)
    approved = hashlib.sha256((start.root / DOCUMENT).read_bytes()).hexdigest()
    start.run("fields:\nrevision: 2\ncommit: Revise\n\nQms-Change: а")
    assert withdraw(start, approved).rules() == []


def test_a_version_without_a_date_counts_as_old(example: Start) -> None:
    start = example(APPROVED)
    approved = hashlib.sha256((start.root / DOCUMENT).read_bytes()).hexdigest()
    start.run("fields:\nrevision: 2")
    git(start.root, "add", "-A")
    tree, parent = git(start.root, "write-tree").strip(), git(start.root, "rev-parse", "HEAD").strip()
    people = "author a <a@example.org> never\ncommitter a <a@example.org> 1714532400 +0600"
    text = f"tree {tree}\nparent {parent}\n{people}\n\nRevise\n\nQms-Change: а\n"
    (start.root / ".git" / "commit").write_text(text, encoding="utf-8")
    commit = git(start.root, "hash-object", "-t", "commit", "-w", "--literally", ".git/commit").strip()
    git(start.root, "update-ref", "HEAD", commit)
    assert withdraw(start, approved).rules() == []


def test_a_new_file_under_a_withdrawn_code_is_reuse(example: Start) -> None:
    start = example(
        "approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024\nact: withdraw СМС-ДП-2.1-2024, on 2024-06-10\n"
        f"delete: {DOCUMENT}\ncommit: Withdraw\n{other('СМС-ДП-2.1-2024')}"
    )
    assert start.rules() == ["CD007"]
