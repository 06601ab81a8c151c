"""Odd cases of the rules about dates."""

from __future__ import annotations

import pytest

from .conftest import Start


def text(words: str) -> str:
    return f"-references\nbody:\n# 1. а\n\n{words}"


@pytest.mark.parametrize(
    "day",
    [
        "31.02.2023",
        "2023-жылдын 31-июну",
        "30 февраля 2023",
        "31 April 2023",
        "2023-02-30",
        "12.25.2023",
        "2023-ж. 32-май",
    ],
)
def test_days_that_the_calendar_does_not_have(day: str, example: Start) -> None:
    assert example(text(f"Буйрук ({day}) чыккан.")).rules() == ["DT004"]


@pytest.mark.parametrize(
    "words",
    ["29.02.2024", "2023-жылдын 30-июну", "28 февраля 2023 г.", "2023-02-28", "5.4.3-бөлүм, 1.2.3.2023, 10.30",
     "«__» ____ 20__-ж.", "`31.02.2023`", "СМС-ДП-2.1-2024"],
)  # fmt: skip
def test_days_that_are_right_and_numbers_that_are_none(words: str, example: Start) -> None:
    assert "DT004" not in example(text(words)).rules()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("24.01.2023 жана 30 августа 2023 г.", 1),
        ("2023-01-24 жана 24.01.2023 жана 25.01.2023", 1),
        ("24.01.2023ж. жана 30.08.2023-жыл", 0),
    ],
)
def test_forms_of_days(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["DT003"] * wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("2019–2023-жж. стратегиясы", 1),
        ("Концепция развития на 2019-2023 годы", 1),
        ("Development strategy 2019-2023 years", 1),
        ("2019-2023-жылдардагы пландын аткарылышы", 0),
        ("2024-2028-жылдарга план", 0),
        ("2019-2023-жылдары курулган имарат. Жаңы план бар", 0),
    ],
)
def test_plans_whose_years_are_over(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["DT002"] * wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Аккредитация 2022-2025-жылдары өттү.", 1),
        ("Аккредитация 21.05.2024 өттү.", 1),
        ("Аккредитация 20.05.2024 өттү, 2022-2024-жылдары.", 0),
        ("Программа 01.09.2025 күнүнө чейин жарактуу.", 0),
        ("31.02.2025 күнү", 0),
    ],
)
def test_facts_after_the_approval(words: str, wanted: int, example: Start) -> None:
    path = "documents/2/СМС-ДП-2.2-2024.md"
    start = example(f"edit: {path}\nЖазууларды сактоо тартиби. = {words}\napproved: СМС-ДП-2.2-2024")
    assert start.rules().count("DT001") == wanted


def test_a_new_revision_is_not_compared_with_the_approval_of_the_old_one(example: Start) -> None:
    path = "documents/2/СМС-ДП-2.2-2024.md"
    changes = "сактоо тартиби. = сактоо 21.05.2024 өзгөрдү.\nrevision: 1 = revision: 2"
    steps = f"approved: СМС-ДП-2.2-2024\nedit: {path}\n{changes}"
    assert "DT001" not in example(steps).rules()


def test_a_day_is_told_once_a_line(example: Start) -> None:
    assert example(text("31.02.2023 жана 31.02.2023\nжана 31.02.2023")).rules() == ["DT004", "DT004"]
