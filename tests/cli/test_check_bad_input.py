"""Whatever lies in a repository: a finding with its place, the other findings too, exit code 1, under a second."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qms.actions.checking.check import check
from qms.actions.checking.fix import fix
from qms.actions.checking.report import Report
from qms.adapters.files.workspace import Workspace
from qms.adapters.languages import catalog
from qms.report import github, junit

from ..cpu_time import at_most
from .desk import Desk
from .test_check import DRAFT, spoil

SECONDS = 20.0  # of CPU time: far above the second that is the aim, far below what a quadratic reader takes
TODAY = date(2024, 9, 1)
HEAD = 'code: СМС-ДП-2.16-2024\ntitle: {ky: а, ru: б}\ntype: ДП\nlevel: "2"\nrevision: 1\nowner: АББСД\n'
BODY = "\n# 1. Максаты\n\nСүйлөм.\n"
TEXT = f"---\n{HEAD}---\n{BODY}"
BAD = "documents/2/СМС-ДП-2.16-2024.md"


def front(lines: str) -> bytes:
    """Return a document with more lines in its front matter."""
    return f"---\n{HEAD}{lines}\n---\n{BODY}".encode()


def body(text: str) -> bytes:
    """Return a document with more text."""
    return f"{TEXT}\n{text}\n".encode()


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]"
# What is in the file, the rule that must find it, and the line of the finding.
FILES: dict[str, tuple[bytes, str, int]] = {
    "empty": (b"", "FM001", 1),
    "no end": (b"---\ncode: x\n", "FM001", 1),
    "an open quotation mark": (front('note: "а'), "FM002", 9),
    "a tab": (front("note:\n\t- а"), "FM002", 9),
    "an open list": (front("references: [а"), "FM002", 9),
    "an alias bomb": (front(BOMB), "FM002", 8),
    "a tag": (front("note: !!python/object/apply:os.system [id]"), "FM002", 8),
    "a merge key": (front("<<: {a: b}"), "FM002", 8),
    "a second document": (front("note: а\n--- \nx: y"), "TX001", 10),
    "a key twice": (front("owner: КБ"), "FM003", 8),
    "deep brackets": (front("note: " + "[" * 5_000), "FM002", 8),
    "deep braces": (front("note: " + "{a: " * 3_000), "FM002", 8),
    "many keys": (front("\n".join(f"a{n}: b" for n in range(3_000))), "FM002", 2),
    "a long line in front": (front("note: " + "а" * 400_000), "FM002", 2),
    "a number for a key": (front("? [а]\n: б"), "FM002", 8),
    "a list for front matter": ("---\n- а\n---\n".encode(), "FM002", 2),
    "a scalar for front matter": ("---\nа\n---\n".encode(), "FM002", 2),
    "an impossible day": (front("effective: 2023-14-05"), "FM009", 8),
    "an impossible day in another form": (front("effective: 31.02.2023"), "FM009", 8),
    "a year of five digits": (front("effective: 20233-01-05"), "FM009", 8),
    "hidden characters": (front("note: а\u202eб\u200b"), "FM004", 8),
    "a control character": (front("note: а\x07б"), "FM004", 8),
    "half a character": (f"---\n{HEAD}note: ".encode() + b"\xed\xa0\x80\n---\n", "FM004", 8),
    "UTF-16": (TEXT.encode("utf-16"), "FM004", 1),
    "UTF-16 without a mark": ("---\ncode: x".encode("utf-16-le"), "FM004", 1),
    "UTF-32": (TEXT.encode("utf-32"), "FM004", 1),
    "cp1251": (TEXT.replace("ө", "о").replace("ү", "у").encode("cp1251"), "FM004", 2),
    "a byte order mark": (b"\xef\xbb\xbf" + TEXT.encode(), "FM004", 1),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "FM004", 1),
    "a Word file": (b"PK\x03\x04\x14\x00\x06\x00" + bytes(5_000), "FM004", 1),
    "zeros": (bytes(10_000), "FM004", 1),
    "zeros after the text": (TEXT.encode() + b"\n\0", "FM004", 14),
    "more than a megabyte": (TEXT.encode() + b"a" * 1_000_001, "FM005", 1),
    "CRLF": (TEXT.replace("revision: 1", "revision: x").replace("\n", "\r\n").encode(), "FM008", 6),
    "CR": (TEXT.replace("revision: 1", "revision: x").replace("\n", "\r").encode(), "FM008", 6),
    "mixed line ends": (TEXT.replace("revision: 1", "revision: x\r").encode(), "FM008", 6),
    "a long line of text": (body("а" * 400_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of pipes": (body("|" * 900_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of brackets": (body("[" * 900_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of pictures": (body("![](" * 20_000), "TX002", 14),
    "a long line of captions without an end": (body("![" * 60_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of ticks": (body("`" * 900_000 + "\n\n![](а.svg)"), "", 0),
    "a long line of pairs of ticks": (body("`а" * 300_000 + "\n![](а.svg)"), "TX002", 15),
    "runs of ticks of every length": (
        body("".join("`" * n + "а" for n in range(1_200)) + "\n![](а.svg)"),
        "TX002",
        15,
    ),
    "a merge that was not finished": (body("<<<<<<< HEAD\nа\n=======\nб\n>>>>>>> b"), "TX021", 14),
    "a merge that was not finished in front": (front("<<<<<<< HEAD\nnote: а\n=======\nnote: б\n>>>>>>> b"), "FM002", 8),
    "a list that is a table": (front("references: {а: {б: в}}"), "FM008", 8),
    "a title in titles": (TEXT.replace("{ky: а, ru: б}", "{ky: {ky: {ky: а}}}").encode(), "FM008", 3),
    "a surrogate as an escape": (front('note: "\\ud800"'), "FM002", 8),
    "a letter beyond Unicode": (front('note: "\\UFFFFFFFF"'), "FM002", 8),
    "a directive": (b"%YAML 9.9\n" + TEXT.encode(), "FM001", 1),
    "a float for a revision": (TEXT.replace("revision: 1", "revision: 1e400").encode(), "FM008", 6),
    "a long key": (front("k" * 200_000 + ": а"), "FM002", 2),
    "a long line of stars": (body("*а_" * 200_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of digits": (body("1." * 450_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of capitals": (body("АБ" * 200_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of codes": (body("СМС-ДП-2." * 60_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of quotation marks": (body("«" * 400_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of quotations": (body("«а» " * 120_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of blanks": (body(" " * 900_000 + "а\n![](а.svg)"), "TX002", 15),
    "a long line of dashes": (body("а-" * 300_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of hashes": (body("#" * 900_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of at signs": (body("а@" * 300_000 + "\n![](а.svg)"), "TX002", 15),
    "a long line of both alphabets": (body("aб" * 300_000), "TX005", 14),
    "a long line of a foreign letter": (body("қ" * 400_000), "TX006", 14),
    "many lines of a foreign letter": (body("қ\n\n" * 20_000), "TX006", 14),
    "many headings": (body("# 1. А\n\n" * 5_000), "TX003", 14),
    "many lists": (body("а) б\n" * 10_000 + "\n![](а.svg)"), "TX002", 10_015),
    "many tables": (body("|а|б|\n|-|-|\n|в|г|\n\n" * 8_000 + "\n![](а.svg)"), "TX002", 32_015),
    "many captions": (body("1-таблица. Аталышы\n\n" * 8_000 + "\n![](а.svg)"), "TX002", 16_015),
    "many figures": (body("![а](б.svg)\n\n1-сүрөт. Аталышы\n\n" * 5_000 + "\n![](а.svg)"), "TX002", 20_015),
    "many sections cited": (body("5.4.3-бөлүм, 6.2-пункт " * 1_000 + "\n![](а.svg)"), "TX002", 15),
    "many years": (body("2019-2024-жылдарга 31.02.2026 " * 1_000 + "\n![](а.svg)"), "TX002", 15),
    "one word for ever": (body("а" * 10 + "\u0301" * 300_000 + "\n![](а.svg)"), "TX002", 15),
    "hidden characters in the text": (body("а\u202eб\u200b" * 50_000), "TX004", 14),
}


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A repository with a finding of its own, which nothing may hide."""
    spoil(desk)
    return desk


def checked(desk: Desk, seconds: float = SECONDS) -> Report:
    """Check the repository; the finding of the other document must be among those that come back."""
    with at_most(seconds):
        report = check(Workspace.find(desk.root), TODAY)
    assert any(item.rule == "LV005" and item.subject == DRAFT for item in report.findings)
    assert report.errors
    return report


def places(report: Report) -> set[tuple[str, str, int]]:
    return {(item.rule, item.location.path, item.location.line) for item in report.findings}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_a_finding_with_its_place(other: Desk, name: str) -> None:
    data, rule, line = FILES[name]
    (other.root / BAD).write_bytes(data)

    report = checked(other)

    if rule:
        assert (rule, BAD, line) in places(report)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
@pytest.mark.parametrize("name", ["a long line in front", "hidden characters", "UTF-16", "zeros after the text"])
def test_every_format_tells_of_it(other: Desk, name: str, form: str) -> None:
    (other.root / BAD).write_bytes(FILES[name][0])

    told = other("check", "--format", form, code=1).out

    assert FILES[name][1] in told
    assert "LV005" in told


def test_a_long_line_is_shown_in_part(other: Desk) -> None:
    (other.root / BAD).write_bytes(body("сөз " * 50_000 + "aб"))

    told = other("check", "--select", "TX005", code=1).out

    assert max(map(len, told.splitlines())) <= 120


def test_of_very_many_findings_of_a_rule_the_first_are_shown_and_all_are_counted(other: Desk) -> None:
    (other.root / BAD).write_bytes(body("қ\n\n" * 300))

    told = other("check", "--select", "TX006,LV005", code=1).out
    counted = len(other("check", "--select", "TX006", "--format", "json", code=None).json()["findings"])

    assert told.count("error TX006 ") == 100
    assert f"More findings of TX006 in this file: {counted - 100}" in told
    assert "LV005" in told


@pytest.mark.parametrize("name", ["qms.yaml", "organisation/units.yaml", "registers/waivers.yaml"])
@pytest.mark.parametrize(
    "data", [b"\0", b"\xff\xfe", b"a: &a [*a]", b"- x", b"[" * 5_000, b"entries: x", b"a: \xed\xa0\x80"]
)
def test_a_bad_table_is_a_finding_with_its_place(other: Desk, name: str, data: bytes) -> None:
    (other.root / name).write_bytes(data)

    with at_most(SECONDS):
        report = check(Workspace.find(other.root), TODAY)

    assert [item for item in report.findings if item.location.path == name]


def test_links_out_of_the_repository_are_findings(other: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(TEXT, "utf-8")
    (other.root / BAD).symlink_to(secret)
    (other.root / "documents/9").symlink_to(tmp_path, target_is_directory=True)
    (other.root / "documents/2/loop.md").symlink_to("loop.md")

    found = {item.location.path for item in checked(other).findings if item.rule == "FM005"}

    assert found >= {BAD, "documents/2/loop.md"}


def test_no_document_hides_no_fault_of_the_settings(desk: Desk) -> None:
    settings = desk.root / "qms.yaml"
    settings.write_text(f'{settings.read_text("utf-8")}\nkeys:\n  documents: ["../..", texts]\n', "utf-8")

    assert desk("check", code=1).out.count("error ST001") == 1


@pytest.mark.parametrize(
    ("name", "data"), [(BAD, TEXT.encode("utf-16")), ("organisation/units.yaml", b"- a"), (BAD, b"\0")]
)
def test_what_cannot_be_read_makes_no_abbreviation_unused(other: Desk, name: str, data: bytes) -> None:
    entry = "entries:\n  - {abbreviation: ЖЖЖ, meaning: {ky: жок, ru: нет}}\n"
    (other.root / "registers/abbreviations.yaml").write_text(entry, "utf-8")
    assert "AB002" in other("check", "--format", "json", code=1).out
    (other.root / name).write_bytes(data)

    assert "AB002" not in other("check", "--format", "json", code=1).out


def test_documents_behind_a_link_are_a_finding(desk: Desk) -> None:
    (desk.root / "documents").rename(desk.root / "texts")
    (desk.root / "documents").symlink_to("texts")

    assert "This is a link" in desk("check", code=1).out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name", [b"a\nb.md", b"\xff\xfe.md", b"\x1b[31m.md", "\u202e.md".encode(), b"a\rb.md", b" .md", b"-C.md"]
)
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_any_name_of_a_file_can_be_told(other: Desk, name: bytes, form: str) -> None:
    (other.root / "documents/2" / os.fsdecode(name)).write_bytes(b"x")

    told = other("check", "--select", "FM001,LV005", "--format", form, code=1).out

    assert "FM001" in told
    assert "LV005" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(other: Desk) -> None:
    os.mkfifo(other.root / BAD)

    assert ("FM005", BAD, 1) in places(checked(other))


LETTERS = "аөүңйАБ xCСо0Оі\u0301\u200b\u202e\u2028\x00\x85\t\r\n\ud7ff🙂"
SIGNS = "---:::\"\"''[]{}#&*!|>%@`~?,.-_/\\<>$=+()^;№«»"
WORDS = (
    *(
        "---\n",
        "\n---\n",
        "...\n",
        "code: ",
        "title: ",
        "references: [",
        "]",
        "- ",
        "? ",
        "<<: ",
        "&a ",
        "*a",
        "!!int ",
    ),
    *(
        "2023-14-05",
        "31.02.2026",
        "0o7",
        ".inf",
        "null",
        "~",
        "СМС-ДП-2.15-2024",
        "CMC-ДП-2.1",
        "# ",
        "## 1.2. ",
        "1. ",
    ),
    *(
        "| а | б |\n|---|---|\n",
        "```",
        "~~~\n",
        "![](",
        "](x)",
        "<br>",
        "<!--",
        "$$",
        "[^1]",
        "1-таблица. ",
        "2-сүрөт. ",
    ),
    *("5.4-бөлүм", "а) ", "«", "»", "http://x", "a@b.c", "\ufeff", "\r\n", "  \n", "\\", "АББ (", ")", "%0A::error::"),
)


def fuzzed(chance: random.Random, text: str) -> bytes:
    """Return a text with some damage."""
    for _round in range(chance.randint(1, 12)):
        at = chance.randrange(len(text) + 1)
        new = chance.choice((chance.choice(LETTERS), chance.choice(SIGNS), chance.choice(WORDS), ""))
        text = text[:at] + new * chance.choice((1, 1, 1, 2, 30)) + text[at + chance.choice((0, 0, 1, 5, 40)) :]
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data and chance.random() < 0.1:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def front_matters(chance: random.Random) -> bytes:
    return (
        fuzzed(chance, f"---\n{HEAD}references: [СМС-ДП-2.15-2024]\neffective: 2024-05-01") + f"\n---\n{BODY}".encode()
    )


def bodies(chance: random.Random) -> bytes:
    return TEXT.encode() + fuzzed(chance, BODY * 3)


ROUND = 200


def check_round(desk: Desk, make: Callable[[random.Random], bytes], seed: int) -> None:
    chance = random.Random(seed)
    for number in range(ROUND):
        (desk.root / f"documents/2/f{number}.md").write_bytes(make(chance))

    report = checked(desk, 60)

    assert all(item.location.line > 0 and item.location.column > 0 for item in report.findings)
    for render in (github.render, lambda found, words: junit.render(found, report.files, words)):
        assert render(report.findings, catalog("en"))
    assert fix(Workspace.find(desk.root)).approved == ()


@pytest.mark.parametrize("make", [front_matters, bodies])
def test_no_damaged_document_stops_a_check(other: Desk, make: Callable[[random.Random], bytes]) -> None:
    check_round(other, make, 0)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 51))
@pytest.mark.parametrize("make", [front_matters, bodies])
def test_none_of_ten_thousand_does(other: Desk, make: Callable[[random.Random], bytes], seed: int) -> None:
    check_round(other, make, seed)
