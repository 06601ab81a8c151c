"""Document text is shown, never obeyed: by no terminal, spreadsheet or Markdown reader."""

from __future__ import annotations

import csv as reader
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.languages import catalog
from qms.model.diagnostic import Diagnostic, Severity, Waiver
from qms.model.location import Location
from qms.model.message import msg
from qms.report import csv, markdown, text
from qms.report import json as as_json
from qms.report.found import findings
from qms.report.safe import cell, show
from qms.report.table import Table

EVIL = ("\x1b[31mred", "\x07", "\x9b31m", "a\rb", "\u202eabc", "\ufeff", "\x00", "\u200b", "\x7f", "a\tb")


def table(*cells: str) -> Table:
    return Table("T", tuple("ABCDEFGH"[: len(cells)]), (cells,))


@pytest.mark.parametrize("evil", EVIL)
def test_control_characters_are_made_visible(evil: str) -> None:
    for shown in (show(evil), csv.render(table(evil)), markdown.render(table(evil))):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff]", shown)


@given(st.text())
def test_show_leaves_only_what_can_be_seen(any_text: str) -> None:
    shown = show(any_text)

    assert all(letter == "\n" or ord(letter) >= 0x20 for letter in shown)
    assert show(shown) == shown


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1", "\t=1", "＝1", "=cmd|' /C calc'!A0", "\n=1"]
)
def test_a_formula_becomes_a_text(formula: str) -> None:
    assert cell(formula).startswith("'")


@pytest.mark.parametrize("number", ["1", "-1", "+2,5", "-3.14", "0"])
def test_a_number_stays_one(number: str) -> None:
    assert cell(number) == number


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf"])), min_size=2, max_size=5))
def test_csv_is_read_again_as_it_was(cells: list[str]) -> None:
    (_, found) = reader.reader(io.StringIO(csv.render(table(*cells))))

    assert [value.removeprefix("'") for value in found] == [show(value).removeprefix("'") for value in cells]


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_a_markdown_row_is_one_line_with_its_cells(cells: list[str]) -> None:
    lines = markdown.render(table(*cells)).splitlines()

    assert len(lines) == 5
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", lines[-1])) == len(cells) + 1


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda item: st.lists(item) | st.dictionaries(st.text(), item))
)
def test_json_is_ascii_and_whole(value: object) -> None:
    rendered = as_json.render(value)

    assert rendered.isascii()
    assert json.loads(rendered) == value


@pytest.mark.parametrize("evil", [*EVIL, "a\nb", "{x}", "[/x]", "[bold]", ":smile:"])
def test_a_terminal_gets_every_text_as_it_is(evil: str, capsys: pytest.CaptureFixture[str]) -> None:
    text.console.cache_clear()
    text.line(evil)
    text.table(table("x", evil))
    text.pairs([("x", evil)])
    finding = Diagnostic(
        "FM001", "x", Severity.ERROR, Location("a/" + evil, 1, 2), msg("{evil}", evil=evil), msg("{evil}", evil=evil)
    )
    waived = Diagnostic(
        *("FM001", "x", Severity.ERROR, Location("b", 1, 2), msg("m"), msg("h"), "s"),
        Waiver("FM001", "s", "", "rector", evil, "2027-01-01", Location("w")),
    )
    findings([finding, waived], {"a/" + evil: [evil]}, catalog("en"))

    out = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff]", out)
    if evil.startswith(("{", "[", ":")):
        assert out.count(evil) >= 6


def test_a_line_break_in_a_value_begins_no_line_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    text.console.cache_clear()
    forged = "x\nDocuments: 9 · errors: 0"
    finding = Diagnostic(
        "FM001", "x", Severity.ERROR, Location("a\nb", 1, 2), msg("{x}", x=forged), msg("{x}", x=forged), forged
    )
    findings([finding], {}, catalog("en"))
    text.pairs([("Title", forged)])
    text.table(table("a", forged))

    assert not any(line.startswith("Documents") for line in capsys.readouterr().out.splitlines())


def test_a_line_break_in_a_name_begins_no_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    path = "documents/a\n::error::forged/x.md"
    found = Diagnostic(
        "FM001", "x", Severity.ERROR, Location(path, 1, 1), msg('"{name}"', name="b\n::error::y"), msg("")
    )

    findings([found], {}, catalog("en"))
    text.line('There is no "c\n::error::z"')

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(":")] == []
    assert any("forged" in line for line in lines)
