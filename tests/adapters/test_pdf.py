"""Reading a PDF that somebody brings: ours, damaged, or made to harm."""

from __future__ import annotations

import hashlib
import io
import random
import time

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.adapters.markdown.tree import tree
from qms.adapters.prints.pdf import PdfFacts, read_copy
from qms.adapters.prints.typeset import set_pdf
from qms.errors import UsageError
from qms.model.printout import Printout, Stamp

TEXT = "# 1. Максаты\n\nБул процедура ички аудиттин тартибин белгилейт.\n"
STAMP = Stamp(5, "Кадрлар бөлүмү", "Эсепке алынган нуска", "K7QX-9M2P", "QMS1.abc, def=")


def made(stamp: Stamp | None = STAMP, banner: str = "", text: str = TEXT) -> bytes:
    return set_pdf(
        Printout(
            language="ky",
            labels={"page": "бет {page} / {pages}", "revision": "Редакция", "copy": "Нуска №"},
            organisation="Ош мамлекеттик университети",
            system="Сапат менеджменти системасы",
            place="Ош",
            code="СМС-ДП-2.15-2022",
            title="Ички аудит",
            kind="Документтештирилген процедура",
            level="2-деңгээл",
            revision=3,
            day="2026-08-25",
            banner=banner,
            stamp=stamp,
            body=tree(text),
            source=text.encode(),
            source_name="СМС-ДП-2.15-2022.md",
        )
    )


@pytest.fixture(scope="module")
def copy() -> bytes:
    return made()


def foreign(**keys: str) -> bytes:
    """A PDF that some other program wrote."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata(keys)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_copy_tells_its_token_title_language_source_and_digest(copy: bytes) -> None:
    facts = read_copy(copy)
    assert facts.sha256 == hashlib.sha256(copy).hexdigest()
    assert (facts.token, facts.title, facts.language) == ("QMS1.abc, def=", "Ички аудит", "ky")
    assert (facts.source, facts.source_name) == (TEXT.encode(), "СМС-ДП-2.15-2022.md")
    assert facts.complete


def test_a_copy_tells_the_footer_of_every_page(copy: bytes) -> None:
    facts = read_copy(copy)
    footer = "СМС-ДП-2.15-2022 · Редакция 3 бет {} / {} Copy No. 5 · Кадрлар бөлүмү · Mark K7QX-9M2P"
    shown = [footer.format(number, facts.pages) for number in range(1, facts.pages + 1)]
    assert all(line in found for line, found in zip(shown, facts.footers, strict=True))


def test_the_line_across_a_draft_is_no_part_of_its_footer() -> None:
    facts = read_copy(made(None, "Долбоор", TEXT + "\n\nУзун абзац. " * 300))
    assert facts.token == ""
    assert set(facts.footers) == {
        f"СМС-ДП-2.15-2022 · Редакция 3 · Долбоор бет {number} / {facts.pages}" for number in range(1, facts.pages + 1)
    }


def test_a_footer_of_three_lines_is_read_whole() -> None:
    holder = "Административдик-чарбалык департаменттин материалдык камсыздоо бөлүмүнүн башчысы " * 2
    facts = read_copy(made(Stamp(5, holder.strip(), "Нуска", "K7QX-9M2P", "t")))
    assert all("башчысы Административдик" in footer and "K7QX-9M2P" in footer for footer in facts.footers)


def test_a_pdf_of_another_program_has_no_token() -> None:
    facts = read_copy(foreign(**{"/Title": "Башка", "/Keywords": "QMS1.abc"}))
    assert facts == PdfFacts(facts.sha256, 1, title="Башка", footers=("",))


def test_a_copy_that_was_saved_again_still_tells_its_token(copy: bytes) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(copy))
    out = io.BytesIO()
    writer.write(out)
    facts = read_copy(out.getvalue())
    assert facts.token == "QMS1.abc, def="
    assert facts.sha256 != hashlib.sha256(copy).hexdigest()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "текст".encode(), b"%PDX-1.7", b"\0" * 2_000 + b"%PDF-1.7"])
def test_a_file_that_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="no PDF"):
        read_copy(data)


def test_a_cut_off_pdf_tells_what_is_left(copy: bytes) -> None:
    for share in (0.1, 0.5, 0.9, 0.99):
        facts = read_copy(copy[: int(len(copy) * share)])
        assert facts.sha256
        assert facts.token in {"", "QMS1.abc, def="}


def test_a_damaged_pdf_never_breaks_the_reading(copy: bytes, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(7)
    for _ in range(25):
        data = bytearray(copy)
        for _ in range(chance.choice((1, 10, 300))):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        assert read_copy(bytes(data)).sha256
    assert not caplog.records


def test_damage_to_one_page_leaves_the_other_parts(copy: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(copy))
    content = reader.pages[1]["/Contents"].get_object()
    at = copy.index(bytes(content._data))
    facts = read_copy(copy[:at] + b"\0" * 40 + copy[at + 40 :])
    assert facts.token == "QMS1.abc, def="
    assert "K7QX-9M2P" in facts.footers[0]


HOSTILE = {
    "the root points at itself": b"1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/AF 1 0 R>>endobj",
    "pages within pages": b"1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj",
    "a count without end": b"1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 999999999>>endobj",
    "deep arrays": b"1 0 obj" + b"[" * 20_000 + b"]" * 20_000 + b"endobj",
    "deep dictionaries": b"1 0 obj" + b"<</A" * 20_000 + b"endobj",
    "a stream without end": b"1 0 obj<</Length 999999999999>>stream\n" + b"x" * 1_000,
    "a name that is a number": b"1 0 obj<</Pages 2 0 R/Names 5/AF[3 4 5]/Lang[1]>>endobj 2 0 obj<</Type/Pages>>endobj",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_pdf_made_to_harm_is_read_in_good_time(case: str) -> None:
    started = time.process_time()
    facts = read_copy(b"%PDF-1.7\n" + HOSTILE[case] + b"\ntrailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF")
    assert facts.token == ""
    assert time.process_time() - started < 5


def test_a_page_that_unpacks_to_gigabytes_is_left_out() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(foreign()))
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"0 0 m\n" * 4_000_000)
    writer.pages[0][pypdf.generic.NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    started = time.process_time()
    facts = read_copy(out.getvalue())
    assert (facts.footers, facts.complete) == (("",), False)
    assert time.process_time() - started < 5


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    assert read_copy(b"%PDF-1.7\n" + data).sha256
