"""Odd cases of the rules about standards, titles and vague references."""

from __future__ import annotations

import pytest

from .conftest import Start

CARD = """file: documents/base/СМС-ТД-0001-2024.yaml
code: СМС-ТД-0001-2024
title: {{ky: {title}, ru: а}}
type: ТД
level: base
revision: 1
owner: КБ
designation: "{designation}"
"""


def text(words: str) -> str:
    return f"-references\nbody:\n# 1. а\n\n{words}"


def card(designation: str, title: str = "Сапат менеджменти системалары") -> str:
    return CARD.format(designation=designation, title=title)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("ISO 9001:2015, ISO 9001:2015, ИСО 9001:2015", 1),
        ("ИСО 9001:2015, ИСО 9001 : 2015, ИСО 9001 : 2015", 1),
        ("ISO 9001:2015 жана ГОСТ Р ИСО 9001-2015", 0),
        ("ISO 9001:2015 жана ISO 9000:2015", 0),
        ("ISO/IEC 17025:2017, ISO 17025", 0),
    ],
)
def test_spellings_of_a_standard(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["RF009"] * wanted


def test_the_card_of_a_standard_decides_its_spelling(example: Start) -> None:
    start = example(f"{card('ISO 9001:2015')}fields:\n{text('ИСО 9001:2015, ИСО 9001:2015.')}")
    assert start.found("RF009")[0].endswith('Write "ISO 9001:2015"')
    assert start.rules() == ["RF009"]


@pytest.mark.parametrize("words", ["ISO 9001:2008", "ГОСТ Р ИСО 9001-2008", "ISO/IEC 17025:2005"])
def test_superseded_editions(words: str, example: Start) -> None:
    assert example(text(words)).rules() == ["RF010"]


def test_a_card_of_a_superseded_edition_is_found(example: Start) -> None:
    assert example(card("ISO 19011:2011")).rules() == ["RF010"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("ISO 9001:2015 «Основные положения и словарь»", 1),
        ("ISO 9000:2015 Quality management systems — Requirements", 1),
        ("ISO 9001:2015 терминдери; негизги жоболор жана сөздүк башка", 0),
        ("ISO 9000:2015 негизги жоболор жана сөздүк, ISO 9001:2015 талаптары", 0),
        ("ISO 31000:2018 системалары. Талаптар", 0),
    ],
)
def test_titles_of_standards(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["RF011"] * wanted


def test_a_card_with_the_title_of_another_standard_is_found(example: Start) -> None:
    assert example(card("ISO 9001:2015", "Негизги жоболор жана сөздүк")).rules() == ["RF011"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("ички локалдык актыларга ылайык", 1),
        ("Ички эрежелер менен жөнгө салынат", 1),
        ("in accordance with the relevant regulations", 1),
        ("в соответствии с действующими нормативными актами", 1),
        ("ички документтерге (№ 5 буйрук) ылайык", 0),
        ("ички эмгек тартибинин эрежелери менен жөнгө салынат", 0),
        ("ички документтерди башкаруу", 0),
    ],
)
def test_vague_references(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["RF012"] * wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("«Жазууларды башкаруу» боюнча, «Жазууларды башкаруу»", 1),
        ('"жазууларды  башкаруу"', 1),
        ("«Управление записями»", 1),
        ("«Жазууларды башкаруу» процесси", 0),
        ("«Ички аудит» өзү", 0),
        ("«Ички аудиттер» процесси", 0),
        ("«Пландаштыруу» сөзү", 0),
    ],
)
def test_documents_cited_by_title(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["RF008"] * wanted


def test_a_title_that_two_documents_share_leads_to_none(example: Start) -> None:
    start = example(f"{card('ISO 1', 'Жазууларды башкаруу')}fields:\n{text('«Жазууларды башкаруу»')}")
    assert start.rules() == []


def test_a_number_stands_apart_from_its_standard_however_many_join_them(example: Start) -> None:
    found = example(text("ISO9001:2015, ISO9001:2015, ISO 9001:2015")).found("RF009")
    assert len(found) == 1
    assert 'Write "ISO 9001:2015"' in found[0]
