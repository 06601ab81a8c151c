"""Odd cases of the rules about references."""

from __future__ import annotations

import pytest

from .conftest import Start
from .example import DOCUMENT

TWO = "СМС-ДП-2.2-2024"


def body(*lines: str) -> str:
    return "body:\n# 1. Максаты\n\n" + "\n\n".join(lines)


def test_a_reference_is_reported_where_it_stands(example: Start) -> None:
    assert example("references:\n  - СМС-ДП-2.2-2024\n  - СМС-ДП-2.22-2024").found("RF001") == [
        f'{DOCUMENT}:13:5 error СМС-ДП-2.1-2024: There is no document "СМС-ДП-2.22-2024". Did you mean "{TWO}"?'
    ]


def test_a_withdrawn_document_may_refer_to_anything_withdrawn(example: Start) -> None:
    steps = "\n".join(f"act: withdraw {code}, on 2024-06-10" for code in (TWO, "СМС-ДП-2.1-2024"))
    assert example(f"approved: {TWO}, СМС-ДП-2.1-2024\n{steps}\ncommit: Withdraw").rules() == []


def test_the_ledger_of_a_withdrawn_document_is_enough_to_know_it(example: Start) -> None:
    steps = f"approved: {TWO}\nact: withdraw {TWO}, on 2024-06-10\ndelete: documents/2/{TWO}.md\ncommit: Withdraw"
    assert example(steps).rules() == ["RF002"]


def test_a_draft_may_refer_to_a_draft(example: Start) -> None:
    assert example("").rules() == []


def test_a_document_that_will_come_into_force_may_refer_to_a_draft(example: Start) -> None:
    assert example("act: approve СМС-ДП-2.1-2024, on 2024-05-20, effective 2024-12-01\ncommit: Approve").rules() == []


def test_a_document_in_force_may_refer_to_one_that_is_approved_and_comes_later(example: Start) -> None:
    assert example(f"approved:\nact: approve {TWO}, on 2024-05-21, effective 2024-12-01").rules() == []


def test_a_chain_of_three_that_leads_back_is_found(example: Start) -> None:
    other = "documents/2/СМС-ДП-2.3-2024.md"
    start = example(
        f"replaces: [{TWO}]\nedit: documents/2/{TWO}.md\nowner: КБ = owner: КБ\\nreplaces: [СМС-ДП-2.3-2024]\n"
        f"file: {other}\n---\ncode: СМС-ДП-2.3-2024\ntitle: а\ntype: ДП\nlevel: '2'\nrevision: 1\nowner: КБ\n"
        "replaces: [СМС-ДП-2.1-2024]\n---"
    )
    assert start.rules() == ["RF005"] * 3


def test_what_leads_into_a_circle_is_no_part_of_it(example: Start) -> None:
    other = "documents/2/СМС-ДП-2.3-2024.md"
    start = example(
        f"replaces: [{TWO}]\nedit: documents/2/{TWO}.md\nowner: КБ = owner: КБ\\nreplaces: [СМС-ДП-2.1-2024]\n"
        f"file: {other}\n---\ncode: СМС-ДП-2.3-2024\ntitle: а\ntype: ДП\nlevel: '2'\nrevision: 1\nowner: КБ\n"
        "replaces: [СМС-ДП-2.1-2024]\n---"
    )
    assert start.rules() == ["RF005"] * 2


def test_a_document_that_only_history_knows_may_be_replaced(example: Start) -> None:
    start = example(f"-references\n{body()}\ndelete: documents/2/{TWO}.md\ncommit: Remove\nfields:\nreplaces: [{TWO}]")
    assert start.rules() == []


def test_in_a_shallow_clone_nobody_knows_what_was_replaced(example: Start) -> None:
    start = example("replaces: [СМС-ДП-2.7-2019]\nfile: .git/shallow\n0000000000000000000000000000000000000001")
    assert start.rules() == ["HS005"]


@pytest.mark.parametrize(
    "text",
    [
        "`СМС-ДП-2.9-2024`",
        "```\nСМС-ДП-2.9-2024\n```",
        "~~~~\n~~~\nСМС-ДП-2.9-2024\n~~~~",
        "[тартип](СМС-ДП-2.9-2024.md)",
        "ЯСМС-ДП-2.9-2024",
        "СМС-ДП-2.9-20245",
        "СМС-ДП-2.9-2024-01",
        "СМС-ДП-2.9",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str, example: Start) -> None:
    assert example(body(text)).rules() == []


@pytest.mark.parametrize("text", ["«СМС-ДП-2.9-2024»", "СМС-ДП-2.9-2024.", "СМС-ДП-2.9-2024нын", "**СМС-ДП-2.9-2024**"])
def test_a_citation_is_found_among_signs_and_suffixes(text: str, example: Start) -> None:
    assert example(body(text)).rules() == ["RF007"]


def test_a_citation_is_reported_with_line_and_column(example: Start) -> None:
    start = example(body("Жазуулар", "а СМС-ДП-2.9-2024 б СМС-ДП-2.9-2024"))
    assert start.found("RF007") == [
        f'{DOCUMENT}:18:3 error СМС-ДП-2.1-2024: "СМС-ДП-2.9-2024" is cited and does not exist. Did you mean "{TWO}"?'
    ]


def test_a_listed_citation_that_dangles_is_reported_once(example: Start) -> None:
    assert example(f"references: [{TWO}, СМС-ДП-2.9-2024]\n{body('СМС-ДП-2.9-2024')}").rules() == ["RF001"]


def test_a_citation_that_is_not_listed_is_a_warning(example: Start) -> None:
    assert "warning" in example(f"-references\n{body(TWO)}").found("RF007")[0]


def test_a_translation_cites_what_its_original_lists(example: Start) -> None:
    front = "code: СМС-ДП-2.1-2024\ntitle: {ru: а}"
    start = example(f"file: documents/2/СМС-ДП-2.1-2024.ru.md\n---\n{front}\n---\n# 1. а\n\n# 2. а\n\n{TWO}")
    assert start.rules() == []


def test_a_translation_beside_a_broken_original_is_not_reported(example: Start) -> None:
    text = "file: documents/2/СМС-ДП-2.1-2024.ru.md\n---\ncode: СМС-ДП-2.1-2024\ntitle: {ru: а}\n---"
    assert example(f'title: "\n{text}').rules() == ["FM002"]


def test_a_translation_beside_an_original_with_a_wrong_code_is_not_reported(example: Start) -> None:
    text = "file: documents/2/СМС-ДП-2.1-2024.ru.md\n---\ncode: СМС-ДП-2.1-2024\ntitle: {ru: а}\n---"
    assert example(f"code: СМС-ДП-2.01-2024\n{text}").rules() == ["CD001"]


def test_a_list_of_references_that_is_none_is_said_once(example: Start) -> None:
    cited = f"body:\n# 1. а\n\n{TWO} боюнча."

    assert "RF007" in example(f"fields:\n-references\n{cited}").rules()
    assert example(f"references: {{а: б}}\n{cited}").rules() == ["FM008"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("«Жазууларды башкаруу» процедурасы колдонулат", 1),
        ("процедура «Жазууларды башкаруу»", 1),
        ("«Жазууларды башкаруу» жакшырды", 0),
        ("«Жазууларды башкаруу» процесси", 0),
    ],
)
def test_a_title_that_a_process_has_too_means_the_document_that_the_text_calls_one(
    words: str, wanted: int, example: Start
) -> None:
    process = "file: registers/processes.yaml\nentries:\n"
    process += "  - {number: '4.1', title: {ky: Ички аудиттер, ru: Внутренние аудиты}, owner: quality-director}\n"
    process += "  - {number: '4.2', title: {ky: Жазууларды башкаруу}, owner: quality-director}\n"
    body = f"fields:\n-references\nbody:\n# 1. Максаты\n\nАкт: {words}.\n"
    assert len(example(process + body).found("RF008")) == wanted


def test_a_card_that_was_never_registered_is_to_be_registered(example: Start) -> None:
    card = "file: documents/base/СМС-ТД-0001-2024.yaml\ncode: СМС-ТД-0001-2024\ntitle: {ky: Мыйзам}\ntype: ТД\n"
    card += "level: base\nrevision: 1\nowner: АББСД\nsource: {ky: Орган}\ndesignation: № 1\nregistered: 2024-01-01\n"
    found = example(f"{card}fields:\nreferences: [СМС-ТД-0001-2024]\napproved: СМС-ДП-2.1-2024").found("RF003")
    assert len(found) == 1
    assert "qms external register СМС-ТД-0001-2024" in found[0]
