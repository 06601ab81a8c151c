"""The sections of a text, and which of them a revision changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.history.pairing import compare, paired
from qms.history.sections import sections
from qms.model.change import Sections

from ..cpu_time import at_most

WORDS = "Сапат менеджмент системасынын документтери бөлүм башчысы тарабынан жыл сайын каралып чыгат жана бекитилет"


def headings(text: str) -> list[tuple[str, int, int]]:
    return [(item.title, item.depth, item.line) for item in sections(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\ntext\n## B ##\n", [("A", 1, 1), ("B", 2, 4)]),
        ("before\n\n# A", [("", 0, 1), ("A", 1, 3)]),
        ("\n\n# A\n", [("A", 1, 3)]),
        (
            "# **3. A**\n## 3.1. ***B*** c\n**D**\n===\n## 2 ** 3\n",
            [("3. A", 1, 1), ("3.1. B c", 2, 2), ("D", 1, 3), ("2 ** 3", 2, 5)],
        ),
        ("# C#\n## D #\n", [("C#", 1, 1), ("D", 2, 2)]),
        ("   # A\n    # code\n", [("A", 1, 1)]),
        ("#A\n#######  B\n#\n# #\n", [("", 0, 1)]),
        ("```\n# no\n```\n# A\n", [("", 0, 1), ("A", 1, 4)]),
        ("~~~ sh\n# no\n```\n# no\n~~~~\n# A\n", [("", 0, 1), ("A", 1, 6)]),
        ("````\n```\n# no\n````\n# A\n", [("", 0, 1), ("A", 1, 5)]),
        ("``` a`b\n# A\n", [("", 0, 1), ("A", 1, 2)]),
        ("```\n# no, never closed\n", [("", 0, 1)]),
        ("A\n===\n\nB\n---\ntext\n", [("A", 1, 1), ("B", 2, 4)]),
        ("text\n\n1.2 Two\nlines\n-\nafter", [("", 0, 1), ("1.2 Two lines", 2, 3)]),
        ("text\n\n---\n\nafter\n", [("", 0, 1)]),
        ("- item\n---\n", [("", 0, 1)]),
        ("- item\nlazy\n---\n", [("", 0, 1)]),
        ("- item\n\nA\n---\n", [("", 0, 1), ("A", 2, 3)]),
        ("> quote\n---\n", [("", 0, 1)]),
        ("5. Title\n---\n", [("", 0, 1)]),
        ("| a |\n|---|\n---\n", [("", 0, 1)]),
        ("    code\n---\n", [("", 0, 1)]),
        ("text\n    goes on\n---\n", [("text goes on", 2, 1)]),
        ("```\ncode\n```\n---\n", [("", 0, 1)]),
        ("```\ncode\n```\nA\n---\n", [("", 0, 1), ("A", 2, 4)]),
        ("- item\n  \nA\n---\n", [("", 0, 1), ("A", 2, 3)]),
        ("===\n", [("", 0, 1)]),
        ("# A\r\n\r\ntext\r\n# B\r\n", [("A", 1, 1), ("B", 1, 4)]),
        ("a\x0b\u2028b\n# A\n", [("", 0, 1), ("A", 1, 2)]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_headings_are_those_of_markdown(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("5.4.3 Документтер", "5.4.3"),
        ("5.4.3. Документтер", "5.4.3"),
        ("7", "7"),
        ("2026 жыл", "2026 жыл"),
        ("5.4a", "5.4a"),
        ("А тиркемеси", "А тиркемеси"),
    ],
)
def test_a_section_is_named_by_its_number_else_its_title(title: str, name: str) -> None:
    assert sections(f"# {title}\n")[0].name == name


def test_text_before_the_first_heading_is_section_0() -> None:
    assert compare("# 1 A\n", "Киришүү\n# 1 A\n") == Sections(new=("0",))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("# 1 A\nx\n# 2 B\ny", "# 1 A\nx\n# 2 B\nz", Sections(changed=("2",)), id="changed"),
        pytest.param("# 1 A\nx  y", "# 1 A\n\nx\n y\n\n", Sections(), id="only blanks changed"),
        pytest.param("# 1 A\nx\n# 2 B\ny", "# 1 A\nx\n# 3 B\ny", Sections(changed=("3",)), id="renumbered"),
        pytest.param("# 1 A\nx\n# 2 B\ny", "# 1 A\nx\n# 2 C\ny", Sections(changed=("2",)), id="retitled"),
        pytest.param("# 1 A\n# 2 B", "# 1 A\n# 2 C", Sections(changed=("2",)), id="retitled, both empty"),
        pytest.param("# 1 A\nx\n# 2 B\ny", "# 1 A\nx\n# 5 B\nz", Sections(changed=("5",)), id="renumbered and changed"),
        pytest.param("# A\nx\n# B\ny", "# B\ny\n# A\nx", Sections(), id="moved"),
        pytest.param("# 1 A\nx", "# 1 A\nx\n# 2 B\ny", Sections(new=("2",)), id="new"),
        pytest.param("# 1 A\nx\n# 2 B\ny", "# 1 A\nx", Sections(removed=("2",)), id="removed"),
        pytest.param("", "# 1 A\nx", Sections(new=("1",)), id="from nothing"),
        pytest.param("# 1 A\nx", "", Sections(removed=("1",)), id="to nothing"),
        pytest.param(
            "# 1 A\none two three\n# 2 B\nfour five six",
            "# 1 A\none two three four five six",
            Sections(changed=("1",), removed=("2",)),
            id="merged",
        ),
        pytest.param(
            "# 1 A\none two three four five six",
            "# 1 A\none two three\n# 2 B\nfour five six",
            Sections(changed=("1",), new=("2",)),
            id="split",
        ),
        pytest.param(
            f"# 1 A\n{WORDS}\n# 2 B\nx y z",
            f"# 1 B\nbir eki\n# 2 C\n{WORDS} кайра",
            Sections(changed=("1", "2")),
            id="retitled, renumbered and changed",
        ),
        pytest.param(
            "# Эскертүү\nx\n# Эскертүү\ny", "# Эскертүү\ny", Sections(removed=("Эскертүү",)), id="one of twins"
        ),
        pytest.param(
            "# Эскертүү\nx\n# Эскертүү\ny", "# Эскертүү\nx\n# Эскертүү\nz", Sections(changed=("Эскертүү",)), id="twins"
        ),
        pytest.param("# 1 A\nx", "A\n===\nx", Sections(changed=("A",)), id="underlined instead"),
        pytest.param("```\n# 1 A\n```", "```\n# 1 B\n```", Sections(changed=("0",)), id="within a code fence"),
        pytest.param("# 1 A\nalpha beta", "# 1 Z\ngamma delta", Sections(new=("1",), removed=("1",)), id="another"),
        pytest.param("# 1 A\nalpha", "# 1 Z\n", Sections(new=("1",), removed=("1",)), id="another, without a text"),
    ],
)
def test_changes_are_told_by_section(old: str, new: str, expected: Sections) -> None:
    assert compare(old, new) == expected


def test_the_most_alike_section_is_the_same_one() -> None:
    near = f"{WORDS} кайра кайра кайра"
    found = compare(f"# A\n{near}\n# B\n{WORDS}\n", f"# C\n{WORDS} кайра\n# D\n{near} дагы\n")
    assert found == Sections(changed=("C", "D"))


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["# 1 A", "# 2 B", "## 2.1 C", "A", "===", "---", "```", "~~~", "", "- x", "> y", "    z", "#"]
        ),
        st.text(max_size=20),
    ),
    max_size=25,
).map("\n".join)


@given(LINES)
def test_a_text_differs_in_no_section_from_itself(text: str) -> None:
    assert compare(text, text) == Sections()


@given(LINES, LINES)
def test_names_come_from_the_texts_and_nothing_stands_twice(old: str, new: str) -> None:
    found = compare(old, new)
    names_old, names_new = ({item.name for item in sections(text)} for text in (old, new))
    assert {*found.changed, *found.new} <= names_new
    assert {*found.removed} <= names_old
    assert all(len(set(names)) == len(names) for names in (found.changed, found.new, found.removed))


@given(LINES)
def test_lines_of_sections_rise_and_no_word_of_the_text_is_lost(text: str) -> None:
    found = sections(text)
    lines = [item.line for item in found]
    assert lines == sorted(set(lines))
    kept = " ".join(f"{item.title} {item.text}" for item in found)
    assert set(kept.replace("#", " ").split()) >= {
        word for word in text.replace("#", " ").split() if set(word) - set("=-")
    }


@pytest.mark.parametrize(
    "text",
    [
        "# " + " " * 200_000 + "x",
        "# " + "# " * 100_000 + "x",
        "`" * 200_000 + "x`",
        "=" * 200_000 + "x\n" + "-" * 200_000,
        "a\n" * 100_000 + "===\n",
        "# 1\n" * 20_000,
        "1." * 100_000,
    ],
    ids=["blanks", "marks", "ticks", "lines", "paragraph", "headings", "numbers"],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    with at_most(15):
        compare(text, f"{text} x")


def test_a_wholly_rewritten_text_takes_no_time() -> None:
    count = 400
    old = "".join(f"# Бөлүм {n}\n{WORDS} {n} {n * 7}\n" for n in range(count))
    new = "".join(f"# Part {n}\n{' '.join(f'word{n}{k}' for k in range(40))}\n" for n in range(count))
    with at_most(15):
        found = compare(old, new)
    assert (len(found.new), len(found.removed)) == (count, count)


def test_many_sections_of_one_title_are_paired_by_their_texts() -> None:
    texts = [f"сөз{number}" for number in range(250)]
    old, new = ("".join(f"# Жобо\n\n{text}\n\n" for text in found) for found in (texts, texts[1:]))
    assert compare(old, new) == Sections(removed=("Жобо",))


def partners(old: str, new: str) -> dict[str, str]:
    """Return the lines at which sections that belong together begin their texts."""
    return {one.text.split()[0]: other.text.split()[0] for one, other in paired(sections(old), sections(new)).found}


def test_sections_of_one_title_are_paired_by_likeness_before_their_order() -> None:
    old = "# Жобо\n\nо1 а б в\n\n# Жобо\n\nо2 е ж з\n"
    new = "# Жобо\n\nн1 е ж 3\n\n# Жобо\n\nн2 а б 6\n"
    assert partners(old, new) == {"о1": "н2", "о2": "н1"}
    apart = "# Жобо\n\nн1 е 3 4\n\n# Жобо\n\nн2 8 9 10\n"
    assert partners(old, apart) == {"о1": "н1", "о2": "н2"}, "one word in common is chance"


def test_a_rewritten_section_belongs_to_its_own_chapter_wherever_that_has_gone() -> None:
    first, second = "# 1 Окутуу\n\nокутуу жөнүндө сөз\n\n", "# 2 Илим\n\nилим жөнүндө кеп\n\n"
    old = f"{first}## 1.1 Жобо\n\nо1 а б\n\n{second}## 2.1 Жобо\n\nо2 в г\n"
    new = f"{second}## 1.1 Жобо\n\nн2 д е\n\n{first}## 2.1 Жобо\n\nн1 ж з\n".replace("# 2 И", "# 1 И").replace(
        "# 1 О", "# 2 О"
    )
    assert partners(old, new) == {"окутуу": "окутуу", "илим": "илим", "о1": "н1", "о2": "н2"}


def test_a_sibling_is_no_chapter() -> None:
    first, second = "# Окутуу\n\nокутуу жөнүндө сөз\n\n", "# Илим\n\nилим жөнүндө кеп\n\n"
    old = f"{first}## Башка\n\nо0 м н\n\n## Жобо\n\nо1 а б\n\n{second}## Кошумча\n\nо9 п р\n\n## Жобо\n\nо2 в г\n"
    new = f"{second}## Жобо\n\nн2 д е\n\n{first}## Жобо\n\nн1 ж з\n"
    assert partners(old, new) == {"окутуу": "окутуу", "илим": "илим", "о1": "н1", "о2": "н2"}


def test_sections_with_the_same_words_below_other_titles_are_paired_by_title_first() -> None:
    old, new = "# 1 А\n\nжок\n\n# 2 Б\n\nжок\n", "# 1 Б\n\nжок\n\n# 2 А\n\nжок\n"
    found = {one.title: other.title for one, other in paired(sections(old), sections(new)).found}
    assert found == {"1 А": "2 А", "2 Б": "1 Б"}


def test_sections_without_number_and_of_other_titles_are_paired_only_when_much_alike() -> None:
    def found(words: str) -> Sections:
        return compare("# Алма\n\n1 2 3 4 5 6 7 8 9 10\n", f"# Бак\n\n{words}\n")

    apart = Sections(new=("Бак",), removed=("Алма",))
    assert found("1 2 3 4 а б в г д е") == apart
    assert found("1 2 3 4 5 6 а б в г") == apart
    assert found("1 2 3 4 5 6 7 а б в") == Sections(changed=("Бак",))


def test_sections_of_one_number_have_three_words_in_ten_in_common_or_are_two() -> None:
    def found(words: str) -> Sections:
        return compare("# 5 Алма\n\n1 2 3 4 5 6 7 8 9 10\n", f"# 5 Бак\n\n{words}\n")

    assert found("1 2 3 а б в г д е ж") == Sections(new=("5",), removed=("5",))
    assert found("1 2 3 4 а б в г д е") == Sections(changed=("5",))


def test_a_number_that_was_put_before_a_title_or_left_out_makes_no_other_section() -> None:
    assert compare("# 1. Максат\n\nа\n", "# Максат\n\nтаптакыр башка\n") == Sections(changed=("Максат",))
    apart = Sections(new=("Тиркеме 2",), removed=("Тиркеме 1",))
    assert compare("# Тиркеме 1\n\nа\n", "# Тиркеме 2\n\nтаптакыр башка\n") == apart
    apart = Sections(new=("Индекс",), removed=("Индекс x",))
    assert compare("# Индекс x\n\nа\n", "# Индекс\n\nтаптакыр башка\n") == apart


def test_of_very_many_retitled_sections_nobody_compares_each_with_each() -> None:
    def found(count: int) -> Sections:
        old = "".join(f"# а{n}\n\n1 2 3 4 5 6 7 {n}\n\n" for n in range(count))
        return compare(old, "".join(f"# б{n}\n\n1 2 3 4 5 6 7 {n} в\n\n" for n in range(count)))

    assert len(found(200).changed) == 200
    assert len(found(201).new) == 201


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("# А\n---\nб\n", ["А"]),
        ("# А\nб\n===\n", ["А", "б"]),
        ("# А\nб\n# \nв\n", ["А"]),
        ("# Ax#\n", ["Ax#"]),
    ],
)
def test_what_stands_below_a_heading_begins_anew(text: str, titles: list[str]) -> None:
    assert [title for title, _depth, _line in headings(text)] == titles


def test_what_stands_below_a_heading_is_its_text_however_the_heading_is_written() -> None:
    assert [item.text for item in sections("A\n===\ntext\n\nB\n---\n- item\n")] == ["text", "- item"]
    assert [item.title for item in sections("# A\nB\n===\n- item\n\nC\n---\n")] == ["A", "B", "C"]
