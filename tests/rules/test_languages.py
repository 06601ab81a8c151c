"""Odd cases of the rules about translations."""

from __future__ import annotations

import pytest

from .conftest import Start
from .example import DOCUMENT

RUSSIAN = DOCUMENT.replace(".md", ".ru.md")
FRONT = "---\ncode: СМС-ДП-2.1-2024\ntitle: {ru: а}\nrevision: 1\n---\n"


def translated(*blocks: str) -> str:
    return f"file: {RUSSIAN}\n{FRONT}\n" + "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        (("# 1. а",), 'The section "2. Жүрүшү" of the original is missing'),
        (("# 1. а", "# 2. б", "# 3. в"), 'The original has no section "3. в"'),
        (("# 1. а", "# 2. б", "Сөз"), ""),
        (("Сөз",), 'The section "1. Максаты" of the original is missing'),
        (("# а", "# б"), 'The section "а" stands where the original has "1. Максаты"'),
        ((), ""),
    ],
)
def test_the_first_difference_of_headings_is_shown(blocks: tuple[str, ...], message: str, example: Start) -> None:
    found = example(translated(*blocks)).found("LN003")
    assert len(found) == bool(message)
    assert all(message in item for item in found)


@pytest.mark.parametrize(
    ("own", "theirs", "message"),
    [
        ("| а | б |\n|---|---|", "| а |\n|---|", "Table 1 is of 0 × 2 rows and columns, in the original of 0 × 1"),
        ("Сөз", "| а |\n|---|", "The text has 0 tables, the original 1"),
        ("| а |\n|---|\n\nСөз\n\n| б |\n|---|", "| а |\n|---|", "The text has 2 tables, the original 1"),
        ("| а \\| б |\n|---|", "| а |\n|---|", ""),
    ],
)
def test_the_first_difference_of_tables_is_shown(own: str, theirs: str, message: str, example: Start) -> None:
    start = example(f"-references\nbody:\n# 1. а\n\n{theirs}\n{translated('# 1. а', own)}")
    assert [message in item for item in start.found("LN004")] == [True] * bool(message)


def test_lists_of_abbreviations_may_be_of_any_length(example: Start) -> None:
    rows = "| Кыскартуу | Мааниси |\n|---|---|\n| КР | х |"
    russian = translated("# 1. Сокращения", rows + "\n| РФ | у |")
    start = example(f"-references\nbody:\n# 1. Кыскартуулар\n\n{rows}\n{russian}")
    assert start.found("LN004") == []


def test_a_translation_that_is_broken_is_there(example: Start) -> None:
    setting = (
        "edit: qms.yaml\n  - id: ДП =   - id: ДП\\n    translations: true\ndelete: documents/2/СМС-ДП-2.2-2024.md\n"
    )
    start = example(
        f"{setting}fields:\n-references\nbody:\n# 1. а\nfile: {RUSSIAN}\n---\ncode: СМС-ДП-2.1-2024\n---\n\nСөз"
    )
    assert "LN001" not in start.rules()
