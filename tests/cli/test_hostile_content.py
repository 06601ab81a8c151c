"""Texts of somebody hostile, in every place that people write, on every way out: they are shown, never obeyed.

Titles, names of units, entries, reasons, names of files and of authors carry escape sequences, formulas, scripts,
workflow commands and forged lines; every command that shows something shows them in each of its formats.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from defusedxml import ElementTree

from qms.cli.app import SECTIONS, run

from .desk import AUDIT, TEXT, Desk, as_person, git

DRAFT = "СМС-ДП-2.10-2024"
NASTY = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[bold]x[/x] {x} %s :smile:",
    "::error file=a::x %0A::set-output name=a::b",
    "\"; DROP TABLE x; -- ' ]]> &amp; </testcase>",
    "| a | b |\\",
    '#read("x") $x$ *b* `c`',
    "@SUM(1;2)",
    "../../../etc/passwd",
    "javascript:alert(1)",
)
TITLE = " ".join(NASTY)
SCREEN = "\x1b[31m\x1b]0;x\x07\x9b31m\u202eevil\u2066\u200b\ufeff"
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
BODY = f"""
# 9. {TITLE}

{SCREEN} <script>alert(2)</script> [x](javascript:alert(1)) [y](file:///etc/passwd) ![z](../../../etc/passwd)

| {SCREEN} | =1+1 |
|---|---|
| <b>x</b> | @x |
"""
RISK = ("--set", "kind=risk", "--set", "process=2.1", "--set", "owner=rector", "--set", "identified=2026-02-03")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def say(*words: str) -> None:
    assert run([*words]) == 0, words


def entitle(table: Path, *rows: str) -> None:
    """Give rows of a table a hostile title in every language."""
    text = table.read_text("utf-8")
    for row in rows:
        title = rf"(?s)(- (?:id|number): {re.escape(row)}\n\s+title:)(?: \{{.*?\}}|.*?)(?=\n    [a-z]+:)"
        languages = "{" + ", ".join(f"{name}: {quoted(TITLE)}" for name in ("ky", "ru", "en")) + "}"
        text, count = re.subn(title, lambda found, new=languages: f"{found[1]} {new}", text, count=1)
        assert count == 1, row
    table.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def written(prepared: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small repository after somebody hostile has written wherever writing is allowed."""
    root = tmp_path_factory.mktemp("hostile") / "docs"
    shutil.copytree(prepared, root, symlinks=True)
    with as_person(home, root):
        path = next(root.glob(f"documents/*/{DRAFT}.md"))
        text = path.read_text("utf-8")
        title = next(line for line in text.splitlines() if line.startswith("title:"))
        path.write_text(text.replace(title, f"title: {{ky: {quoted(TITLE)}, ru: {quoted(TITLE)}}}"), "utf-8")
        git(root, home, "config", "user.name", f"{SCREEN} {TITLE}")
        say("revise", DRAFT, "--change", TITLE, "--basis", f"{TITLE}\nQms-Document: СМС-ДП-9.9-2024")
        say("approve", DRAFT, "--by", "rector", "--decision", f"{TITLE}\nQms-Basis: forged")
        say("issue", DRAFT, "--to", "ОИД")
        for evil in NASTY:
            say("entry", "new", "risks", *RISK, "--set", f"title={evil}")
        say("withdraw", AUDIT, "--basis", TITLE, "--yes")
    entitle(root / "organisation" / "units.yaml", "АББСД", "ОИД")
    entitle(root / "organisation" / "positions.yaml", "rector")
    entitle(root / "registers" / "processes.yaml", '"1.1"')
    other = root / "documents" / "2"
    (other / "=cmd \x1b[31m\n::error::x.md").write_text("x\n", "utf-8")
    (other / "<img src=x onerror=alert(1)>.md").write_text(f"---\ncode: {SCREEN}\n---\n{BODY}", "utf-8")
    draft = TEXT.format(code="СМС-ДП-2.12-2024", type="ДП", level="2", title="Сыноо")
    (other / "СМС-ДП-2.12-2024.md").write_text(draft + BODY, "utf-8")
    return root


@pytest.fixture
def hostile(written: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with as_person(home, written):
        yield Desk(written, home, capsys)


TEXTS = (
    ("check",),
    ("list",),
    ("show", DRAFT),
    ("show", "2.12"),
    ("status",),
    ("inbox",),
    ("history", DRAFT),
    ("history", DRAFT, "--all"),
    ("diff", DRAFT),
    ("blame", DRAFT, "2"),
    ("search", "cmd"),
    ("copies", DRAFT),
    ("recall",),
    ("entry", "list", "risks"),
    ("entry", "show", "ТБ-2026-002"),
    ("entry", "history", "ТБ-2026-001"),
    ("register", "list"),
    ("calendar", "2026"),
    ("coverage",),
    ("trail", "verify"),
    ("code", "explain", TITLE),
    ("code", "list"),
    ("show", TITLE),
    ("entry", "show", SCREEN),
    ("fix", "--dry-run"),
    ("commit", "--dry-run"),
    ("undo", "--dry-run"),
    ("verify", TITLE),
    ("form",),
    ("explain", SCREEN),
    ("competence",),
    ("competence", "--gaps"),
    ("register", "show", "risks"),
    ("copies", "--reconcile"),
    ("copies", "--coverage"),
    ("recall", AUDIT, "--unit", "ОИД"),
    ("code", "next", TITLE),
    ("report", "processes", "2026"),
    ("report", "management-review", "2026"),
    ("anchor", "accept", SCREEN),
    ("keys", "list"),
    ("trust", "show"),
    ("seal",),
    ("sign", f"{SCREEN}.pdf", "--key", TITLE),
    ("sync", "--dry-run"),
    ("resolve",),
    ("hooks", "install", "--dry-run"),
    ("merge-reports", SCREEN),
    ("schema", "risks"),
    ("entry", "import", "risks", SCREEN),
    ("entry", "export", "risks", "-"),
    ("entry", "print", TITLE),
    ("render", TITLE),
    ("issue", TITLE),
    ("approve", TITLE, "--by", SCREEN, "--decision", "x"),
    ("check", "--changed", SCREEN),
    ("check", "--baseline", SCREEN),
    ("new", TITLE, SCREEN),
    ("external", "register", SCREEN),
    ("init", SCREEN, "--dry-run"),
    ("supersede", TITLE, SCREEN, "--basis", "x"),
    ("amend", TITLE, SCREEN, "--reason", "x"),
)


@pytest.mark.parametrize("words", TEXTS, ids=lambda words: " ".join(words)[:30])
def test_a_terminal_gets_only_what_can_be_seen(hostile: Desk, words: tuple[str, ...]) -> None:
    told = hostile(*words)
    assert told.code in {0, 1, 2}
    assert not UNSEEN.search(told.out + told.err), UNSEEN.findall(told.out + told.err)


JSON = tuple(
    words
    for words in TEXTS
    if words[0] not in {"commit", "undo", "form", "hooks", "init", "schema", "report", "merge-reports"}
    and words[:2] != ("entry", "export")
)


@pytest.mark.parametrize("words", JSON, ids=lambda words: " ".join(words)[:30])
def test_json_is_ascii_and_whole(hostile: Desk, words: tuple[str, ...]) -> None:
    told = hostile(*words, "--format", "json")
    assert told.out.isascii()
    if told.code != 2:
        json.loads(told.out)


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_reports_of_findings_for_forges_are_json(hostile: Desk, form: str) -> None:
    json.loads(hostile("check", "--format", form).out)


def test_no_text_begins_a_workflow_command_of_its_own(hostile: Desk) -> None:
    lines = hostile("check", "--format", "github").out.splitlines()
    assert all(re.match(r"::(error|warning|notice) ", line) for line in lines if line.startswith("::"))
    assert not any("::set-output" in line and line.startswith("::set-output") for line in lines)
    assert not UNSEEN.search("".join(lines))


def test_junit_is_xml_with_the_texts_as_texts(hostile: Desk) -> None:
    suite = ElementTree.fromstring(hostile("check", "--format", "junit").out)
    assert {node.tag for node in suite.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "system-out",
    }


TABLES = (
    ("history", DRAFT),
    ("list",),
    ("blame", DRAFT, "2"),
    ("copies", DRAFT),
    ("recall",),
    ("entry", "list", "risks"),
    ("competence",),
)


@pytest.mark.parametrize("words", [*TABLES, ("entry", "export", "risks")], ids=lambda words: " ".join(words)[:30])
def test_no_cell_of_a_csv_file_is_a_formula(hostile: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    if words[1:2] != ("export",):
        out = hostile(*words, "--format", "csv", code=0).out
    else:
        hostile(*words, str(tmp_path / "x.csv"), code=0)
        out = (tmp_path / "x.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert words[0] in {"blame", "copies", "competence", "recall"} or any("=cmd" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert not UNSEEN.search("".join(cells))


@pytest.mark.parametrize("words", TABLES, ids=lambda words: " ".join(words)[:30])
def test_a_table_of_markdown_keeps_its_columns(hostile: Desk, words: tuple[str, ...]) -> None:
    from markdown_it import MarkdownIt

    out = hostile(*words, "--format", "md", code=0).out
    assert not UNSEEN.search(out)
    widths = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in out.splitlines() if line.startswith("|")}
    assert len(widths) <= (2 if words[0] == "recall" else 1), widths
    tags = Tags()
    tags.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(out))
    assert tags.wrong == []


def test_no_cell_of_a_workbook_is_a_formula(hostile: Desk, tmp_path: Path) -> None:
    hostile("entry", "export", "risks", str(tmp_path / "x.xlsx"), code=0)
    hostile("history", DRAFT, "--format", "xlsx", "--out", str(tmp_path), code=0)
    found = list(tmp_path.glob("*.xlsx"))
    assert len(found) == 2
    for path in found:
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                assert b"<f>" not in book.read(name)
                assert b"externalLink" not in name.encode()


class Tags(HTMLParser):
    """Collects what a browser would obey."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "form", "base", "link"}:
            self.wrong.append(tag)
        for name, value in attrs:
            here = (value or "").strip().casefold()
            if name.startswith("on") or here.startswith(("javascript:", "file:", "vbscript:", "//")):
                self.wrong.append(f"{tag} {name}={value}")
            if name in {"src", "href"} and ("../" in here or re.match("data:(?!image/)", here)):
                self.wrong.append(f"{tag} {name}={value}")


PRINTS = (
    ("render", DRAFT),
    ("render", "2.12", "--draft"),
    ("form", "master-list"),
    ("form", "change-notice", DRAFT),
    ("form", "distribution-sheet", DRAFT),
    ("entry", "print", "risks"),
    ("entry", "print", "ТБ-2026-002"),
)


def printed(desk: Desk, words: tuple[str, ...], form: str, out: Path) -> Path:
    desk(*words, "--to", form, "--out", str(out), code=0)
    (path,) = [path for path in out.iterdir() if path.suffix == f".{form}"]
    assert not UNSEEN.search(path.name)
    return path


@pytest.mark.parametrize("words", PRINTS, ids=lambda words: " ".join(words)[:30])
def test_a_browser_finds_nothing_to_obey(hostile: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    tags = Tags()
    text = printed(hostile, words, "html", tmp_path / "o").read_text("utf-8")
    tags.feed(text)
    assert tags.wrong == []
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_a_redline_for_a_browser_has_nothing_to_obey(hostile: Desk) -> None:
    tags = Tags()
    tags.feed(hostile("diff", DRAFT, "--format", "html").out)
    assert tags.wrong == []


@pytest.mark.parametrize("words", PRINTS, ids=lambda words: " ".join(words)[:30])
def test_word_finds_nothing_to_obey(hostile: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    with zipfile.ZipFile(printed(hostile, words, "docx", tmp_path / "o")) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
        if name.endswith(".rels"):
            targets = re.findall(rb'Target="([^"]*)"[^>]*TargetMode="External"', data)
            assert [found for found in targets if not found.startswith((b"https:", b"mailto:"))] == []
    fields = b"".join(re.findall(rb"<w:instrText[^>]*>(.*?)</w:instrText>", b"".join(parts.values())))
    assert not re.search(rb"DDE|INCLUDE|cmd", fields)


@pytest.mark.parametrize(
    "words", [*PRINTS, ("calendar", "2026", "--format", "pdf")], ids=lambda words: " ".join(words)[:30]
)
def test_a_reader_of_pdf_finds_nothing_to_obey(hostile: Desk, words: tuple[str, ...], tmp_path: Path) -> None:
    import pypdf

    hostile(*words, "--out", str(tmp_path / "o"), code=0)
    (path,) = (tmp_path / "o").glob("*.pdf")
    reader = pypdf.PdfReader(path)
    assert int(reader.trailer["/Size"]) > 10
    for number in range(1, int(reader.trailer["/Size"])):
        words_of = repr(reader.get_object(number))
        assert not re.search(r"/(JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia)\b", words_of)
        assert not re.search(r"/URI'?: '(?!https:|mailto:)", words_of)


def test_a_calendar_program_gets_no_line_of_a_stranger(hostile: Desk) -> None:
    out = hostile("calendar", "2026", "--format", "ics", code=0).out
    unfolded = re.sub(r"\r?\n ", "", out).splitlines()
    names = {re.split("[:;]", line)[0] for line in unfolded}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP", "URL", "NAME", "X-WR-CALNAME", "LAST-MODIFIED"),
        *("ACTION", "TRIGGER"),
    }, names
    assert {line for line in unfolded if line.startswith("ACTION")} <= {"ACTION:DISPLAY"}
    assert all(len(line.encode()) <= 75 for line in out.splitlines())


def test_no_reason_forges_a_trailer(hostile: Desk) -> None:
    log = hostile.git("log", "--format=%(trailers:key=Qms-Document,valueonly)%(trailers:key=Qms-Basis,valueonly)")
    assert "СМС-ДП-9.9-2024" not in log.splitlines()
    assert "forged" not in log.splitlines()


UNTRIED = frozenset({"demo"})  # shows nothing but its own story
ACTS = {
    **dict.fromkeys(("submit", "check-off", "agree"), ("--note", SCREEN)),
    **dict.fromkeys(("acknowledge", "return", "destroy", "lost"), ("--copy", "77", "--note", SCREEN)),
    "reject": ("--reason", SCREEN),
    "effect": ("--order", SCREEN),
    "archive": ("--place", SCREEN),
    "review": ("--basis", SCREEN),
    "withdraw": ("--basis", SCREEN, "--yes"),
}


def test_every_command_is_tried() -> None:
    tried = {words[0] for words in (*TEXTS, *PRINTS)} | {"diff", "calendar", "revise"}
    assert {name for _title, names in SECTIONS for name in names} == tried | ACTS.keys() | UNTRIED


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_is_refused_shows_no_more_than_can_be_seen(hostile: Desk, name: str) -> None:
    for code in (SCREEN, TITLE):
        told = hostile(name, code, *ACTS[name], code=2)
        assert not UNSEEN.search(told.out + told.err)
