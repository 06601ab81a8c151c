"""Odd cases of the rules about abbreviations and terms."""

from __future__ import annotations

import pytest

from qms.rules.abbreviations import expands, is_known, means_same

from .conftest import Start
from .example import DOCUMENT

REGISTER = """file: registers/abbreviations.yaml
entries:
  - {abbreviation: СМС, meaning: {ky: сапат менеджменти системасы}}
  - {abbreviation: КР, meaning: {ky: Кыргыз Республикасы}}
"""


def text(*blocks: str) -> str:
    return f"{REGISTER}fields:\n-references\nbody:\n# 1. а\n\nСМС, КР.\n\n" + "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("СМС", 1),
        ("СМСтин", 1),
        ("СМСТИН", 1),
        ("СМСТин", 1),
        ("КРдин", 1),
        ("КРДин", 1),
        ("КРСУ", 0),
        ("СМ", 0),
        ("АСМС", 0),
    ],
)
def test_endings_follow_an_abbreviation_directly(word: str, wanted: int) -> None:
    assert is_known(word, frozenset({"СМС", "КР"})) == bool(wanted)


@pytest.mark.parametrize(
    "words",
    ["XIV кылым, III", "№ 27-ФХД буйрук", "СМС-тин", "COVID-19", "КОНТРОЛДУК ЭКЗЕМПЛЯР", "КҮЧҮН ЖОГОТТУ",
     "«КОПИЯ» белгиси", "PDFти ISO боюнча", "К. Ш. Исаков", "GitHub WhatsApp EdNet", "`АБВ`", "КБнын башчысы",
     "МЫНДА БАРДЫГЫ БАШ ТАМГА МЕНЕН ЖАЗЫЛГАН САП", "ДОМК – окуу-методикалык комплекс, ДОМКтун",
     "> [!TIP]\n> Акт сакталсын.", "Басым 0,6 МПа, кубаттуулугу 2 МВт",
     "ДОМК (комплекс) жана ДОМК", "окуу-методикалык комплекс (ДОМК), ДОМКтун"],
)  # fmt: skip
def test_what_is_no_unknown_abbreviation(words: str, example: Start) -> None:
    assert example(text(words)).rules() == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("ДОМК", 1), ("ДОМКтун", 1), ("ББ жана ИМ", 2), ("КРСУ", 1), ("(ДОМК)", 0), ("МБАнын, МБА", 1)],
)
def test_an_unknown_abbreviation_is_found_once(words: str, wanted: int, example: Start) -> None:
    assert example(text(words)).rules() == ["AB001"] * wanted


def test_without_a_register_abbreviations_are_left_alone(example: Start) -> None:
    assert example("-references\nbody:\n# 1. а\n\nДОМК").rules() == []


def test_a_register_that_breaks_off_is_one_finding(example: Start) -> None:
    start = example(text("ДОМК") + "\n\nОМБ")
    path = start.root / "registers" / "abbreviations.yaml"
    path.write_text(path.read_text(encoding="utf-8") + '  - {abbreviation: "', encoding="utf-8")
    assert start.rules() == ["RG004"]


def test_an_abbreviation_with_an_ending_is_in_use(example: Start) -> None:
    assert example(text("СМСтин, КРдин")).rules() == []
    assert example(text("х").replace("СМС, КР.", "СМСМК, КРдин")).rules() == ["AB001", "AB002"]


@pytest.mark.parametrize(
    ("abbreviation", "words", "wanted"),
    [
        ("ОМК", "окуу-методикалык комплекс", 1),
        ("ОМК", "окуу комплекси", 0),
        ("СМС", "биздин сапат менеджменти системасы", 1),
    ],
)
def test_words_expand_an_abbreviation_by_their_first_letters(abbreviation: str, words: str, wanted: int) -> None:
    assert expands(abbreviation, words) == bool(wanted)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("сапат менеджменти системасы", "сапат менеджментинин системасы", 1),
        ("мамлекеттик билим берүү стандарты", "билим берүү стандарты", 1),
        ("тез жооп коду (штрих-код)", "тез жооп коду", 1),
        ("окуу-методикалык комплекс", "окуу-методикалык кеңеш", 0),
    ],
)
def test_meanings_are_compared_by_words(one: str, other: str, wanted: int) -> None:
    assert means_same(one, other) == bool(wanted)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("# 2. Кыскартуулар\n\n- СМС – сапатты мезгилдүү салыштыруу.", ["AB004"]),
        ("# 2. Кыскартуулар\n\n| СМС | сапат менеджменти системасы |\n|---|---|", []),
        ("СМС – иштин сапатын жакшыртуучу курал.", []),
        ("СМС (system of many standards)", []),
        ("сапатты мезгилдүү салыштыруу (СМС)", ["AB004"]),
        ("жетекчинин орун басары (СМС)", []),
    ],
)
def test_meanings_in_the_text(words: str, wanted: list[str], example: Start) -> None:
    assert example(text(words)).rules() == wanted


GLOSSARY = """file: registers/glossary.yaml
entries:
  - {term: {ky: тобокелчилик, ru: риск}, synonyms: [тобокелдик]}
  - {term: {ky: сырткы документ, ru: внешний документ}, synonyms: [{ru: посторонний документ, en: alien document}]}
"""


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Тобокелдиктерди жана тобокелдиги", 1),
        ("тобокелдик. Тобокелчилик", 1),
        ("тобокелчилик же тобокелдик", 0),
        ("тобокел", 0),
        ("alien document", 0),
    ],
)
def test_synonyms_with_endings(words: str, wanted: int, example: Start) -> None:
    start = example(f"{GLOSSARY}fields:\n-references\nbody:\n# 1. а\n\n{words}")
    assert start.rules() == ["AB005"] * wanted


def test_russian_synonyms_with_endings(example: Start) -> None:
    front = "---\ncode: СМС-ДП-2.1-2024\ntitle: {ru: а}\n---\n# 1. а\n\n# 2. Посторонними документами"
    start = example(f"{GLOSSARY}file: {DOCUMENT.replace('.md', '.ru.md')}\n{front}")
    assert start.found("AB005")[0].endswith('Write "внешний документ", as the glossary does')


def test_a_glossary_that_breaks_off_is_one_finding(example: Start) -> None:
    assert example(f'{GLOSSARY}  - {{term: "\nfields:\n-references\nbody:\nтобокелдик').rules() == ["RG004"]


@pytest.mark.parametrize(("rows", "wanted"), [(9, 9), (10, 0)])
def test_a_document_that_is_a_list_of_abbreviations_need_not_use_them(rows: int, wanted: int, example: Start) -> None:
    listed = "\n".join(f"- {letter}{letter}ЯЯ – мааниси;" for letter in "БВГДЖЗЙКЛМ"[:rows])
    found = example(f"fields:\n-references\nbody:\n# 1. Кыскартуулар\n\n{listed}").rules()
    assert found == ["AB002"] * wanted
