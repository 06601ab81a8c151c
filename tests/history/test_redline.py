"""The redline of two texts, and since when each passage stands."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from qms.history.blame import trace
from qms.history.passages import passages
from qms.history.redline import Text, redline, words
from qms.history.sections import sections
from qms.model.redline import Change, Kind, Mark, Part

SIGNS = {Mark.SAME: "{}", Mark.INSERTED: "+{}+", Mark.DELETED: "-{}-"}


def compared(old: str, new: str) -> list[Part]:
    return [part for part in redline(Text("", old), Text("", new)) if part.change is not Change.SAME or part.moved]


def said(part: Part) -> list[str]:
    """Return the lines of a section with signs around what changed."""
    return [
        f"{line.lead} ".lstrip()
        + " | ".join("".join(SIGNS[run.mark].format(run.text) for run in cell) for cell in line.cells)
        for line in part.lines
    ]


def test_words_are_marked_and_the_rest_is_left_alone() -> None:
    (part,) = compared("# 1 А\n\nБир эки үч төрт беш.\n", "# 1 А\n\nБир эки он төрт беш алты.\n")
    assert said(part) == ["# 1 А", "Бир эки -үч-+он+ төрт беш+ алты+."]


def test_line_breaks_and_blanks_are_no_change() -> None:
    assert compared("# 1 А\n\nБир эки\nүч.\n", "# 1 А\n\nБир  эки үч.\n\n\n") == []


def test_a_renumbered_and_retitled_section_is_followed() -> None:
    old = "# 1 А\n\nа\n\n# 2 Тартип\n\nБиринчи сүйлөм. Экинчи сүйлөм.\n"
    new = "# 1 А\n\nа\n\n# 2 Жаңы\n\nж\n\n# 3 Иштин тартиби\n\nБиринчи сүйлөм. Экинчи сүйлөм.\n"
    found = compared(old, new)
    assert [(part.name, part.before, part.change) for part in found] == [
        ("2", "", Change.NEW),
        ("3", "2", Change.CHANGED),
    ]
    assert said(found[1]) == ["# -2 Тартип-+3 Иштин тартиби+", "Биринчи сүйлөм. Экинчи сүйлөм."]


def test_what_is_gone_stands_where_it_was() -> None:
    old = "# 1 А\n\nа\n\n# 2 Б\n\nб б б\n\n# 3 В\n\nв\n"
    (part,) = compared(old, "# 1 А\n\nа\n\n# 3 В\n\nв\n")
    assert (part.name, part.change) == ("2", Change.REMOVED)
    names = [part.name for part in redline(Text("", old), Text("", "# 1 А\n\nа\n\n# 3 В\n\nв\n"))]
    assert names == ["", "1", "2", "3"]


def test_a_section_that_only_moved_says_so() -> None:
    old = "# А\n\nа\n\n# Б\n\nб\n\n# В\n\nв\n"
    (part,) = compared(old, "# В\n\nв\n\n# А\n\nа\n\n# Б\n\nб\n")
    assert (part.name, part.change, part.moved) == ("В", Change.SAME, True)


def test_items_and_rows_are_matched_with_their_likes() -> None:
    old = "- а бир эки\n- б үч төрт\n\n| x | y |\n|---|---|\n| бир | эки |\n| үч | төрт |\n"
    new = "- а бир эки\n- жаңы пункт\n- б үч беш\n\n| x | y |\n|---|---|\n| үч | алты |\n"
    (part,) = compared(old, new)
    assert said(part) == [
        *("- а бир эки", "- +жаңы пункт+", "- б үч -төрт-+беш+"),
        *("x | y", "--- | ---", "-бир- | -эки-", "үч | -төрт-+алты+"),
    ]


def test_a_new_column_is_marked_cell_by_cell() -> None:
    (part,) = compared("| x | y |\n|---|---|\n| 1 | 2 |\n", "| x | z | y |\n|---|---|---|\n| 1 | 7 | 2 |\n")
    assert said(part)[0] == "x | +z+ | y"
    assert said(part)[2] == "1 | +7+ | 2"


def test_a_list_that_got_numbers_shows_them() -> None:
    (part,) = compared("- бир эки\n", "1. бир эки\n")
    assert said(part) == ["---+1.+ бир эки"]


def test_the_front_matter_is_compared_line_by_line() -> None:
    front, *_ = redline(Text("owner: А\nrevision: 1", ""), Text("owner: А\nrevision: 2", ""))
    assert said(front) == ["owner: А", "revision: -1-+2+"]


def test_text_that_looks_like_markup_stays_what_it_is() -> None:
    (part,) = compared("", "```\n# no heading\n| no | row |\n```\n")
    assert {line.kind for line in part.lines} == {Kind.CODE}


LINE = st.sampled_from(
    ["а б в", "б в г д", "- а", "- б в", "1. г", "| а | б |", "|---|---|", "> а", "# 1 А", "## 1.1 Б", "", "```"]
)
BODY = st.lists(LINE, max_size=14).map("\n".join)


@given(BODY, BODY)
def test_nothing_of_either_text_is_lost(old: str, new: str) -> None:
    parts = redline(Text("", old), Text("", new))
    for gone, text, order in ((Mark.DELETED, new, True), (Mark.INSERTED, old, False)):
        wanted = [" ".join(passage.cells) for section in sections(text) for passage in passages(section)]
        found = [" ".join(line.side(gone)) for part in parts for line in part.lines]
        found = [line for line in found if line.strip()]
        stripped = [_bare(line) for line in found]
        assert sorted(stripped) == sorted(_bare(line) for line in wanted if _bare(line))
        if order:
            assert stripped == [_bare(line) for line in wanted if _bare(line)]


def _bare(line: str) -> str:
    """Without the sign before an item: where it changed it stands among the words."""
    return line.removeprefix("- ").removeprefix("1. ").removeprefix("> ").removeprefix("# ").removeprefix("## ").strip()


@given(st.text("аб ,.", max_size=30), st.text("аб ,.", max_size=30))
def test_the_runs_of_a_line_give_both_texts(old: str, new: str) -> None:
    runs = words(old, new)
    assert "".join(run.text for run in runs if run.mark is not Mark.INSERTED) == old
    assert "".join(run.text for run in runs if run.mark is not Mark.DELETED) == new


@given(BODY)
def test_a_text_against_itself_has_no_change(text: str) -> None:
    assert compared(text, text) == []


def test_thousands_of_equal_rows_are_compared_in_good_time() -> None:
    rows = "| а | б |\n" * 4000
    start = time.process_time()
    compared("# 1 А\n\n| x | y |\n" + rows, "# 1 А\n\n| x | z |\n" + rows + "| в | г |\n" + rows)
    assert time.process_time() - start < 10


TEXTS = (
    "# 1 А\n\nх\n\nу\n\n# 2 Б\n\nз\n",
    "# 1 А\n\nх\n\nуу\n\n# 2 Б\n\nз\n\nу\n",
    "# 1 Жаңы\n\nн\n\n# 2 А\n\nх\n\nуу\n\nз\n\n# 3 Б\n\nу\n",
)


def test_each_passage_stands_since_the_text_that_had_it_first() -> None:
    found = {origin.passage.cells[0]: origin.since for part in trace(TEXTS) for origin in part.origins}
    assert found == {"1 Жаңы": 2, "н": 2, "2 А": 2, "х": 0, "уу": 1, "з": 0, "3 Б": 2, "у": 0}


def test_what_was_taken_out_and_put_back_stands_since_it_came_back() -> None:
    (part,) = trace(("а\n\nб\n", "а\n", "а\n\nб\n"))
    assert [origin.since for origin in part.origins] == [0, 2]


@settings(max_examples=50)
@given(st.lists(BODY, min_size=1, max_size=4))
def test_every_passage_of_the_last_text_has_an_origin(texts: list[str]) -> None:
    found = [origin.passage for part in trace(texts) for origin in part.origins]
    assert found == [passage for section in sections(texts[-1]) for passage in passages(section)]


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts) + "\n"


def marked(old: str, new: str) -> list[str]:
    (part,) = compared(old, new)
    return said(part)


def test_what_is_gone_before_and_between_stands_before_and_between() -> None:
    x, p, q, z = "Биринчи абзац", "Экинчи сап", "Үчүнчү бөлүк", "Акыркы сөз"
    assert marked(paragraphs(x, p, q, z), paragraphs(p, z)) == [f"-{x}-", p, f"-{q}-", z]
    assert marked(paragraphs(p, z), paragraphs(x, p, q, z)) == [f"+{x}+", p, f"+{q}+", z]


def test_of_a_doubled_paragraph_the_second_is_the_new_one() -> None:
    assert marked(paragraphs("п", "а", "б"), paragraphs("п", "п", "а", "б")) == ["п", "+п+", "а", "б"]


def test_what_was_written_behind_a_changed_paragraph_is_not_lost() -> None:
    old, new = paragraphs("Бир эки үч"), paragraphs("Бир эки төрт", "Алма бак жемиш", "Кар жаан")
    assert marked(old, new) == ["Бир эки -үч-+төрт+", "+Алма бак жемиш+", "+Кар жаан+"]


def test_two_paragraphs_are_one_only_with_four_words_in_ten_in_common() -> None:
    def paired_(old: str, new: str) -> bool:
        return len(marked(paragraphs(old), paragraphs(new))) == 1

    assert paired_("а б в г д", "а б е ж з")
    assert not paired_("а б в", "а г д")
    assert not paired_("а б", "в г д")
    assert not paired_("а б в г", "а е ж з")


def test_a_section_that_is_gone_stands_behind_the_one_that_it_followed() -> None:
    def names(old: str, new: str) -> list[str]:
        texts = ["".join(f"# {n} {n}-бөлүм\n\n{n * 3}\n\n" for n in text) for text in (old, new)]
        return [part.name for part in redline(Text("", texts[0]), Text("", texts[1]))][1:]

    assert names("1234", "124") == ["1", "2", "3", "4"]
    assert names("12", "2") == ["1", "2"]
    assert names("12", "725") == ["1", "7", "2", "5"]
    assert names("1234", "14") == ["1", "2", "3", "4"]


def test_many_equal_paragraphs_between_two_changed_ones_stay_equal() -> None:
    same = [f"сап{number}" for number in range(201)]
    found = marked(paragraphs("а", *same, "б"), paragraphs("в", *same, "г"))
    assert found == ["-а-", "+в+", *same, "-б-", "+г+"]


def test_of_very_many_rewritten_paragraphs_nobody_compares_each_with_each() -> None:
    def found(count: int) -> int:
        old = [f"бир эки үч төрт {number}" for number in range(count)]
        new = [f"бир эки үч беш {number}" for number in range(count)]
        return len(marked(paragraphs(*old), paragraphs(*new)))

    assert found(200) == 200
    assert found(201) == 402
