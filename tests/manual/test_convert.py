"""From the text of a scanner to Markdown, on a made-up manual with the same faults of form."""

from __future__ import annotations

from qms.adapters.markdown.tree import tree
from tests.manual.convert import convert

FRAME = """Бекитилген

Жетектеме "А"

Ош – 2021



Мазмуну

Башталышы

1. Максаты
 - 1.1 Чөйрөсү

1-тиркеме. Процесстердин тизмеси
Өзгөртүүлөр барагы



Башталышы

{body}

Өзгөртүүлөр барагы
"""


def made(body: str) -> str:
    return convert(FRAME.format(body=body), "Т-1").split("---\n", 2)[2]


def test_the_cover_becomes_front_matter_and_contents_and_sheet_go() -> None:
    whole = convert(FRAME.format(body="Сөз."), "Т-1")
    assert 'code: Т-1\ntitle: {ky: "Жетектеме \\"А\\""}\n' in whole
    assert whole.split("---\n", 2)[2] == "\n# Башталышы\n\nСөз.\n"


def test_numbers_that_follow_on_make_headings_and_others_lists() -> None:
    body = "1. Максаты\n\n1.1 Чөйрөсү\n\n1.1.1. Аты\n\n1. бир;\n2. эки.\n\n2.3. үч;\n\n2. Кийинки"
    assert made(body).split("\n\n", 1)[1] == (
        "# 1. Максаты\n\n## 1.1 Чөйрөсү\n\n### 1.1.1. Аты\n\n1. бир;\n2. эки.\n\n- 2.3. үч;\n\n# 2. Кийинки\n"
    )


def test_a_numbered_sentence_is_a_paragraph_and_counts_all_the_same() -> None:
    assert made("1. Максаты\n\n1.1. Бул жерде сүйлөм бүтөт.\n\n1.2. Чөйрөсү").endswith(
        "# 1. Максаты\n\n1.1. Бул жерде сүйлөм бүтөт.\n\n## 1.2. Чөйрөсү\n"
    )


def test_an_appendix_is_known_by_the_contents() -> None:
    assert made("Сөз.\n\nПроцесстерин тизмеси\n\nСөз.").endswith("\n# Процесстерин тизмеси\n\nСөз.\n")


def test_items_below_a_colon_are_nested() -> None:
    assert made("1. Бир:\n - а;\n- б.\n2. Эки:\n1. үч").endswith("1. Бир:\n   - а;\n   - б.\n2. Эки:\n\\1. үч\n")


def test_letters_and_numbers_after_a_dash_are_the_marks_of_a_list() -> None:
    assert made("- а) бир;\n\nб) эки;\n\n- 1) үч;\n- 2) төрт").endswith("- а) бир;\n- б) эки;\n\n1) үч;\n2) төрт\n")


def test_a_sentence_that_a_page_end_parted_is_joined() -> None:
    assert made("Бул сүйлөм\n\n\n\nулантылат.\n\nЖаңы\n\n\n\nСөз").endswith("Бул сүйлөм улантылат.\n\nЖаңы\n\nСөз\n")


def test_a_table_keeps_its_cells_across_pages_and_loses_its_html() -> None:
    body = "№\tАты\tКызматы\n1.\tБиринчи\tа|б\n\n\n\n\tкатар\t<p>в</p> <p>г</p>\n2.\t\t"
    assert made(body).endswith(
        "| № | Аты | Кызматы |\n| --- | --- | --- |\n| 1. | Биринчи катар | а\\|б • в • г |\n| 2. |  |  |\n"
    )


def test_what_looks_like_markup_stays_text() -> None:
    blocks = tree(made("# бир\n\n> эки\n\n=> үч"))
    assert [block["t"] for block in blocks] == ["heading", *["paragraph"] * 3]
