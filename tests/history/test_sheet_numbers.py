"""Which sheets a change touched: the rule, and documents that are really set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qms.actions.changes.sheet_form import form
from qms.adapters.languages import catalog
from qms.adapters.markdown.tree import tree
from qms.adapters.prints.pages import pages
from qms.history.profiles import PROFILES
from qms.history.sheet_numbers import Pages, first_sheets, sheets
from qms.model.change import ChangeKind, ChangeRow, Sheets
from qms.model.printout import Printout

TITLE, SAME = ("t",), ("a", "b", "c", "d")


def made(*text: tuple[str, ...]) -> Pages:
    return Pages((TITLE, *text), 1, 1 + len(text) + 2)


def test_a_page_with_most_of_its_lines_is_changed_and_another_page_replaced() -> None:
    old = made(SAME, SAME, SAME)
    assert sheets(old, made(SAME, ("a", "b", "x", "d"), ("x", "y", "z", "d"))) == Sheets((3,), (4,), (), (), 6)


def test_half_of_its_lines_is_enough_for_a_page_to_be_the_same() -> None:
    assert sheets(made(SAME, SAME), made(("a", "b", "x", "y"), ("a", "x", "y", "z"))) == Sheets((2,), (3,), total=5)
    assert sheets(made((), SAME), made(("x",), ())) == Sheets(replaced=(2, 3), total=5, whole=True)


def test_one_page_of_the_text_that_stays_is_enough_for_not_all() -> None:
    for old, new in ((made(SAME, SAME), made(SAME, ("x",))), (made(SAME, SAME), made(("x",), SAME))):
        assert not sheets(old, new).whole


def test_pages_beyond_the_old_end_are_new_and_beyond_the_new_end_annulled() -> None:
    short, long = made(SAME), made(SAME, SAME, SAME)
    assert sheets(short, long) == Sheets(new=(3, 4), total=6)
    assert sheets(long, short) == Sheets(annulled=(3, 4), total=4)


def test_where_every_page_of_the_text_is_replaced_all_are() -> None:
    found = sheets(made(SAME, SAME), made(("x",), ("y",), ("z",)))
    assert found == Sheets(replaced=(2, 3), new=(4,), total=6, whole=True)


def test_a_small_change_on_the_only_page_is_not_all() -> None:
    assert sheets(made(SAME), made(("a", "b", "c", "x"))) == Sheets(changed=(2,), total=4)


def test_the_title_page_does_not_count_for_all() -> None:
    old = Pages((TITLE, SAME), 1, 4)
    assert sheets(old, Pages((("other",), SAME), 1, 4)) == Sheets(replaced=(1,), total=4)


def test_a_first_edition_is_only_counted() -> None:
    assert first_sheets(made(SAME)) == Sheets(total=4)


PARAGRAPH = "Процедура сапат менеджменти системасынын үзгүлтүксүз жакшыртылышын камсыз кылат, ишти бөлүштүрөт. "
OTHER = "Жаңы текстте башкача айтылат: бөлүмдөр өз ишин өздөрү баалайт жана жыйынтыгын жыл сайын жарыялап турушат. "


def text(*words: str) -> str:
    """Return a text of three pages, a section for each of `words` in every paragraph."""
    return "\n\n".join(f"# {n}. Бөлүм\n\n" + "\n\n".join([f"{w}{w}{w}"] * 7) for n, w in enumerate(words, 1))


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def printout(body: str, revision: int = 1, rows: int = 1) -> Printout:
    changes = [ChangeRow(number, ChangeKind.CHANGE, number, "2024-05-12") for number in range(1, rows + 1)]
    return Printout(
        language="ky",
        labels={"page": "бет {page} / {pages}", "revision": "Редакция"},
        organisation="Уюм",
        system="СМС",
        place="Ош",
        code="СМС-ДП-2.1-2024",
        title="Тартип",
        kind="Процедура",
        level="2",
        revision=revision,
        day=f"2024-05-{revision:02}",
        body=tree(body),
        changes=form(changes, PROFILES["gost-2.503"], catalog("ky")),
    )


def test_a_word_changes_only_its_page() -> None:
    old = text(*[PARAGRAPH] * 4)
    place = old.index("# 4.") + 40
    new = old[:place] + old[place:].replace("камсыз", "камсыс", 1)
    first, second = pages(printout(old)), pages(printout(new, revision=2))
    found = sheets(first, second)
    assert len(found.changed) == 1
    assert (found.replaced, found.new, found.annulled, found.whole) == ((), (), (), False)
    assert found.changed[0] > first.front


def test_another_revision_number_or_day_changes_no_page() -> None:
    body = text(PARAGRAPH)
    assert sheets(pages(printout(body)), pages(printout(body, revision=9))) == Sheets(total=5)


def test_a_text_that_was_written_anew_replaces_all() -> None:
    found = sheets(pages(printout(text(*[PARAGRAPH] * 4))), pages(printout(text(*[OTHER] * 4), revision=2)))
    assert found.whole
    assert found.changed in {(), (2,)}


def test_another_picture_changes_its_page() -> None:
    def picture(end: str) -> Pages:
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="50" height="{end}"/></svg>'
        )
        images = {"a.svg": drawn.encode()}
        return pages(replace(printout("# 1. А\n\n![сүрөт](a.svg)\n"), images=images))

    assert sheets(picture("40"), picture("41")).changed == (3,)


def test_sections_at_the_end_are_new_sheets_and_annulled_when_they_go() -> None:
    short, long = pages(printout(text(*[PARAGRAPH] * 3))), pages(printout(text(*[PARAGRAPH] * 9)))
    there, back = sheets(short, long), sheets(long, short)
    assert there.new == back.annulled != ()
    assert there.total == len(long.lines) + 2
    assert not there.whole


def test_a_long_sheet_of_changes_adds_to_the_total() -> None:
    few, many = pages(printout("# 1. А", rows=1)), pages(printout("# 1. А", rows=60))
    assert (few.lines, few.front) == (many.lines, many.front)
    assert many.total > few.total


@pytest.mark.parametrize("harm", [b"", b"{", b'{"lines": [1], "front": "x", "total": []}', b"[]", b"\xff"])
def test_a_damaged_memory_changes_nothing(harm: bytes, tmp_path: Path) -> None:
    print_ = printout(text(PARAGRAPH))
    first = pages(print_)
    (path,) = (tmp_path / "qms" / "pages").iterdir()
    path.write_bytes(harm)
    assert pages(print_) == first
    assert pages(print_) == first


def test_without_a_place_to_remember_it_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert pages(printout("# 1. А")).total == 5
