"""Setting documents as PDF: the same bytes everywhere, conforming, and nothing in a text is ever code."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import page
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.actions.changes.sheet_form import form
from qms.adapters.languages import catalog
from qms.adapters.markdown.tree import tree
from qms.adapters.prints.columns import fit
from qms.adapters.prints.layout import Body
from qms.adapters.prints.lettering import breakable, clean, day, runs, tied
from qms.adapters.prints.typeset import set_pdf
from qms.errors import RenderError
from qms.history.profiles import PROFILES
from qms.model.change import ChangeKind, ChangeRow, Sections
from qms.model.labels import LABELS
from qms.model.message import fill
from qms.model.printout import ChangeSheet, Printout, Signatory, Stamp

LABELS_KY = {
    "page": "бет {page} / {pages}",
    "revision": "Редакция",
    "copy": "Нуска №",
    "holder": "Ээси",
    "contents": "Мазмуну",
    "approval_sheet": "Макулдашуу барагы",
    "acknowledgement_sheet": "Таанышуу барагы",
    "change_sheet": "Өзгөрүүлөрдү жана толуктоолорду каттоо барагы",
}

SECTION = """# {n}. Бөлүмдүн максаты

Процедура сапат менеджменти системасынын үзгүлтүксүз жакшыртылышын камсыз кылат жана бөлүмдөрдүн иш көрсөткүчтөрүнө баа
берүүнүн эрежелерин *бекитет*; толук маалымат **СМС-СЖ-1.2-2021** «Сапат боюнча жетектеме» документинде берилген[^{n}].

## {n}.1. Жоопкерчилик

- а) ректор аудиттердин программасын бекитет;
- б) департаменттин директору аткарылышына жооп берет:
  - аудиторлорду дайындайт;
    1. отчетту каттайт;
    2. түзөтүүчү аракеттерди көзөмөлдөйт.

Даярдоо:

- [x] программа бекитилди
- [ ] бөлүмдөргө кабарланды

{n}-таблица. Процедуранын кадамдары

| № | Кадам | Аткаруучу | Мөөнөт | Жазуу |
|--:|-------|-----------|--------|-------|
| 1 | Жылдык программаны түзүү жана макулдашуу | Директор | жыл сайын 20-сентябрга чейин | СМС-ЖЗ-2.15-01-2022 |
| 2 | Аудитордук топту дайындоо, көз карандысыздыгын текшерүү | Жетекчиликтин өкүлү | 10 жумуш күнү | Буйрук |
| 3 | Аудитти өткөрүү, далилдерди чогултуу | Жетектөөчү аудитор | 3 жумуш күнү | СМС-ЖЗ-2.15-02-2022 |

### {n}.1.1. Эскертүү

> Аудиттин жыйынтыктары жөнүндө маалымат ачык болуп саналат.

Аудитор
: аудитти өткөрүүгө компетенттүү адам.

```
qms issue СМС-ДП-2.15-2022 --holder "Кадрлар бөлүмү"
```

![Пландоодон аткарууга чейинки кадамдар](img/схема.svg)

{n}-сүрөт. Процесстин схемасы

Шилтемелер: [ISO](https://www.iso.org/), [биринчи бөлүм](#1-бөлүмдүн-максаты), [процедура](../2/x.md).

[^{n}]: Жетектеменин 9.2-пункту, *анда* толук жазылган.

***
"""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><rect x="5" y="5" width="90" height="50" fill="none" '
    'stroke="black"/><text x="15" y="35" font-family="Libertinus Serif" font-size="14">Пландоо</text></svg>'
).encode()


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x40\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def changes(count: int) -> ChangeSheet:
    rows = tuple(
        ChangeRow(
            number,
            ChangeKind.CHANGE if number > 1 else ChangeKind.INTRODUCTION,
            number,
            "2024-05-12",
            "2024-05-20",
            "Үсөнова Г. Ж.",
            "Окумуштуулар кеңеши",
            "2024-05-15",
            "Протокол № 5, 2024-05-15",
            f"Аудиттин мөөнөттөрү такталды {number}",
            Sections(("4.1", "5.2"), ("6.4",), ()),
        )
        for number in range(1, count + 1)
    )
    return form(rows, PROFILES["university"], catalog("ky"))


def printout(text: str, **more: object) -> Printout:
    base = Printout(
        language="ky",
        labels=LABELS_KY,
        organisation="Ош мамлекеттик университети",
        system="Сапат менеджменти системасы",
        place="Ош",
        code="СМС-ДП-2.15-2022",
        title="Ички аудит",
        kind="Документтештирилген процедура",
        level="2-деңгээл",
        revision=3,
        day="2026-08-25",
        approval=("Бекитем", "Ректор", "Окумуштуулар кеңеши, протокол № 5, 2026-08-25"),
        facts=(("Күчүнө кирген күнү", "01.09.2026"),),
        signatories=(Signatory("Иштеп чыккан", "Департаменттин директору", "", "2026-08-01"),),
        note="Кагаз көчүрмө эсепке алынбаса, күчүндө эмес.",
        stamp=Stamp("5", "Кадрлар бөлүмү", "Эсепке алынган нуска", "K7QX-9M2P", "QMS1.abc,def"),
        body=tree(text),
        changes=changes(3),
        images={"img/схема.svg": SVG},
        source=text.encode("utf-8", "replace"),
        source_name="СМС-ДП-2.15-2022.md",
    )
    return dataclasses.replace(base, **more)


def sample(**more: object) -> Printout:
    """Twelve pages in Kyrgyz with every kind of block."""
    return printout("\n\n".join(SECTION.format(n=number) for number in range(1, 7)), **more)


def pages(data: bytes) -> list[str]:
    """The words of each page, a line after the other."""
    return [one.extract_text().replace("\xa0", " ") for one in pypdf.PdfReader(io.BytesIO(data)).pages]


def words(data: bytes) -> str:
    return " ".join(" ".join(pages(data)).replace("\u200b", "").split())


def failures(data: bytes) -> list[str]:
    """What the validator finds, but for one false alarm: it takes a last byte 0x0D of a stream for a line end."""
    found = [one for profile in ("3a", "ua1") for one in page.validate_pdf_bytes(data, profile=profile).failures]
    return [f"{one.rule_id} {one.message}" for one in found if "LENGTH" not in one.rule_id or not lengths_hold(data)]


def lengths_hold(data: bytes) -> bool:
    streams = re.finditer(rb"<<[^>]*?/Length (\d+)(?:[^>]|>(?!>))*>>\s*?stream\r?\n", data)
    return all(data[one.end() + int(one.group(1)) :].startswith(b"\nendstream") for one in streams)


@pytest.fixture(scope="module")
def sample_pdf() -> bytes:
    return set_pdf(sample())


# ---- the whole document -----------------------------------------------------------------------------------------


def test_the_sample_conforms_to_pdf_a_3a_and_pdf_ua_1(sample_pdf: bytes) -> None:
    assert failures(sample_pdf) == []


def test_the_sample_has_all_sheets_in_their_order(sample_pdf: bytes) -> None:
    found = pages(sample_pdf)
    assert len(found) >= 10
    assert "БЕКИТЕМ" in found[0]
    assert "Макулдашуу барагы" in found[1]
    assert "Мазмуну" in found[1]
    assert "1. Бөлүмдүн максаты" in found[2]
    assert "Таанышуу барагы" in found[-2]
    assert "Өзгөрүүлөрдү жана толуктоолорду каттоо барагы" in found[-1]


def test_kyrgyz_words_are_found_in_the_text(sample_pdf: bytes) -> None:
    text = words(sample_pdf)
    for word in ("үзгүлтүксүз", "көрсөткүчтөрүнө", "жөнүндө", "СМС-СЖ-1.2-2021", "программа бекитилди"):
        assert word in text


def test_every_page_names_code_revision_copy_holder_mark_and_its_number(sample_pdf: bytes) -> None:
    found = pages(sample_pdf)
    footer = "СМС-ДП-2.15-2022 · Редакция 3 бет {} / {} Copy No. 5 · Кадрлар бөлүмү · Mark K7QX-9M2P"
    for number, text in enumerate(found, 1):
        assert footer.format(number, len(found)) in " ".join(text.split())


def test_the_contents_list_the_sections_but_not_the_change_sheet(sample_pdf: bytes) -> None:
    contents = pages(sample_pdf)[1]
    assert "Таанышуу барагы" in contents
    assert "каттоо барагы" not in contents


def test_the_metadata_carry_title_language_day_and_token(sample_pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sample_pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Ички аудит"
    assert reader.metadata["/Keywords"] == "СМС-ДП-2.15-2022, qms-copy=QMS1.abc,def"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260825")
    assert reader.trailer["/Root"]["/Lang"] == "ky"


def test_headings_are_bookmarks(sample_pdf: bytes) -> None:
    titles = [str(one.title) for one in pypdf.PdfReader(io.BytesIO(sample_pdf)).outline if not isinstance(one, list)]
    assert titles[:3] == ["Макулдашуу барагы", "Мазмуну", "1. Бөлүмдүн максаты"]


HASH = "import sys,hashlib; sys.path.insert(0,{folder!r}); import test_typeset as t; print({what})"


def printed_elsewhere(what: str, **environment: str) -> str:
    command = [sys.executable, "-c", HASH.format(folder=str(Path(__file__).parent), what=what)]
    root = str(Path(__file__).parents[2])
    env = {**os.environ, "PYTHONPATH": root, **environment}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.strip()


def test_the_bytes_are_the_same_in_every_process_time_zone_and_locale(sample_pdf: bytes, tmp_path: Path) -> None:
    what = "hashlib.sha256(t.set_pdf(t.sample())).hexdigest()"
    here = hashlib.sha256(sample_pdf).hexdigest()
    assert printed_elsewhere(what, TZ="Asia/Bishkek", LC_ALL="C", PYTHONHASHSEED="1", TMPDIR=str(tmp_path)) == here
    assert printed_elsewhere(what, TZ="Pacific/Apia", LC_ALL="C.UTF-8", PYTHONHASHSEED="77", HOME="/") == here


def test_the_bytes_are_the_same_after_other_documents_and_in_other_threads(sample_pdf: bytes) -> None:
    set_pdf(printout("# 1. Башка\n\n![Сүрөт](b.png)", images={"b.png": png(40, 20)}))
    out: list[bytes] = []
    threads = [threading.Thread(target=lambda: out.append(set_pdf(sample()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one == sample_pdf for one in out] == [True] * 3


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    what = "len(t.set_pdf(t.printout('# 1. A'))) > 0"
    assert printed_elsewhere(what, TMPDIR=str(tmp_path), TEMP=str(tmp_path), TMP=str(tmp_path)) == "True"
    assert list(tmp_path.iterdir()) == []


# ---- documents of other shapes ----------------------------------------------------------------------------------

LONG_TITLE = "Окуу процессинин информациялык технологиялар менен камсыздалышын башкаруу жана өнүктүрүү " * 3
LONG_HOLDER = "Административдик-чарбалык департаменттин материалдык-техникалык камсыздоо бөлүмүнүн башчысы " * 2
COLUMNS_9 = "|Инфраструктураны өнүктүрүү" * 9 + "|\n" + "|-" * 9 + "|\n" + "|сөз" * 9 + "|\n"
NOTES = "# 1. A[^1]\n\nсөз[^1] жана[^1]\n\n|a[^2]|b|\n|-|-|\n|c[^1]|d[^2]|\n\n[^1]: бир\n\n    - эки\n\n[^2]: үч"
LONG_WORDS = "сөз" * 300 + "\n\n|" + "х" * 200 + "|б|\n|-|-|\n|а|" + "ж" * 90 + "|\n\n`" + "к" * 300 + "`"
ODD_SIGNS = "# 1. A\u200b\u00ad\u202e ✓ ☐ ☑ → ⃀ № „“ ё\u0308 \x07 \ufeff ✅ ⚠️"
PICTURES = "# 1. A\n\n![Түстөр](b.png)\n\n1-сүрөт. Түстөр\n\nсап ![белги](b.png)\n\n- ![тизмеде](img/схема.svg)"
SHAPES = {
    "one sentence": printout("Кыска текст."),
    "no text at all": printout("", title=""),
    "no sheet filled in": printout(
        "# 1. A", approval=(), facts=(), signatories=(), changes=changes(0), note="", stamp=None
    ),
    "a very long title": printout("# 1. A", title=LONG_TITLE),
    "a holder of a long name": printout("# 1. A", stamp=Stamp("127", LONG_HOLDER, "Нуска", "AAAA-BBBB", "x" * 400)),
    "a draft": printout("# 1. A", stamp=None, banner="Долбоор"),
    "an uncontrolled copy": printout("# 1. A", stamp=None, banner="Эсепке алынбаган көчүрмө, баракчалар эсепсиз"),
    "sixty changes": printout("# 1. A", changes=changes(60)),
    "nine columns": printout(f"# 1. A\n\n{COLUMNS_9}"),
    "Russian": printout("# 1. Цель\n\nРезультативность процесса.", language="ru", labels={}, title="Внутренний аудит"),
    "English": printout("# 1. Purpose\n\nContinual improvement.", language="en", labels={}, title="Internal audit"),
    "pictures": printout(PICTURES, images={"b.png": png(900, 30), "img/схема.svg": SVG}),
    "deep nesting": printout(">" * 300 + " терең\n\n" + "- " * 200 + "тизме\n\n" + "**_" * 99 + "а" + "_**" * 99),
    "footnotes in odd places": printout(NOTES),
    "long words": printout(f"# 1. A\n\n{LONG_WORDS}"),
    "odd characters": printout(ODD_SIGNS, title="a\u2028b\x00c"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_documents_of_every_shape_conform(shape: str) -> None:
    assert failures(set_pdf(SHAPES[shape])) == []


def test_a_footnote_of_a_heading_stands_in_brackets_and_once_at_the_foot() -> None:
    text = words(set_pdf(SHAPES["footnotes in odd places"]))
    assert text.count("1. A (бир эки)") == 2
    assert text.count("1бир эки") == 1


def test_a_draft_says_so_on_every_page() -> None:
    assert all("ДОЛБООР" in text and "Долбоор" in text for text in pages(set_pdf(SHAPES["a draft"])))


def test_a_long_change_sheet_repeats_its_head_on_every_page() -> None:
    found = [text for text in pages(set_pdf(SHAPES["sixty changes"])) if "такталды" in text]
    assert len(found) > 2
    assert all("Бөлүмдөрдүн номерлери" in text for text in found)
    assert "такталды 60" in found[-1]


@pytest.mark.parametrize(("length", "whole"), [(30, True), (3_000, False)])
def test_a_row_of_the_change_sheet_stays_on_one_page_unless_it_is_longer_than_one(length: int, *, whole: bool) -> None:
    sheet = changes(20)
    summary = f"башы {'сөз ' * length}аягы"
    rows = tuple(tuple(summary if "такталды" in cell else cell for cell in row) for row in sheet.rows)
    found = pages(set_pdf(printout("# 1. A", changes=dataclasses.replace(sheet, rows=rows if whole else rows[:1]))))
    counts = [(text.count("башы"), text.count("аягы")) for text in found]
    assert sum(begun for begun, _ended in counts) == sum(ended for _begun, ended in counts) == (20 if whole else 1)
    assert all(begun == ended for begun, ended in counts) is whole


def test_a_row_of_the_change_sheet_shows_kind_sections_approval_and_days() -> None:
    text = " ".join(pages(set_pdf(printout("# 1. A")))[-1].split())
    for part in (
        "биринчи редакция. А",
        "өзгөртүү. Аудиттин",
        "4.1, 5.2",
        "6.4",
        "Протокол № 5,",
        "15.05.2024",
        "20.05.2024",
    ):
        assert part in text


def test_the_source_is_attached_byte_for_byte() -> None:
    data = b"# 1. A\r\n\xff\xfe not even UTF-8"
    reader = pypdf.PdfReader(io.BytesIO(set_pdf(printout("# 1. A", source=data, source_name="../СМС-1.md"))))
    (file,) = (one.get_object() for one in reader.trailer["/Root"]["/AF"])
    assert (file["/UF"], file["/AFRelationship"]) == ("СМС-1.md", "/Source")
    assert file["/EF"]["/F"].get_object().get_data() == data


def test_labels_that_are_missing_are_english() -> None:
    text = words(set_pdf(SHAPES["English"]))
    assert "Change-registration sheet" in text
    assert "Page 1 of 5" in text


def test_every_label_has_an_english_text() -> None:
    assert all(fill(text.text, {}, None) for _, text in LABELS)  # type: ignore[arg-type]
    assert len(dict(LABELS)) == len(LABELS)


# ---- the page -------------------------------------------------------------------------------------------------

LINE = "сөз\n\n"
TIED = "Кийинки саптарда 4-бөлүмдөрдү, 6-таблицага, таблице 8. жана № 5, п. 7.5, 5 жумуш күнү бар. "


def raw(data: bytes) -> list[str]:
    return [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_what_is_kept_together_is_on_one_line_and_found_with_plain_spaces() -> None:
    text = "\n\n".join(f"{'а' * shift} {TIED * 3}" for shift in range(1, 40, 3))
    lines = [line for page in raw(set_pdf(printout(f"# 1. A\n\n{text}"))) for line in page.splitlines()]
    for part in ("4-бөлүмдөрдү", "6-таблицага", "таблице 8.", "№ 5", "п. 7.5", "5 жумуш күнү"):
        assert sum(line.count(part) for line in lines) >= 39


def test_no_sheet_and_no_title_holds_a_no_break_space() -> None:
    data = set_pdf(
        printout("# 1. № 5 – Ж. А. Исаков", title="5 жумуш күнү – № 5", facts=(("№ 5", "Ж. А. Исаков – № 5"),))
    )
    assert "\xa0" not in "".join(raw(data))
    assert "№ 5 – Ж. А. Исаков" in words(data)
    assert str(pypdf.PdfReader(io.BytesIO(data)).metadata.title) == "5 жумуш күнү – № 5"  # type: ignore[union-attr]


def table(rows: int, cell: str = "сөз") -> str:
    return "Бул таблица.\n\n1-таблица. Саптар\n\n|№|Сап|\n|-|-|\n" + "".join(
        f"|{number}|{cell} сап{number}сап|\n" for number in range(1, rows + 1)
    )


def test_a_short_table_stays_whole_with_its_heading_and_the_words_before_it() -> None:
    for lines in range(18, 34, 3):
        found = pages(set_pdf(printout(f"# 1. A\n\n{LINE * lines}## 1.1. Бөлүм\n\n{table(11)}")))
        (whole,) = [text for text in found[2:] if "сап1сап" in text]
        assert all(part in whole for part in ("1.1. Бөлүм", "Бул таблица.", "1-таблица", "сап11сап"))


def test_no_page_has_one_or_two_rows_of_a_long_table() -> None:
    for rows in range(30, 60, 3):
        found = pages(set_pdf(printout(f"# 1. A\n\n{LINE * (rows % 19)}{table(rows)}")))
        assert all(text.count("сап") != 2 and text.count("сап") != 4 for text in found[2:-2])


def test_a_short_table_that_is_not_measured_is_set_as_one_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = "|Иш|Мөөнөт|\n|-|-|\n" + "".join(f"|{number}-текшерүү **өткөрүлөт**|күн|\n" for number in range(6))
    texts = [f"# 1. A\n\n{LINE * lines}1-таблица. Иш\n\n{cells}\n{LINE}" for lines in range(20, 34, 2)]
    quick = [set_pdf(printout(text)) for text in texts]
    monkeypatch.setattr("qms.adapters.prints.layout.LOW", 0.0)
    assert [set_pdf(printout(text)) for text in texts] == quick


@pytest.mark.parametrize("rows", [4, 9, 14])
def test_a_footnote_of_a_table_is_on_the_page_of_the_table(rows: int) -> None:
    for lines in range(20, 34, 2):
        text = f"# 1. A\n\n{LINE * lines}|Иш|Мөөнөт|\n|-|-|\n" + "|текшерүү|күн[^1]|\n" * rows + "\n[^1]: жума"
        assert all(("жума" in one) == ("текшерүү" in one) for one in raw(set_pdf(printout(text)))[2:-2])


@pytest.mark.parametrize("rows", ["|бир<br>эки|х|\n" * 3, "|а|<|\n" * 3, "| | |\n" * 3, "|сап|х|\n" * 30])
def test_a_table_that_may_be_higher_than_it_seems_is_measured(rows: str) -> None:
    body = Body({}).ready(tree(f"# 1. A\n\n|Иш|Мөөнөт|\n|-|-|\n{rows}"))
    assert [node["low"] for node in body if node["t"] == "table"] == [0]


def test_a_new_line_in_a_cell_ends_the_line() -> None:
    assert "бир\nэки" in pages(set_pdf(printout("# 1. A\n\n|a|b|\n|-|-|\n|бир<br>эки|<b>х|\n\nүч<br>төрт")))[2]
    assert "үч<br>төрт" in words(set_pdf(printout("# 1. A\n\nүч<br>төрт")))


def test_the_title_page_is_one_page_whatever_it_holds() -> None:
    facts = tuple(
        (f"{number}-көрсөткүчтүн узун аталышы", "Департаменттин бөлүмү, анын мааниси " * 3) for number in range(11)
    )
    stamp = Stamp("127", LONG_HOLDER, "Нуска", "AAAA-BBBB", "QMS1")
    found = pages(set_pdf(printout("# 1. A", title=LONG_TITLE, facts=facts, stamp=stamp)))
    assert all(part in " ".join(found[0].split()) for part in ("10-көрсөткүчтүн", "№ 127", "Ош – 2026"))
    assert "Макулдашуу барагы" in found[1]


def test_a_caption_is_on_the_page_of_its_picture() -> None:
    for lines in range(20, 34, 3):
        text = f"# 1. A\n\n{LINE * lines}![Схема](b.png)\n\n1-сүрөт. Схеманын аты\n"
        reader = pypdf.PdfReader(io.BytesIO(set_pdf(printout(text, images={"b.png": png(600, 200)}))))
        assert [bool(one.images) for one in reader.pages[2:]] == [
            "сүрөт" in one.extract_text() for one in reader.pages[2:]
        ]


# ---- hostile texts ----------------------------------------------------------------------------------------------

HOSTILE = (
    '#read("/etc/passwd")',
    "$x^2$ \\u{1F600}",
    '#import "@preview/x:1.0.0"',
    "<script>alert(1)</script>",
    "@ref <label>",
    "[a](javascript:alert(1))",
    "// сөз /* сөз */",
    "#while true {}",
    "#set page(width: 1pt)",
    "{{ 7*7 }}",
    "%s %n",
)


def test_text_that_looks_like_code_is_printed_as_it_was_typed() -> None:
    escaped = "\n\n".join(text.replace("\\", "\\\\") for text in HOSTILE)
    texts = {"title": HOSTILE[0], "organisation": HOSTILE[2], "code": "#x", "note": HOSTILE[4], "kind": "$a"}
    found = words(set_pdf(printout(f"# 1. A\n\n{escaped}", **texts)))
    for text in HOSTILE:
        assert text in found


def test_no_link_but_an_allowed_one_is_in_the_pdf() -> None:
    text = "# 1. A\n\n[a](https://iso.org) [b](javascript:x) [c](//evil) [d](../x.md) [e](#1-a) [f](#жок)"
    reader = pypdf.PdfReader(io.BytesIO(set_pdf(printout(text))))
    notes = [note.get_object() for one in reader.pages for note in one.get("/Annots", [])]
    assert [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})] == ["https://iso.org"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("#$*_`\\[](){}<>@~=-+/\"'|!:;&%^ \nаөA1"), max_size=120))
def test_no_text_of_letters_and_signs_breaks_the_layout(text: str) -> None:
    refused = ""
    try:
        set_pdf(printout(f"# 1. A\n\n{text}", title=text, source=b""))
    except RenderError as error:
        refused = str(error)
    assert not refused or "level" in refused or "picture" in refused


# ---- what cannot be printed -------------------------------------------------------------------------------------


def refusal(**more: object) -> str:
    text = str(more.pop("text", "# 1. A"))
    with pytest.raises(RenderError) as caught:
        set_pdf(printout(text, **more))
    values = {key: getattr(value, "text", value) for key, value in caught.value.message.values.items()}
    return caught.value.message.text.format_map(values)


def test_a_character_that_no_font_has_is_named() -> None:
    assert refusal(text="Бул жерде 漢 тамгасы бар.") == (
        'No font can print the character "漢" (U+6F22 CJK UNIFIED IDEOGRAPH-6F22) in "Бул жерде 漢 тамгасы бар.".'
    )
    assert "U+1F600 GRINNING FACE" in refusal(text="# 1. A\n\n😀")
    assert "U+E000" in refusal(title="\ue000")


def test_a_skipped_heading_level_is_named() -> None:
    assert refusal(text="# 1. A\n\n### 1.1.1. Терең") == 'The heading "1.1.1. Терең" skips a level.'
    assert "skips a level" in refusal(text="## 1.1. Биринчи")


def test_a_heading_of_invisible_characters_is_refused() -> None:
    assert refusal(text="# \u202e") == "A heading has no words."


def test_a_picture_without_alternative_text_is_named() -> None:
    assert refusal(text="# 1. A\n\n![](img/схема.svg)") == 'The picture "img/схема.svg" has no alternative text.'


def test_a_picture_that_is_missing_is_named() -> None:
    assert refusal(text="# 1. A\n\n![а](img/b.png)") == 'The picture "img/b.png" is not in the repository.'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GIF89a", "neither PNG nor JPEG nor SVG"),
        (png(1, 1)[:16] + b"\x00\x01\x00\x00\x00\x01\x00\x00" + png(1, 1)[24:], "dots"),
        (SVG.replace(b"<rect", b"<script>x</script><rect"), "script"),
        (SVG.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect'), "picture"),
        (SVG.replace(b"<rect", b'<a href="https://x"/><rect'), "outside itself"),
        (SVG.replace(b'fill="none"', b'fill="url(http://x#a)"'), "outside itself"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "declaration"),
        (SVG.replace(b"<rect", b'<g id="a"><use href="#b"/></g><use href="#a"/><rect'), "repeats"),
        (SVG[:-6], "well-formed"),
        (b"\xff\xd8\xff" + b"\0" * 40, "dots"),
        (png(3, 3)[:60], "cannot"),
    ],
)
def test_a_picture_that_could_harm_is_refused(data: bytes, reason: str) -> None:
    assert reason in refusal(text="# 1. A\n\n![а](a)", images={"a": data})


@pytest.mark.parametrize("part", [0.3, pytest.param(1.0, marks=pytest.mark.soak)])
def test_texts_of_any_size_below_the_limit_are_printed(part: float) -> None:
    for text in (
        "сөз жана " * int(50_000 * part),
        "\n".join(["сөз жана дагы бир сөз " * 6] * int(1000 * part)),
        table(int(5000 * part)),
        "# 1. B\n\nа\n\n" * int(500 * part),
    ):
        assert set_pdf(printout(f"# 1. A\n\n{text}", source=b"")).startswith(b"%PDF")


def test_too_many_parts_or_rows_are_refused() -> None:
    paragraph = {"t": "paragraph", "body": [{"t": "text", "text": "a"}]}
    assert "too many parts" in refusal(body=(paragraph,) * 40_000)
    assert "too long" in refusal(changes=changes(3_001))


def test_a_day_that_is_none_is_refused() -> None:
    assert refusal(day="кечээ") == '"кечээ" is no date of a print.'


# ---- small parts ------------------------------------------------------------------------------------------------


def test_days_are_written_as_on_paper() -> None:
    assert day("№ 5, 2026-08-25; 2026-08-25T10:00:00Z") == "№ 5, 25.08.2026; 25.08.2026"
    assert day("СМС-2026-08-25-01") == "СМС-2026-08-25-01"


def test_numbers_initials_and_dashes_are_kept_together() -> None:
    assert tied("№ 5 Г. Ж. Үсөнова – ректор") == "№\xa05 Г.\xa0Ж. Үсөнова\xa0– ректор"


def test_numbers_and_the_words_they_count_are_kept_together() -> None:
    for text in ("таблице 8.", "№ 5", "п. 7.5", "5 жумуш күнү", "5 рабочих дней", "ISO 9001:2015", "5 working days"):
        assert " " not in tied(text)
    assert tied("1 жана 2, Үсөнова 5 А. Б.") == "1 жана 2, Үсөнова 5 А.\xa0Б."


def test_runs_that_stay_whole_stand_apart_and_hold_plain_spaces() -> None:
    nodes = runs(tied("Кара 4-бөлүмдөрдү, (6-таблицага) жана 5 жумуш күнү бою СМС-ДП-2.1-2022."))
    whole = [node["text"] for node in nodes if node["t"] == "whole"]
    assert whole == ["4-бөлүмдөрдү,", "(6-таблицага)", "5 жумуш күнү", "СМС-ДП-2.1-2022."]
    assert "\xa0" not in "".join(node["text"] for node in nodes)


def test_a_run_longer_than_its_line_may_break() -> None:
    assert runs("4-бөлүмдөрдү", 5.0) == [{"t": "text", "text": "4-бөлүмдөрдү"}]


def test_letters_are_composed_and_invisible_ones_dropped() -> None:
    assert clean("и\u0306\u00ad\u202e\x00\ufeffа\tб") == "йа    б"


def test_only_words_longer_than_the_line_break() -> None:
    assert breakable("сөз узунсөз", 5) == "сөз узу\u200bнсө\u200bз"


def test_a_narrow_column_stays_narrow_and_no_word_breaks() -> None:
    columns = fit(
        ["№", "Кадам", "Мөөнөт"], [["1", "Жылдык программаны түзүү жана макулдашуу " * 3, "10 күн"]], may_turn=True
    )
    assert columns.size == 100
    assert columns.shares[0] < 80
    assert columns.shares[1] > 600


def test_a_table_turns_only_when_the_smallest_letters_do_not_do() -> None:
    wide = [["өнүктүрүү жөнүндө"] * 9]
    assert not fit([], wide, may_turn=True).wide
    assert fit([], [["камсыздалышынын"] * 9], may_turn=True).wide
    assert not fit([], [["камсыздалышынын"] * 9], may_turn=False).wide
