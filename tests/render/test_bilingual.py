"""A text and its translation in two columns."""

from __future__ import annotations

import dataclasses
import io

import pypdf
import pytest

from qms.actions.prints.formats import set_as
from qms.adapters.markdown.blocks import walk
from qms.adapters.markdown.tree import tree
from qms.adapters.prints.bilingual import beside
from qms.adapters.prints.typeset import set_pdf
from qms.errors import RenderError
from qms.model.printout import Printout
from tests.adapters.test_typeset import failures, printout
from tests.cli.desk import Desk
from tests.render.test_docx import root, words
from tests.render.test_html import read
from tests.render.torture import torture

LEFT = (
    "# 1. Максаты\n\nБиринчи[^1].\n\n| а | б |\n|---|---|\n| 1 | 2 |\n\nАягы [бөлүм](#1-максаты).\n\n[^1]: эскертүү\n"
)
RIGHT = "# 1. Цель\n\nПервое[^1].\n\n| в | г |\n|---|---|\n| 3 | 4 |\n\nКонец [раздел](#1-цель).\n\n[^1]: примечание\n"


def bilingual() -> Printout:
    left, right = torture("ky"), torture("ru")
    return dataclasses.replace(left, body=beside(left.body, right.body, "ru"))


def test_texts_stand_in_columns_and_tables_take_the_whole_width() -> None:
    found = beside(tree(LEFT), tree(RIGHT), "ru")
    assert [node["t"] for node in found] == ["beside", "table", "table", "beside"]


def test_links_and_notes_of_both_texts_are_their_own() -> None:
    found = list(walk(list(beside(tree(LEFT), tree(RIGHT), "ru"))))
    anchors = [node["anchor"] for node in found if node["t"] == "heading"]
    links = [node["href"] for node in found if node["t"] == "link"]
    notes = [node["id"] for node in found if node["t"] == "footnote"]
    assert (anchors, links) == (["1-максаты", "ru:1-цель"], ["#1-максаты", "#ru:1-цель"])
    assert len(set(notes)) == 2


def test_texts_whose_headings_differ_are_refused() -> None:
    with pytest.raises(RenderError):
        beside(tree("# 1. А\n\n## 1.1. Б"), tree("# 1. А"), "ru")


def test_a_section_whose_tables_differ_keeps_them_in_its_columns() -> None:
    (found,) = beside(tree("# 1. А\n\n| а |\n|---|\n| 1 |\n"), tree("# 1. Б\n\nсловами"), "ru")
    assert found["t"] == "beside"
    assert failures(set_pdf(printout("", body=(found,), stamp=None))) == []


def test_a_print_in_two_languages_conforms_and_lists_each_section_once() -> None:
    data = set_pdf(bilingual())
    assert failures(data) == []
    contents = pypdf.PdfReader(io.BytesIO(data)).pages[1].extract_text()
    assert "Максаты" in contents
    assert "Назначение" not in contents


def test_word_and_html_have_both_columns_too() -> None:
    docx = set_as(bilingual(), "docx")
    assert "Назначение" in words(docx)
    named = [one.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name") for one in root(docx).iter()]
    marks = [name for name in named if name]
    assert len(marks) == len(set(marks))
    page = read(set_as(bilingual(), "html"))
    assert ("div", "lang", "ru") in page.attributes
    names = [value for _tag, name, value in page.attributes if name == "id"]
    assert len(names) == len(set(names))


def test_a_translation_of_another_revision_does_not_stand_beside_the_text(desk: Desk) -> None:
    path = desk.path("СМС-ДП-2.10-2024")
    other = path.with_name("СМС-ДП-2.10-2024.ru.md")
    other.write_text(path.read_text("utf-8").replace("owner:", "language: ru\nowner:"), "utf-8")
    desk("render", "2.10", "--draft", "--beside", "ru", code=0)
    assert (desk.root / "out" / "СМС-ДП-2.10-2024-draft+ru.pdf").exists()
    other.write_text(other.read_text("utf-8").replace("revision: 1", "revision: 4"), "utf-8")
    assert "is of revision 4" in desk("render", "2.10", "--draft", "--beside", "ru", code=2).err
    assert "no text" in desk("render", "2.9", "--beside", "ru", code=2).err
