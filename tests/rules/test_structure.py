"""Odd cases of the rules about figures, tables, contents, sections and lists."""

from __future__ import annotations

import unicodedata

import pytest
import typst

from qms.rules.captions import in_digits
from qms.rules.folding import left_over, same
from qms.rules.glyphs import UNPRINTED

from .conftest import Start
from .example import DOCUMENT

TABLE = "| а | б |\n|---|---|\n| 1 | 2 |"


def text(*blocks: str) -> str:
    return "-references\nbody:\n" + "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("typed", "digits"), [("i", "1"), ("iv", "4"), ("ix", "9"), ("хii", "12"), ("з", "3"), ("l", "1"), ("5.1", "5.1")]
)
def test_letters_stand_for_digits(typed: str, digits: str) -> None:
    assert in_digits(typed) == digits


@pytest.mark.parametrize(
    "captions",
    [
        ("1-сүрөт. а", "2-сүрөт. б"),
        ("Рисунок 1 – а", "Рис. 2. б"),
        ("**Figure 1.** a", "Fig. 2. b"),
        ("1.1-сүрөт. а", "1.2-сүрөт. б", "2.1-сүрөт. в"),
        ("1-сүрөт. а", "# 1-тиркеме. Акт", "1-сүрөт. б"),
    ],
)
def test_consecutive_figures(captions: tuple[str, ...], example: Start) -> None:
    mentions = "1-сүрөт, 2-сүрөт, 1.1–1.2-сүрөттөр, 2.1-сүрөт; рисунки 1 и 2; figures 1 and 2 көрсөтөт."
    assert example(text("# 1. а", mentions, *captions)).rules() == []


@pytest.mark.parametrize(
    ("captions", "message"),
    [
        (("1-сүрөт. а", "3-сүрөт. б"), 'The number "3" is not the next one. Write "2"'),
        (("2-сүрөт. а",), 'The number "2" is not the next one. Write "1"'),
        (("1-сүрөт. а", "1-сүрөт. б"), 'The number "1" stands in line 15 already. Write "2"'),
        (("I-сүрөт. а",), 'The number "I" is typed with letters. Write "1"'),
        (("1.1-сүрөт. а", "1.3-сүрөт. б"), 'The number "1.3" is not the next one. Write "1.2"'),
    ],
)
def test_a_wrong_figure_says_which_number_was_expected(captions: tuple[str, ...], message: str, example: Start) -> None:
    found = example(text("# 1. а", *captions)).found("TX007")
    assert found[0].endswith(message)


@pytest.mark.parametrize(
    "mention",
    [
        "1-таблицада",
        "1, 2 жана 3-таблицалар",
        "1–3-таблицалар",
        "Таблица 1де",
        "в таблице 1",
        "табл. 1–2",
        "Tables 1 and 2",
    ],
)
def test_a_table_is_spoken_of_in_many_ways(mention: str, example: Start) -> None:
    assert example(text("# 1. а", f"Мөөнөттөр: {mention} бар.", "1-таблица. а", TABLE)).rules() == []


def test_a_caption_may_stand_below_its_table(example: Start) -> None:
    assert example(text("# 1. а", "1-таблицада бар.", TABLE, "1-таблица. а")).rules() == []


def test_a_sentence_about_a_table_is_no_caption(example: Start) -> None:
    assert example(text("# 1. а", "Таблица 1 мөөнөттөрдү көрсөтөт.", "1-таблица мөөнөттү көрсөтөт.")).rules() == []


CONTENTS = "- 1. Максаты\n- 2. Жүрүшү\n- 2.1. Даярдоо\n- 2.2. Откоруу"
CHAPTERS = ("# 1. Максаты", "# 2. Жүрүшү", "## 2.1. Даярдоо", "## 2.2. Өткөрүү")


def contents(entries: str, *chapters: str, title: str = "# Мазмуну") -> str:
    return text(title, entries, *chapters)


def test_a_typed_list_of_contents_is_one_finding_where_it_is_right(example: Start) -> None:
    assert example(contents(CONTENTS, *CHAPTERS)).rules() == ["TX011"]
    assert example(contents(CONTENTS, *CHAPTERS, title="**Мазмуну**")).rules() == ["TX011"]


def test_a_section_that_is_missing_in_the_contents_is_found(example: Start) -> None:
    found = example(contents(CONTENTS, *CHAPTERS, "## 2.3. Отчет")).found("TX011")
    assert 'The heading "2.3. Отчет" is missing in the contents' in found[1]


def test_an_entry_without_a_heading_and_another_title_are_found(example: Start) -> None:
    entries = CONTENTS.replace("Максаты", "Аудиттин милдети") + "\n- 3. Жазуулар"
    found = example(contents(entries, *CHAPTERS)).found("TX011")
    assert 'The contents name "Аудиттин милдети", the heading is "Максаты"' in found[1]
    assert 'The contents name "Жазуулар", the text does not' in found[2]


def test_subsections_of_a_chapter_whose_contents_are_shallow_are_not_missed(example: Start) -> None:
    chapters = ("# 1. Максаты", "## 1.1. а", "## 1.2. б", *CHAPTERS[1:])
    assert example(contents(CONTENTS, *chapters)).rules() == ["TX011"]


@pytest.mark.parametrize(
    ("one", "other"), [("Кардарга карата", "Каршага карата"), ("Өндүрүү", "Ондуруу"), ("Ал", "ал")]
)
def test_slips_of_the_scanner_are_the_same_words(one: str, other: str) -> None:
    assert same(one, other)


def test_texts_longer_than_any_title_are_the_same_or_not() -> None:
    long = "сапат " * 70
    assert left_over(long, long) == ((), ())
    assert left_over(long, f"{long}тартиби")[1]


def test_a_text_may_end_without_the_end_of_a_line(example: Start) -> None:
    start = example(text("# 1. а", "Мөөнөт 9-бөлүмдө."))
    path = start.root / DOCUMENT
    path.write_bytes(path.read_bytes().rstrip())
    assert start.rules() == ["TX012"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Мөөнөт 9-бөлүмдө.", 1),
        ("Мөөнөт 1-бөлүмдө жана 1.1-пунктта.", 0),
        ("см. раздел 5.3", 1),
        ("See section 7.", 1),
        ("ISO 9001:2015, раздел 7.5", 0),
        ("СМС-ДП-2.1-2024, п. 6.4", 0),
        ("«Окуу процесси» процедурасынын 6.2-бөлүмү", 0),
        ("Мыйзамдын 44-пункту", 0),
        ("Биринчи сүйлөм стандарт жөнүндө. Мөөнөт 9-бөлүмдө.", 1),
        ("«Жүрүшү» бөлүмүн караңыз", 0),
        ("см. раздел «Порядок»", 1),
        ("п. 5 % кошулат", 0),
    ],
)
def test_references_to_sections(sentence: str, wanted: int, example: Start) -> None:
    start = example(text("# 1. Жүрүшү", sentence, "1.1. Аудит жыл сайын өткөрүлөт."))
    assert start.rules() == ["TX012"] * wanted


def test_a_lone_subsection_is_found_at_every_level(example: Start) -> None:
    assert example(text("# а", "## б", "### в", "## г", "# д")).rules() == ["TX013"]
    assert example(text("# а", "## б", "# в", "## г", "## д")).rules() == ["TX013"]
    assert example(text("# а", "# б")).rules() == []


@pytest.mark.parametrize(
    ("letters", "wanted"),
    [
        ("абвгдежзиклм", 0),
        ("абвгдеёж", 0),
        ("абвд", 1),
        ("аабв", 1),
        ("бвг", 1),
        ("abcd", 0),
        ("aбв", 0),
        ("-в", 1),
        ("--г", 1),
    ],
)
def test_letters_of_a_list(letters: str, wanted: int, example: Start) -> None:
    items = [f"- {letter}) сөз" if letter.isalpha() else "- сөз" for letter in letters]
    assert example(text("# 1. а", "\n".join(items))).rules() == ["TX014"] * wanted


def test_initials_and_prose_are_no_list(example: Start) -> None:
    assert example(text("# 1. а", "- А. Исаков\n- Б. К. Асанов", "Кийинки сап\n\nв) жок эле")).rules() == ["TX014"]


def test_a_missing_section_of_a_draft_is_a_warning(example: Start) -> None:
    setting = "edit: qms.yaml\n  - id: ДП =   - id: ДП\\n    sections: [Жазуулар]\n"
    weights = [str(item.severity) for item in example(f"{setting}approved: СМС-ДП-2.2-2024").report().findings]
    assert weights == ["warning", "error"]


def test_text_after_code_belongs_to_no_block_before_it(example: Start) -> None:
    assert example(text("# 1. а", "а\n```\nб\n```\nв\n```\nг\n```")).rules() == []


def test_sections_may_be_asked_for_by_language_and_type(example: Start) -> None:
    setting = "edit: qms.yaml\n  - id: ДП =   - id: ДП\\n    sections: [{ru: Записи}, {ky: Максат}, Жүрүшү]"
    start = example(setting)
    assert [line.split(": ", 1)[1] for line in start.found("TX015")] == [
        'There is no section "Жүрүшү". Write a heading "Жүрүшү", or change "sections" of the type in qms.yaml'
    ]


@pytest.mark.parametrize(
    "sections", ["Максаты", "[[а]]", "{ky: а}", "[{ky: [а]}]"], ids=["text", "nested", "table", "list-in-table"]
)
def test_sections_of_another_kind_are_a_wrong_setting(sections: str, example: Start) -> None:
    start = example(f"edit: qms.yaml\n  - id: СЖ =   - id: СЖ\\n    sections: {sections}")
    assert start.rules() == ["ST001"]


@pytest.mark.parametrize(
    "line",
    ["# Лист регистрации изменений", "**Change history**", "# 1-тиркеме. Өзгөртүүлөрдү киргизүү барагы"],
)
def test_names_of_the_change_sheet(line: str, example: Start) -> None:
    assert example(text("# 1. а", line)).rules() == ["TX016"]


LONG = "Аудитор жыйынтыкты беш күндүн ичинде жазып, бөлүмдүн жетекчисине жана департаментке берет"


def test_a_third_copy_of_a_paragraph_says_nothing_new(example: Start) -> None:
    assert example(text("# 1. а", LONG, LONG.upper(), LONG)).rules() == ["TX017"]


def test_items_that_differ_in_a_number_or_a_word_are_two(example: Start) -> None:
    items = [f"- {number}-деңгээлдеги документтерди {LONG}" for number in (1, 2)]
    others = [f"- {word} билим берүүнүн мамлекеттик стандарттары боюнча талаптарды аткаруу жана текшерүү"
              for word in ("жогорку", "орто")]  # fmt: skip
    assert example(text("# 1. а", "\n".join([*items, *others]))).rules() == []


@pytest.mark.parametrize(("character", "wanted"), [("😀", 1), ("✓", 0), ("✅", 0), ("漢", 1), ("∑", 0), ("☐", 0)])
def test_characters_without_a_shape(character: str, wanted: int, example: Start) -> None:
    assert example(text("# 1. а", f"а {character} б")).rules() == ["TX018"] * wanted


def sets(characters: str) -> bool:
    """Tell whether the fonts of the wheel print some characters, in the order of the layout."""
    fonts = '("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")'
    source = f"#set document(title: [a])\n#text(font: {fonts}, data.at(0))".replace("data.at(0)", "sys.inputs.text")
    press = typst.Fonts(include_system_fonts=False)
    try:
        typst.compile(
            source.encode(),
            sys_inputs={"text": characters},
            pdf_standards="a-3b",
            font_paths=press,
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return False
    return True


def visible(number: int) -> bool:
    return unicodedata.category(chr(number)) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs", "Mn", "Me", "Mc"}


def test_the_list_of_characters_is_that_of_the_fonts() -> None:
    numbers = [number for number in range(0x20, 0x20000) if visible(number)]
    outside = [number for number in numbers if UNPRINTED.match(chr(number))]
    others = {*outside, *map(ord, "✅❌❗❓")}  # the layout prints these in another form
    assert sets("".join(chr(number) for number in numbers if number not in others))
    for number in outside[:: len(outside) // 25]:
        assert not sets(chr(number)), f"U+{number:04X}"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("see section 7", 1),
        ("see section 7 of this procedure", 0),
        ("see section 7 of the order", 0),
        ("[RFC 6749] section 7", 0),
        ("see [section 7](https://example.org/a)", 0),
        ("[here](a.md): see section 7", 1),
    ],
)
def test_sections_of_others_are_left_alone(words: str, wanted: int, example: Start) -> None:
    assert example(f"-references\nbody:\n# 1. Purpose\n\n{words}.").rules() == ["TX012"] * wanted


def test_a_heading_may_say_that_it_is_a_section(example: Start) -> None:
    body = "# Раздел 1: Цель\n\nПорядок дан в разделе 2.\n\n# Раздел 2. Порядок\n\nВсё."
    assert example(f"-references\nbody:\n{body}").rules() == []


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("# A\n\n## 1. a\n\n## 2. b\n\n# B\n\n## 1. a\n\n## 2. b", []),
        ("# A\n\n## 1. a\n\n## 2. b\n\n# B\n\n## 3. a\n\n## 4. b", []),
        ("# 1. A\n\n## One\n\n### 1. a\n\n### 2. b\n\n## Two\n\n### 1. a\n\n### 2. b\n\n# 2. B", []),
        ("# A\n\n## 1. a\n\n## 3. b", ["TX003"]),
        ("# 1. A\n\n# 1. B", ["TX003"]),
        ("# Cases\n\n## 12 rounds\n\n## 1 round", []),
        ("# Answers\n\n## 400 Bad Request\n\n## 403 Forbidden", []),
        ("# Runways\n\n## 05\n\n## 09 Left", []),
        ("# 1 Purpose\n\n# 3 Scope", ["TX003"]),
        ("# Ways\n\n## 3 Ways to search\n\n## More", []),
        ("# Versions\n\n## 5.3\n\n## 5.2", []),
    ],
)
def test_numbers_follow_each_other_below_a_heading_without_one(body: str, wanted: list[str], example: Start) -> None:
    assert example(f"-references\nbody:\n{body}").rules() == wanted


def test_items_that_differ_in_their_links_alone_are_two(example: Start) -> None:
    item = "- [A message to the list about the procedure for internal audits and its records, again](https://a.org/{})"
    body = "# 1. a\n\n" + "\n".join(item.format(number) for number in (1, 2))
    assert example(f"-references\nbody:\n{body}").rules() == []


def test_lines_that_say_where_links_lead_are_no_contents(example: Start) -> None:
    body = "# Contents\n\n[One]: #one\n[Two]: #two\n\n# One\n\nA.\n\n# Two\n\nB."
    assert example(f"-references\nbody:\n{body}").rules() == []


def test_contents_may_name_the_title_above_them(example: Start) -> None:
    body = "# Marketing\n\n## Contents\n\n- Marketing\n- One\n- Two\n\n## One\n\nA.\n\n## Two\n\nB."
    assert example(f"-references\nbody:\n{body}").rules() == ["TX011"]
