"""Widths of the columns of tables: which words may break, and which must not."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.prints.columns import PADDING, TURNED, UPRIGHT, fit, width

WORDS = st.text("абвгжийкмнопрстуүшщыАЖМШЩ0123456789.-", min_size=1, max_size=40)
HYPHEN = re.compile(r"(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")  # where a line may end within a word
CELLS = st.lists(WORDS, max_size=3).map(" ".join)
TABLES = st.integers(1, 7).flatmap(lambda count: st.lists(st.lists(CELLS, min_size=count, max_size=count), max_size=4))


def test_a_word_that_fits_its_column_does_not_break() -> None:
    head = ["№", "Документ", "Уровень", "Вид (в коде)", "Пользователи", "Утверждает"]
    row = ["10", "Учебная и учебно-методическая документация", "базовый", "ЖЗ", "Работники", "Директор " * 9]
    columns = fit(head, [row], may_turn=True)
    assert columns.letters[3] > len("коде)")
    assert columns.letters[2] > len("Уровень")


def test_a_word_wider_than_its_column_may_break() -> None:
    assert fit([], [["а" * 200, "б"]], may_turn=True).letters[0] < 150


@given(TABLES, st.booleans())
def test_every_word_fits_or_may_break(rows: list[list[str]], may_turn: bool) -> None:
    columns = fit([], rows, may_turn=may_turn)
    room = TURNED if columns.wide else UPRIGHT
    for row in rows:
        for text, share, letters in zip(row, columns.shares, columns.letters, strict=True):
            free = ((share + 1) / 1000 * room - PADDING) * 10 / columns.size
            for word in text.split():
                assert len(word) >= letters or letters == 4 or all(width(part) <= free for part in HYPHEN.split(word))


def test_a_column_to_be_filled_in_gets_its_part_of_the_width() -> None:
    rows = [[f"{number}. Анын себеби эмнеде, түпкү себепке жеткенге чейин?", "", ""] for number in range(5)]
    columns = fit(["Суроо", "Жооп", "Далил"], rows, may_turn=True)
    assert min(columns.shares[1:]) > 250


def test_widths_leave_as_few_lines_as_can_be() -> None:
    rows = [["Процесстердин аталышы жана алардын кыскача мазмуну " * 2, "СМС-ДП-2.1-2022"]] * 6 + [
        ["а", "СМС-ДП-2.1-2022 " * 9]
    ]
    shares = fit(["Аталышы", "Документ"], rows, may_turn=True).shares
    assert shares[0] > 600


def test_a_tall_table_is_set_smaller_where_that_spares_much() -> None:
    rows = [["Негизги жана көмөкчү процесстердин ишмердигин өлчөө, анализ жана жакшыртуу тартиби " * 2] * 4] * 12
    assert fit([], rows, may_turn=True).size == 92
    assert fit([], rows[:1], may_turn=True).size == 100


def test_a_word_with_a_hyphen_takes_the_room_of_its_longer_part() -> None:
    text = "Окуу-методикалык комплекстерди жана колдонмолорду иштеп чыгуу, жаңыртуу жана жайылтуу тартиби " * 3

    def share(word: str) -> int:
        return fit([], [[text, word]] * 9, may_turn=True).shares[1]

    assert share("Административдик-чарбалык") < share("Административдикчарбалык")
    assert fit([], [[text, "СМС-ДП-2.17-2022-Админ."]], may_turn=True).letters[1] > 23
