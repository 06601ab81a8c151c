"""Markdown as a tree: every construct is a plain node, nothing is code, nothing crashes."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.adapters.markdown.blocks import plain, walk
from qms.adapters.markdown.tree import MAX_BYTES, MAX_COLUMNS, MAX_LINES, images, tree
from qms.errors import RenderError


def only(text: str) -> dict[str, Any]:
    """The one block of a text."""
    (block,) = tree(text)
    return dict(block)


def kinds(text: str) -> list[str]:
    return [str(node["t"]) for node in walk(list(tree(text)))]


def words(text: str) -> str:
    return " ".join(plain(block) for block in tree(text))


def test_a_heading_is_split_into_its_number_and_its_words() -> None:
    block = only("## 1.2. Колдонуу чөйрөсү")
    assert (block["level"], block["number"], plain(block["body"])) == (2, "1.2.", "Колдонуу чөйрөсү")


@pytest.mark.parametrize("title", ["1-тиркеме. Реестр", "2024 жылдын планы", "9001 стандарты"])
def test_a_heading_that_only_begins_with_a_figure_has_no_number(title: str) -> None:
    block = only(f"# {title}")
    assert (block["number"], plain(block["body"])) == ("", title)


def test_headings_of_the_same_words_have_different_anchors() -> None:
    assert [block["anchor"] for block in tree("# Максаты\n\n# Максаты\n\n# Максаты-1\n")] == [
        "максаты",
        "максаты-1",
        "максаты-1-1",
    ]


def test_many_equal_headings_are_named_in_good_time() -> None:
    started = time.process_time()
    tree("# A\n\n" * 9_000)
    assert time.process_time() - started < 8


def test_styles_nest() -> None:
    assert kinds("**a *b* ~~c~~** `d`") == [
        "paragraph", "strong", "text", "emphasis", "text", "text", "strike", "text", "text", "code",
    ]  # fmt: skip


def test_a_soft_break_is_a_space_and_a_hard_break_stays() -> None:
    assert words("бир\nэки  \nүч") == "бир эки үч"
    assert kinds("бир\nэки  \nүч").count("break") == 1


def test_lines_that_begin_with_a_letter_stay_lines() -> None:
    body = only("төмөнкүлөр:\nа) биринчи\nб) экинчи")["body"]
    assert [node["t"] for node in body] == ["text", "break", "text", "break", "text"]


def test_letters_of_a_bullet_list_are_its_marks() -> None:
    items = only("- а) биринчи\n- б) экинчи\n- үчүнчү\n")["items"]
    assert [(item["mark"], plain(item)) for item in items] == [("а)", "биринчи"), ("б)", "экинчи"), ("", "үчүнчү")]


def test_letters_of_a_numbered_list_stay_in_the_text() -> None:
    (item,) = only("1. а) биринчи\n")["items"]
    assert (item["mark"], plain(item)) == ("1.", "а) биринчи")


def test_a_numbered_list_goes_on_from_its_first_number() -> None:
    assert [item["mark"] for item in only("9) тогуз\n10) он\n")["items"]] == ["9)", "10)"]


def test_an_item_of_a_task_list_is_open_or_done() -> None:
    items = only("- [ ] план\n- [x] акт\n- жөн эле\n")["items"]
    assert [(item["task"], plain(item)) for item in items] == [("open", "план"), ("done", "акт"), ("", "жөн эле")]


def test_a_table_has_alignments_a_head_and_rows() -> None:
    block = only("| № | Аты |\n|--:|:-:|\n| 1 | `а` |\n")
    assert block["align"] == ["right", "center"]
    assert [plain(cell) for cell in block["head"]] == ["№", "Аты"]
    assert [[plain(cell) for cell in row] for row in block["rows"]] == [["1", "а"]]


def test_a_table_without_words_in_its_head_has_none() -> None:
    assert only("| | |\n|---|---|\n| а | б |\n")["head"] == []


@pytest.mark.parametrize(
    "caption",
    ["1-таблица. Кадамдар", "Таблица 1. Шаги", "Таблица А.1 — Шаги", "Table 2: Steps", "2.1-таблица – Кадамдар"],
)
def test_the_paragraph_before_a_table_is_its_caption(caption: str) -> None:
    block = only(f"{caption}\n\n| а | б |\n|---|---|\n| 1 | 2 |\n")
    assert plain(block["caption"]) == caption


@pytest.mark.parametrize("sentence", ["1-таблицада кадамдар берилген:", "Кадамдар:", "Таблица көрсөтөт."])
def test_a_sentence_before_a_table_is_no_caption(sentence: str) -> None:
    assert [block["t"] for block in tree(f"{sentence}\n\n| а |\n|---|\n| 1 |\n")] == ["paragraph", "table"]


@pytest.mark.parametrize(
    "text",
    [
        "![Схема](img/a.png)\n\n1-сүрөт. Схема",
        "Рисунок 1 — Схема\n\n![Схема](img/a.png)",
        '![Схема](img/a.png "Рис. 1")',
    ],
)
def test_a_picture_takes_its_caption_from_either_side_or_from_its_title(text: str) -> None:
    block = only(text)
    assert block["t"] == "figure"
    assert block["caption"]


def test_the_pictures_of_a_text_are_named_once_each() -> None:
    text = "![а](img/%D0%B0.png)\n\nсап ![б](img/b.png) ![а](img/а.png)\n"
    assert images(tree(text)) == ("img/а.png", "img/b.png")


@pytest.mark.parametrize(
    "src",
    ["../x.png", "/etc/passwd", "https://a.kg/x.png", "file:x.png", "data:image/png;base64,AA", "//h/x.png", "a/../b"],
)
def test_a_picture_from_elsewhere_stays_as_it_was_typed(src: str) -> None:
    assert images(tree(f"![сүрөт]({src})")) == ()
    assert src in words(f"![сүрөт]({src})")


@pytest.mark.parametrize(
    "href", ["https://iso.org/a?b=1#c", "http://osu.kg", "mailto:a@b.kg", "#максаты", "../1/СЖ.md"]
)
def test_an_allowed_link_is_a_link(href: str) -> None:
    assert "link" in kinds(f"[сөз]({href})")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScRiPt:x", "java&#115;cript:x", "data:text/html,x", "file:///etc/passwd", "//evil.tld",
     "vbscript:x", "\\\\host\\x", "/etc/passwd", "ftp://x", "%2F%2Fevil.tld"],
)  # fmt: skip
def test_any_other_link_stays_as_it_was_typed(href: str) -> None:
    assert "link" not in kinds(f"[сөз]({href})")
    assert words(f"[сөз]({href})").startswith("[сөз](")


def test_html_is_only_text() -> None:
    text = '<script>alert(1)</script> <b>сөз</b>\n\n<div onclick="x">\n\n<!-- эскертүү -->'
    assert set(kinds(text)) == {"paragraph", "text"}
    assert "<script>alert(1)</script>" in words(text)


def test_a_footnote_stands_where_it_is_called_first() -> None:
    text = "бир[^1] эки[^1]\n\n[^1]: Эскертүү [^1] жана [^2].\n\n[^2]: Экинчи."
    calls = [node for node in walk(list(tree(text))) if node["t"] == "footnote"]
    assert [plain(node["body"]) for node in calls] == ["Эскертүү [^1] жана [^2].", ""]


def test_a_footnote_within_a_footnote_stays_as_it_was_typed() -> None:
    assert "[^1]: эки" in words("сөз[^1]\n\n[^1]: - [^1]: эки\n")
    assert "[^2]: үч" in words("> [^2]: үч")


def test_nothing_else_than_strings_numbers_and_lists_is_in_the_tree() -> None:
    def check(value: object) -> None:
        assert isinstance(value, str | int | list | dict)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    check(
        list(tree("# A\n\n- [x] **a** ![a](b)\n\n| a |\n|---|\n| b |\n\nx[^1]\n\nТ\n: м\n\n[^1]: y\n\n```\nz\n```\n"))
    )


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", ">", "- > "])
def test_two_hundred_levels_are_printed_as_they_were_typed(mark: str) -> None:
    assert words(mark * 200 + "терең").endswith("терең")


def test_the_text_after_something_nested_too_deep_is_not_swallowed() -> None:
    assert [block["t"] for block in tree("- " * 200 + "терең\n\n# Кийинки\n\nсөз")] == ["list", "heading", "paragraph"]


def test_styles_nested_too_deep_keep_their_words() -> None:
    assert plain(tree("*" * 4_000 + "сөз" + "*" * 4_000)[0]).strip("*") == "сөз"


@pytest.mark.parametrize(
    "bomb",
    ["![" * 50_000, "[" * 50_000, "![\n" * 15_000, "`" * 90_000, "<a " * 30_000, "*a _b " * 15_000, "- " * 40_000,
     "|a" * 40_000 + "\n" + "|-" * 40_000, "[a]: b\n" * 15_000, "[^1]" * 20_000 + "\n\n[^1]: a"],
)  # fmt: skip
def test_a_text_made_to_take_long_does_not(bomb: str) -> None:
    started = time.process_time()
    tree(bomb)
    assert time.process_time() - started < 8


def test_a_table_of_too_many_columns_is_printed_as_text() -> None:
    count = MAX_COLUMNS + 1
    assert only("|а" * count + "|\n" + "|-" * count + "|\n")["t"] == "literal"


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(RenderError, match="too long"):
        tree("а" * MAX_BYTES)
    with pytest.raises(RenderError, match="too many lines"):
        tree("\n" * (MAX_LINES + 1))


PIECES = st.sampled_from(
    ["# ", "## 1. ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "|", "|---|\n", "**", "_", "~~", "`", "```\n", "[", "](",
     ")", "![", "[^1]", "[^1]: ", "^[", ": ", "<b>", "&#x0;", "\\", "[ ] ", "а) ", "сөз", "\0", "\ud800", "\u202e",
     "javascript:", "1-таблица. ", "https://a.kg", "***\n"]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_no_text_breaks_the_tree(text: str) -> None:
    json.dumps(tree(text), ensure_ascii=False).encode()


def test_a_new_line_tag_ends_the_line_in_a_cell_and_nowhere_else() -> None:
    block = only("|a|\n|-|\n|b<br>c<BR/>*d<br />e* `<br>` <b>f|")
    assert [node["t"] for node in walk(block["rows"])].count("break") == 3
    assert "`<br>` <b>f".replace("`", "") in plain(block["rows"])
    assert plain(only("a<br>b")["body"]) == "a<br>b"


def test_a_text_over_several_lines_is_one() -> None:
    assert [node["text"] for node in only("Протокол №\n5, а\nб\n")["body"]] == ["Протокол № 5, а б"]
