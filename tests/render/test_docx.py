"""Word files: whole, the same bytes always, everything of the text in them, real styles and fields."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from xml.etree import ElementTree

import pytest

from qms.adapters.prints.as_docx import set_docx
from qms.errors import RenderError
from tests.adapters.test_typeset import printed_elsewhere, printout
from tests.render.torture import HERE, torture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root(data: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(parts(data)[name])


def words(data: bytes, name: str = "word/document.xml") -> str:
    return " ".join("".join(one.text or "" for one in line.iter(f"{W}t")) for line in root(data, name).iter(f"{W}p"))


def styles(data: bytes) -> list[str]:
    return [one.get(f"{W}val", "") for one in root(data).iter(f"{W}pStyle")]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_part_is_well_formed_and_every_reference_leads_somewhere(language: str) -> None:
    found = parts(set_docx(torture(language)))
    for name, data in found.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
    links = ElementTree.fromstring(found["word/_rels/document.xml.rels"])
    known = {link.get("Id"): link for link in links}
    text = found["word/document.xml"].decode()
    used = {part.split('"')[0] for mark in ('r:id="', 'r:embed="') for part in text.split(mark)[1:]}
    assert used <= set(known)
    inner = [link.get("Target", "") for link in links if link.get("TargetMode") != "External"]
    assert all(f"word/{target}" in found for target in inner)


def test_everything_of_the_text_is_there_as_it_was_typed() -> None:
    text = words(set_docx(torture("ky")))
    for part in (
        "<script>alert(1)</script>",
        "& \"тырмакча\" 'бир'",
        "#set x",
        "код <b>",
        "а | б",
        "<w:t> </w:t> {}",
        "БЕКИТЕМ",
    ):
        assert part.casefold() in text.casefold()


def test_headings_lists_captions_and_tables_have_real_styles() -> None:
    found = set(styles(set_docx(torture("ky"))))
    assert {"Title", "Heading1", "Heading2", "BodyText", "ListParagraph", "Caption", "TableHead", "TOC1"} <= found


def test_a_head_of_two_rows_is_repeated_and_its_cells_are_merged() -> None:
    body = root(set_docx(torture("ky")))
    table = next(one for one in body.iter(f"{W}tbl") if one.find(f".//{W}vMerge") is not None)
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:3]] == [True, True, False]
    assert table.findall(f".//{W}gridSpan")
    widths = [int(one.get(f"{W}w", "0")) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
    for row in rows:
        cells = row.findall(f"{W}tc")
        assert sum(int(one.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for one in cells) == sum(widths)  # type: ignore[union-attr, arg-type]


def test_the_foot_of_every_page_counts_pages_by_fields_and_names_the_document() -> None:
    data = set_docx(torture("ky"))
    for name in ("word/footer.xml", "word/footer-turned.xml"):
        codes = [one.text.strip() for one in root(data, name).iter(f"{W}instrText") if one.text]
        assert codes == ["PAGE", "NUMPAGES"]
        assert "СМС-ДП-2.15-2022 · Редакция 3 · DRAFT" in words(data, name)


def test_what_is_no_controlled_copy_says_so_across_every_page() -> None:
    found = parts(set_docx(torture("ky")))
    for name in ("word/header.xml", "word/first.xml", "word/header-turned.xml"):
        assert b'string="DRAFT"' in found[name]


def test_footnotes_are_footnotes_and_a_second_call_is_their_number() -> None:
    data = set_docx(torture("ky"))
    assert "Эскертүүнүн <i>сөзү</i> калың." in words(data, "word/footnotes.xml")
    assert len(list(root(data).iter(f"{W}footnoteReference"))) == 1


def test_the_change_sheet_lies_on_its_side_and_comes_last() -> None:
    sections = list(root(set_docx(torture("ky"))).iter(f"{W}sectPr"))
    assert [one.find(f"{W}pgSz").get(f"{W}orient") for one in sections] == [None, "landscape"]  # type: ignore[union-attr]


@pytest.mark.parametrize(("language", "tag"), [("ky", "ky-KG"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_the_language_of_the_text_is_told_to_the_spelling_checker(language: str, tag: str) -> None:
    assert root(set_docx(torture(language)), "word/styles.xml").find(f".//{W}lang").get(f"{W}val") == tag  # type: ignore[union-attr]


def test_pictures_have_words_for_those_who_cannot_see_them() -> None:
    found = parts(set_docx(torture("ky")))
    assert found["word/document.xml"].decode().count('descr="Сүрөт"') == 2
    assert {"word/media/picture0.png", "word/media/drawing1.svg", "word/media/picture1.png"} <= set(found)


def test_characters_that_xml_forbids_do_not_break_the_file() -> None:
    data = set_docx(dataclasses.replace(printout("# 1. А\n\nа\x00б\x0bв \ufffe\uffff ]]> &#0;"), stamp=None))
    assert "бв" in words(data)
    assert "]]>" in words(data)


def test_a_text_that_cannot_be_printed_is_refused_with_the_reason() -> None:
    with pytest.raises(RenderError):
        set_docx(printout("# 1. А\n\n### 1.1.1. Б"))


def test_the_bytes_are_the_same_in_every_process_time_zone_and_locale() -> None:
    what = HERE.format("docx")
    first = printed_elsewhere(what, TZ="Asia/Bishkek", LC_ALL="C", PYTHONHASHSEED="1")
    assert first == printed_elsewhere(what, TZ="Pacific/Apia", LC_ALL="C.UTF-8", PYTHONHASHSEED="77", HOME="/")
