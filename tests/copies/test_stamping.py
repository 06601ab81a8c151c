"""The stamp of a copy: one master, many copies, each conforming, each different, the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from qms.adapters.prints.stamping import LETTERS
from qms.adapters.prints.typeset import case, master, set_pdf
from qms.errors import RenderError
from qms.model.printout import Printout, Stamp

from ..adapters.test_typeset import failures
from ..adapters.test_typeset import printout as sample

STAMP = Stamp("7", "Окуу-методикалык иштер бөлүмү", "ЭСЕПКЕ АЛЫНГАН НУСКА", "ABCD2345", "QMS2.abc.def")


@pytest.fixture(scope="module")
def printout() -> Printout:
    return sample("# 1. Максаты\n\nТекст.\n\n# 2. Тартип\n\nТекст.", stamp=STAMP)


def words(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_every_page_carries_number_holder_and_mark(printout: Printout) -> None:
    for shown in words(set_pdf(printout)):
        assert "7" in shown
        assert STAMP.holder in shown
        assert STAMP.mark in shown


def test_a_copy_is_the_master_and_a_few_kilobytes(printout: Printout) -> None:
    made = master(printout)
    data = made.copy(STAMP)
    assert data.startswith(made.data)
    assert len(data) - len(made.data) < 32_000
    assert set_pdf(printout) == data == master(printout).copy(STAMP)


def test_copies_differ_in_their_stamps_alone(printout: Printout) -> None:
    made = master(printout)
    first, second = made.copy(STAMP), made.copy(replace(STAMP, number="8", token="QMS2.other.x"))
    assert first != second
    assert [text.replace("8", "7") for text in words(second)] == [text.replace("8", "7") for text in words(first)]


@pytest.mark.parametrize("holder", ["ОИД", "Өтө узун аталыштагы бөлүм " * 12, "Zürich (Ñ) & <Co>", 'a"\\()'])
def test_every_stamp_conforms_to_pdf_a_3a_and_pdf_ua_1(printout: Printout, holder: str) -> None:
    assert failures(set_pdf(replace(printout, stamp=replace(STAMP, holder=holder)))) == []


def test_a_long_holder_stands_in_two_lines_instead_of_narrow_letters(printout: Printout) -> None:
    holder = "Аккредитация жана билим берүүнүн сапаты департаментинин директору"
    data = set_pdf(replace(printout, stamp=replace(STAMP, holder=holder)))
    lines = words(data)[0].splitlines()
    assert "Аккредитация жана билим берүүнүн" in lines
    assert "сапаты департаментинин директору" in lines


def test_the_token_stands_among_the_keywords_in_both_forms(printout: Printout) -> None:
    reader = pypdf.PdfReader(io.BytesIO(set_pdf(printout)))
    assert reader.metadata
    assert str(reader.metadata["/Keywords"]).endswith(f"qms-copy={STAMP.token}")
    assert reader.xmp_metadata
    assert str(reader.xmp_metadata.pdf_keywords) == str(reader.metadata["/Keywords"])


def test_a_letter_that_no_font_has_is_named(printout: Printout) -> None:
    with pytest.raises(RenderError) as caught:
        set_pdf(replace(printout, stamp=replace(STAMP, holder="\U0001f600")))
    assert "\U0001f600" in str(caught.value.message.values)


def test_the_case_has_every_usual_letter() -> None:
    found = case(LETTERS)
    assert set(LETTERS) <= found.glyphs.keys()
    assert all(found.widths[number] > 0 for number in found.glyphs.values())
