"""Restyling without programming: logo, colour, font, header; layouts and fonts of a repository, within limits."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pypdf
import pytest

from qms.actions.prints.formats import set_as
from qms.adapters.prints.typeset import set_pdf
from qms.errors import RenderError
from qms.model.style import Look, Style
from tests.adapters.test_typeset import SVG, failures, png, printout
from tests.cli.desk import Desk, git
from tests.render.test_docx import parts
from tests.render.test_html import read
from tests.render.torture import torture

PAGE = b"""#import "style.typ": *
#let header(data) = text(fill: accent)[OWN HEADER #data.code]
#let footer(data) = []
#let watermark(banner) = none
"""


def styled(**more: object) -> Look:
    return Look(Style(logo="logo.png", colour="#8a1538", header=("short", "kind")), logo=png(60, 20), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("logo", [png(60, 20), SVG], ids=["png", "svg"])
def test_a_print_with_logo_colour_and_header_conforms(language: str, logo: bytes) -> None:
    look = styled()._replace(logo=logo)
    data = set_pdf(torture(language, look=look, short="ОшМУ"))
    assert failures(data) == []
    assert "ОшМУ · Документтештирилген процедура" in pypdf.PdfReader(io.BytesIO(data)).pages[2].extract_text()


def test_logo_colour_and_header_are_in_word_and_html_too() -> None:
    made = torture("ky", look=styled(), short="ОшМУ")
    found = parts(set_as(made, "docx"))
    assert b'w:val="8a1538"' in found["word/styles.xml"]
    assert "ОшМУ · Документтештирилген процедура" in found["word/header.xml"].decode()
    assert found["word/document.xml"].decode().count('descr="Ош мамлекеттик университети"') == 2
    page = set_as(made, "html")
    assert b"--accent: #8a1538" in page
    assert ("img", "alt", "Ош мамлекеттик университети") in read(page).attributes


def test_a_layout_file_of_the_repository_takes_the_place_of_the_one_with_its_name() -> None:
    data = set_pdf(printout("# 1. А", look=styled(layout={"page.typ": PAGE}), stamp=None))
    assert failures(data) == []
    assert "OWN HEADER СМС-ДП-2.15-2022" in pypdf.PdfReader(io.BytesIO(data)).pages[2].extract_text()


@pytest.mark.parametrize(
    "layout",
    [
        b'#import "@preview/cetz:0.3.1": canvas\n' + PAGE,
        b'#let secret = read("/etc/passwd")\n' + PAGE,
        b'#let secret = read("../../../../etc/passwd")\n' + PAGE,
        b"#let x = while true { }\n" + PAGE,
        b"#let (\n",
    ],
    ids=["package", "absolute path", "path upwards", "endless loop", "no code"],
)
def test_a_layout_cannot_leave_its_folder_nor_load_packages_nor_loop_for_ever(layout: bytes) -> None:
    with pytest.raises(RenderError):
        set_pdf(printout("# 1. А", look=Look(layout={"page.typ": layout}), stamp=None))


def test_no_package_is_loaded_whose_name_a_layout_puts_together() -> None:
    layout = b'#let name = "@pre" + "view/cetz:0.3.1"\n#import name\n' + PAGE
    with pytest.raises(RenderError, match="asks for a package"):
        set_pdf(printout("# 1. А", look=Look(layout={"page.typ": layout}), stamp=None))
    assert "HTTPS_PROXY" not in os.environ


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such a limit")
@pytest.mark.parametrize("words", [["render", "2.10", "--draft"], ["issue", "2.9", "--to", "ОИД"]], ids=lambda w: w[0])
def test_a_layout_that_wants_all_memory_is_said_with_its_name(desk: Desk, words: list[str]) -> None:
    (desk.root / "layouts").mkdir()
    (desk.root / "layouts" / "main.typ").write_text('#("a" * 60000000000)\n')
    git(desk.root, desk.home, "add", "-A")
    git(desk.root, desk.home, "commit", "-q", "-m", "Layout")
    before = desk.head(), sorted(desk.root.rglob("*.pdf"))
    done = desk.start(*words)
    assert done.code == 2, done.err
    assert 'The layout "main.typ" takes more memory to set "СМС-ДП-2.' in done.err
    assert "memory allocation" not in done.err
    assert (desk.head(), sorted(desk.root.rglob("*.pdf"))) == before


def test_a_layout_is_set_apart_with_the_same_bytes(desk: Desk) -> None:
    (desk.root / "layouts").mkdir()
    (desk.root / "layouts" / "page.typ").write_bytes(PAGE)
    made = printout("# 1. А", look=Look(layout={"page.typ": PAGE}), stamp=None)
    assert desk.start("render", "2.10", "--draft", "--out", "apart").code == 0
    set_pdf(made)  # from now on a press has worked in this process
    desk("render", "2.10", "--draft", "--out", "here", code=0)
    apart, here = ([path.read_bytes() for path in (desk.root / name).glob("*.pdf")] for name in ("apart", "here"))
    assert len(apart) == 1
    assert apart == here


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


@pytest.mark.skipif(not FONT.exists(), reason="needs a font to hand over")
def test_a_font_of_the_repository_is_used() -> None:
    look = Look(Style(font="DejaVu Serif"), fonts=(FONT.read_bytes(),))
    data = set_pdf(printout("# 1. А\n\nҮйрөнүү", look=look, stamp=None))
    assert failures(data) == []
    assert b"DejaVuSerif" in data


def test_a_font_that_nobody_has_is_replaced_by_the_usual_one() -> None:
    assert failures(set_pdf(printout("# 1. А", look=Look(Style(font="No Such Font")), stamp=None))) == []


def setting(desk: Desk, lines: str) -> None:
    path = desk.root / "qms.yaml"
    path.write_text(path.read_text("utf-8") + "\nstyle:\n" + lines, "utf-8")


def test_the_style_of_qms_yaml_is_that_of_prints(desk: Desk) -> None:
    setting(desk, '  logo: layouts/logo.png\n  colour: "#8a1538"\n  header: [short, code]\n')
    (desk.root / "layouts").mkdir()
    (desk.root / "layouts" / "logo.png").write_bytes(png(60, 20))
    desk("render", "2.10", "--draft", "--to", "html", code=0)
    page = (desk.root / "out" / "СМС-ДП-2.10-2024-draft.html").read_text("utf-8")
    assert "--accent: #8a1538" in page
    assert 'class="logo"' in page


def test_what_was_issued_is_printed_again_as_it_looked_then(desk: Desk) -> None:
    before = desk("render", "2.15", "--copy", "1", code=0)
    path = next((desk.root / "out").glob("*-001.pdf"))
    data = path.read_bytes()
    setting(desk, '  colour: "#8a1538"\n')
    desk.git("add", "qms.yaml")
    desk.git("commit", "-qm", "Another colour")
    desk("render", "2.15", "--copy", "1", code=0)
    assert path.read_bytes() == data, before.out


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  colour: red\n", '"red" is no colour'),
        ("  header: [size]\n", 'no field "size"'),
        ("  logo: none.png\n", 'no file "none.png"'),
        ("  logo: ../../secret.png\n", "no file"),
        ("  size: 3\n", 'Unknown setting "size"'),
    ],
)
def test_a_style_that_cannot_be_used_is_a_finding_with_its_place(desk: Desk, lines: str, told: str) -> None:
    setting(desk, lines)
    answer = desk("check", "--format", "json", code=1).json()
    assert [one for one in answer["findings"] if told in one["message"] and one["line"] > 1]


def test_a_logo_through_a_link_is_refused_and_nothing_is_printed_without_it(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(10, 10))
    (desk.root / "logo.png").symlink_to(secret)
    setting(desk, "  logo: logo.png\n")
    assert "link" in desk("render", "2.10", "--draft", code=2).err


def test_an_organisation_chooses_the_parts_of_its_prints_for_all_or_for_a_type(desk: Desk) -> None:
    path = desk.root / "qms.yaml"
    text = path.read_text("utf-8").replace("  - id: ДП\n", "  - id: ДП\n    parts: [form, text]\n")
    path.write_text(text + "\nstyle:\n  parts: [title, changes]\n", "utf-8")
    desk("render", "2.10", "--draft", code=0)
    desk("render", "СМС-КИ-КБ-01-2024", "--draft", code=0)
    short, other = sorted((desk.root / "out").glob("*-draft.pdf"))
    assert [len(pypdf.PdfReader(path).pages) for path in (short, other)] == [1, 3]
    first = pypdf.PdfReader(short).pages[0].extract_text()
    assert "Маалымат системалары" in first
    assert "1. Максаты" in first


def test_a_part_of_prints_that_nobody_knows_is_a_finding(desk: Desk) -> None:
    setting(desk, "  parts: [title, cover]\n")
    found = desk("check", "--format", "json", code=1).json()["findings"]
    assert [one for one in found if 'no part "cover"' in one["message"]]


def test_a_copy_without_a_title_page_has_its_stamp_all_the_same(desk: Desk) -> None:
    made = printout("# 1. А", parts=("form", "text"))
    data = set_pdf(made)
    assert failures(data) == []
    assert made.stamp
    assert f"№ {made.stamp.number}" in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
