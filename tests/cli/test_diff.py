"""`qms diff` and `qms blame`: the redline of revisions, and since when a paragraph stands."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from .desk import AUDIT, Desk


@pytest.fixture
def revised(desk: Desk) -> Desk:
    """The audited document with a second revision in which one sentence changed."""
    path = desk.path(AUDIT)
    path.write_text(
        path.read_text("utf-8").replace("Бөлүм башчы жооптуу.", "Бөлүм башчы жана аудитор жооптуу."), "utf-8"
    )
    desk("revise", AUDIT, "--change", "2 такталды", "--basis", "№ 4", code=0)
    return desk


def test_without_numbers_the_last_revision_shows_what_it_changed(revised: Desk) -> None:
    told = revised("diff", AUDIT, code=0).out

    assert "Бөлүм башчы {+жана аудитор +}жооптуу." in told
    assert "revision: [-1-]{+2+}" in told
    assert "Максаты" not in told


def test_a_text_edited_on_disk_is_compared_with_the_last_revision(revised: Desk) -> None:
    revised.edit(AUDIT, "Жаңы сүйлөм.")

    told = revised("diff", AUDIT, "--format", "json", code=0).json()
    assert (told["from"]["revision"], told["to"]["commit"]) == (2, None)
    assert [section["name"] for section in told["sections"]] == ["8"]


def test_two_revisions_are_named_in_either_order(revised: Desk) -> None:
    there = revised("diff", AUDIT, "1", "2", "--format", "json", code=0).json()
    back = revised("diff", AUDIT, "2", "1", "--format", "json", code=0).json()

    def runs(told: dict[str, object], mark: str) -> list[str]:
        return re.findall(rf'"mark": "{mark}", "text": "([^"]*)"', str(told).replace("'", '"'))

    assert runs(there, "inserted") == runs(back, "deleted") != []


@pytest.mark.parametrize(("words", "said"), [(("7",), "has no revision 7"), (("1", "3"), "Known are: 1")])
def test_a_revision_that_is_none_is_refused(desk: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in desk("diff", AUDIT, *words, code=2).err


def test_where_there_is_nothing_to_compare_that_is_said(desk: Desk) -> None:
    assert "only one revision" in desk("diff", AUDIT, code=2).err
    assert "are the same" in desk("diff", AUDIT, "1", "1", code=0).out


def test_the_page_has_no_script_and_escapes_the_text(revised: Desk, tmp_path: Path) -> None:
    revised.edit(AUDIT, "<script>alert(1)</script> <ins>x</ins> & \u202e")
    revised("diff", AUDIT, "--format", "html", "--out", str(tmp_path / "o"), code=0)

    page = (tmp_path / "o" / f"{AUDIT}-diff.html").read_text("utf-8")
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt; &lt;ins&gt;x" in page
    assert not re.search(r"<script|\u202e|https?://|src=", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_the_pdf_shows_both_words_and_is_conforming(revised: Desk, language: str, tmp_path: Path) -> None:
    path = revised.path(AUDIT)
    table = "\n| Кадам | Мөөнөт |\n|---|---|\n| Бир | эки |\n\n- а) пункт\n\n```\ncode\n```\n"
    path.write_text(path.read_text("utf-8") + table, "utf-8")
    revised("diff", AUDIT, "1", "--format", "pdf", "--lang", language, "--out", str(tmp_path / "o"), code=0)

    reader = pypdf.PdfReader(io.BytesIO((tmp_path / "o" / f"{AUDIT}-diff.pdf").read_bytes()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for part in ("жана аудитор", "Кадам", "а) пункт", "code"):
        assert part in text


def test_blame_names_revision_author_and_basis_of_each_paragraph(revised: Desk) -> None:
    told = revised("blame", AUDIT, "2", "--format", "json", code=0).json()

    heading, paragraph = told["sections"][0]["passages"]
    assert (heading["kind"], heading["revision"]) == ("heading", 1)
    assert (paragraph["revision"], paragraph["basis"], paragraph["author"]) == (2, "№ 4", "Айгүл")
    assert "Since revision 2" in revised("blame", AUDIT, "2", code=0).out


def test_a_section_may_be_named_by_its_title(revised: Desk) -> None:
    assert revised("blame", AUDIT, "тартип", "--format", "json", code=0).json()["sections"][0]["name"] == "2"
    assert "Known are: 1, 2, 3" in revised("blame", AUDIT, "нет", code=2).err
    assert "has no section" in revised("blame", AUDIT, " ", code=2).err


def test_one_revision_is_compared_with_the_text_on_disk_or_the_last(revised: Desk) -> None:
    assert revised("diff", AUDIT, "1", "--format", "json", code=0).json()["to"]["commit"] is None
    revised.path(AUDIT).unlink()
    assert revised("diff", AUDIT, "1", "--format", "json", code=0).json()["to"]["revision"] == 2


def test_a_skeleton_has_no_revision_to_compare(desk: Desk) -> None:
    desk("new", "ДП", "Жаңы тартип", code=0)
    code = desk("list", "--format", "csv", code=0).out.split("Жаңы тартип")[0].splitlines()[-1].rstrip(",")

    assert "no revision yet" in desk("diff", code, code=2).err


def test_blame_is_a_table_for_other_programs(revised: Desk) -> None:
    lines = revised("blame", AUDIT, "2", "--format", "csv", code=0).out.splitlines()

    assert len(lines) == 3
    assert lines[0].count(",") == 4


def test_tables_of_the_page_have_rows_and_no_line_that_parts_them(desk: Desk, tmp_path: Path) -> None:
    desk.edit(AUDIT, "| Кадам | Мөөнөт |\n|---|---|\n| Бир | эки |")
    desk("diff", AUDIT, "--format", "html", "--out", str(tmp_path / "o"), code=0)

    page = (tmp_path / "o" / f"{AUDIT}-diff.html").read_text("utf-8")
    assert "<tr><td><ins>Кадам</ins></td><td><ins>Мөөнөт</ins></td></tr>" in page
    assert "---" not in page
