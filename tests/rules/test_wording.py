"""Odd cases of the rules about what a text says: duties, processes, documents, revisions, endings, letters."""

from __future__ import annotations

import pytest

from .conftest import Start

BODY = "body:\n# Аудит\n\n"


@pytest.mark.parametrize(
    ("rule", "body", "found"),
    [
        ("DT005", "Отчёт представляется не чаще одного раза в год.", 1),
        ("DT005", "A review is held no more than twice a year.", 1),
        ("DT005", "Каникулы бывают не более двух раз в год.", 0),
        ("DT005", "Проверка проводится не более двух раз подряд.", 0),
        ("RF013", "См. СМС-ДП-2.2-2024, 3-я редакция.", 1),
        ("RF013", "See СМС-ДП-2.2-2024 (revision 4).", 1),
        ("RF013", "СМС-ДП-2.2-2024 боюнча 3 редакция даярдалды.", 0),
        ("RF013", "СМС-ДП-2.1-2024 (9-редакция) ушул документ.", 0),
        ("RF014", "«Ички аудит» жобосу боюнча.", 0),
        ("RF014", "«Керектүү китептердин тизмеси» окулат.", 0),
        ("RF014", "Согласно положению «Кадровый резерв организации» назначают.", 1),
        ("RF014", "«Экзамендер жөнүндө жобо» (2012-жыл) боюнча.", 0),
        ("RF015", "ISO 9001:2015 has 8 chapters and seven principles.", 0),
        ("RF015", "Сегиз принцип ISO 9001:2008 боюнча эле; ISO 9001:2015 башка.", 0),
        ("AB007", "СМС-тин бир гана жери.", 0),
        ("AB007", "СМС-ДП жана СМСтин, СМСти, СМСте жазуулары.", 0),
        ("TX019", "Cafe\u0301 жана и\u0306од.", 1),
        ("TX019", "x\u0304 белгиси бир тамга болбойт.", 0),
    ],
)
def test_a_sentence_is_reported_or_not(rule: str, body: str, found: int, example: Start) -> None:
    start = example(BODY + body + "\n\nСМС (система) бар. references")
    assert len(start.found(rule)) == found, start.report().findings


def test_headings_are_compared_within_their_level(example: Start) -> None:
    start = example("body:\n# 1. Максаты\n\nТекст.\n\n## 1.1 Биринчи\n\nТекст.\n\n## 1.2 Экинчи\n\nТекст.")
    assert start.found("TX020") == []


def test_two_rows_are_no_list_of_processes(example: Start) -> None:
    start = example("body:\n# Тизме\n\n- 1.1. Такыр башка аталыш;\n- 4.1. Дагы башка аталыш.")
    assert start.found("LV009") == []
