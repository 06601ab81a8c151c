"""Odd cases of the rules about text."""

from __future__ import annotations

import pytest

from .conftest import Start
from .example import CODE, DOCUMENT


def text(*lines: str) -> str:
    return "-references\nbody:\n" + "\n\n".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Киришүү", "# 1. а"),
        ("# 1. а", "## 1.1. а", "### 1.1.1. а", "### 1.1.2. а", "## 1.2. а", "# 2. а"),
        ("# 1. а", "```\n### x\n```"),
        (),
    ],
)
def test_levels_may_rise_by_one_and_fall_by_any(lines: tuple[str, ...], example: Start) -> None:
    assert example(text(*lines)).rules() == []


def test_every_skipped_level_is_a_finding(example: Start) -> None:
    assert example(text("## а", "#### б")).found("TX001") == [
        f'{DOCUMENT}:13:1 error {CODE}: The heading "а" is of level 2. Begin it with "#"',
        f'{DOCUMENT}:15:1 error {CODE}: The heading "б" is of level 4. Begin it with "###"',
    ]


@pytest.mark.parametrize(("line", "wanted"), [("а ![ ](b.png)", 1), ("![][схема]", 1), ("![а](b)", 0), (r"\![](b)", 0)])
def test_a_picture_needs_a_text(line: str, wanted: int, example: Start) -> None:
    assert example(text(line)).rules().count("TX002") == wanted


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3"),
        ("0", "1", "2"),
        ("1.1", "1.2"),
        ("1", "1.1.1", "1.1.2"),
    ],
)
def test_consecutive_numbers(numbers: tuple[str, ...], example: Start) -> None:
    start = example(text(*(f"# {number}. а" for number in numbers)))
    assert start.rules() == []


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (("1", "3"), 'The number "3" does not follow "1". Write "2"'),
        (("1", "1"), 'The number "1" does not follow "1". Write "2"'),
        (("1", "1.2"), 'The number "1.2" does not follow "1". Write "1.1"'),
        (("1", "1.1", "1.3"), 'The number "1.3" does not follow "1.1". Write "1.2"'),
        (("1", "2", "1.1"), 'The number "1.1" does not follow "2". Write "2.1"'),
        (("2",), 'The first number is "2". Write "1"'),
    ],
)
def test_a_gap_says_which_number_was_expected(numbers: tuple[str, ...], message: str, example: Start) -> None:
    start = example(text(*(f"# {number}. а" for number in numbers)))
    assert start.rules() == ["TX003"]
    assert start.found("TX003")[0].endswith(message)


def test_headings_without_numbers_are_left_alone(example: Start) -> None:
    assert example(text("# 1. а", "# 1-тиркеме. Акт", "# 2024-жылдын планы", "# 2. б")).rules() == []


@pytest.mark.parametrize("number", ["0007", "00A0", "00AD", "200D", "202E", "2066", "E000", "FEFF", "FFFD"])
def test_hidden_characters(number: str, example: Start) -> None:
    harmless = number in {"00A0", "00AD"}
    start = example(text(f"а<U+{number}>б"))
    assert start.rules() == ([] if harmless else ["TX004"])


def test_a_hidden_character_is_reported_with_name_and_column(example: Start) -> None:
    found = example(text("# 1. а", "аб<U+200B>в")).found("TX004")
    assert found[0].startswith(
        f"{DOCUMENT}:15:3 error {CODE}: A character that cannot be printed: U+200B ZERO WIDTH SPACE."
    )


def test_lines_may_end_as_on_windows(example: Start) -> None:
    start = example("")
    path = start.root / DOCUMENT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert start.rules() == []


@pytest.mark.parametrize(
    "word",
    ["Аkkредитация", "обlастында", "учурunda", "билдиirmеси", "процедуralары", "ордuna", "келбegen", "жетекчiliktin",
     "Cапат", "сaпат", "cапат", "qualitу"],
)  # fmt: skip
def test_mixed_words_of_the_manual_are_found(word: str, example: Start) -> None:
    assert example(text(f"а {word} б")).rules() == ["TX005"]


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("сaпат", "a U+0061"),
        ("жетекчiliktin", "i U+0069, l U+006C, k U+006B, t U+0074, n U+006E"),
        ("qualitу", "у U+0443"),
    ],
)
def test_the_letters_that_do_not_belong_are_named(word: str, letters: str, example: Start) -> None:
    (found,) = example(text(word)).found("TX005")
    assert f'"{word}" mixes letters of two alphabets: {letters}.' in found


@pytest.mark.parametrize(
    "word",
    ["PDFти", "ECTSтин", "ISOнун", "PhDнин", "Moodleдо", "EMCни", "GitHubка", "web-сайт", "А4", "IT-бөлүм",
     "COVID-19дун", "Т-2", "Zoomдон", "ISO 9001:2015тин", "e-mailге", "QRкод", "a@ошму.kg",
     "https://ошсу.kg/сапaт", "`cапат`"],
)  # fmt: skip
def test_abbreviations_and_foreign_words_with_endings_are_no_mixture(word: str, example: Start) -> None:
    assert example(text(f"а {word} б")).rules() == []


@pytest.mark.parametrize("letter", "іқғұәһѳњјїєІҚҒӘ")
def test_letters_of_other_alphabets_are_found_in_kyrgyz(letter: str, example: Start) -> None:
    start = example(text(f"са{letter}пат"))
    assert start.rules() == ["TX006"]
    assert f"U+{ord(letter):04X}" in start.found("TX006")[0]


def test_a_russian_text_may_name_a_kazakh_town(example: Start) -> None:
    front = "code: СМС-ДП-2.1-2024\ntitle: {ru: а}"
    russian = f"file: documents/2/СМС-ДП-2.1-2024.ru.md\n---\n{front}\n---\n# 1. а\n\n# 2. Қызылорда"
    assert example(russian).rules() == []


def test_a_letter_that_only_history_knows_has_no_suggestion(example: Start) -> None:
    assert example(text("ѯ")).found("TX006")[0].endswith("Type the words again with Kyrgyz letters")


def test_a_conflict_needs_both_ends_and_stands_in_no_example(example: Start) -> None:
    conflict = "<<<<<<< HEAD\nа\n=======\nб\n>>>>>>> work"

    assert "TX021" in example(f"body:\n# 1. а\n\n{conflict}\n").rules()
    assert "TX021" not in example("body:\n# 1. а\n\n<<<<<<< HEAD\nа\n").rules()
    assert "TX021" not in example(f"body:\n# 1. а\n\n```\n{conflict}\n```\n").rules()
    assert "TX021" in example("body:\n# 1. а\n\n" + conflict.replace("\n", "\r\n")).rules()


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">{}<rect width="4" height="2"/></svg>'


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (DRAWING.format(""), ""),
        (DRAWING.format("<script>1</script>"), "holds a script"),
        (DRAWING.format('<a href="https://example.org"/>'), "outside itself"),
        ("GIF89a", "neither PNG nor JPEG nor SVG"),
    ],
)
def test_a_picture_that_would_stop_a_print_is_found_before(drawing: str, fault: str, example: Start) -> None:
    start = example(f"file: documents/2/img/a b.svg\n{drawing}\nbody:\n# 1. а\n\n![Схема](img/a%20b.svg)\n")
    assert [fault in found for found in start.found("TX024")] == ([True] if fault else [])


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("a<br>b", 1),
        ("<!-- later -->", 1),
        ('<div class="x">', 1),
        ("</P>", 1),
        ("\\<br>", 0),
        ("`<br>`", 0),
        ("<аты-жөнү>", 0),
        ("<name>", 0),
        ("<https://example.org>", 0),
        ("2 <b and c> 3", 1),
        ("a < b", 0),
    ],
)
def test_tags_and_comments_of_html_are_found(words: str, wanted: int, example: Start) -> None:
    assert example(text("# 1. а", words)).rules() == ["TX026"] * wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 1),
        ("| a | b |\n|---|---|\n| 1 | 2\n| 1 |", 0),
        ("| a | b |\n|---|---|\n| `1 | 2` | 3 |", 1),
        ("| a | b |\n|---|---|\n| `1 \\| 2` | 3 |", 0),
        ("| a | b | c |\n|---|---|\n| 1 | 2 |", 1),
        ("| a | b |\n| :-- | :-: |\n| - | - |", 0),
        ("| a |\n|---|\n| 1 \\|", 0),
        ("| 1 | 2 |\n| 3 |", 0),
    ],
)
def test_cells_beyond_the_head_of_a_table_are_found(rows: str, wanted: int, example: Start) -> None:
    assert example(text("# 1. а", rows)).rules() == ["TX027"] * wanted
