"""Findings on a terminal."""

from __future__ import annotations

import pytest

from qms.adapters.languages import catalog
from qms.model.diagnostic import Diagnostic, Severity, Waiver
from qms.model.location import Location
from qms.model.message import msg
from qms.report import text
from qms.report.found import findings


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    text.console.cache_clear()


def finding(message: str, line: int = 3, column: int = 5, waiver: Waiver | None = None) -> Diagnostic:
    return Diagnostic(
        "FM006",
        "field-missing",
        Severity.ERROR,
        Location("d/x.md", line, column),
        msg(message),
        msg("Write it"),
        "x",
        waiver,
    )


def test_a_finding_shows_its_line_and_a_caret_under_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    findings([finding("No owner")], {"d/x.md": ["", "", "abc\tdef"]}, catalog("en"))

    assert capsys.readouterr().out.splitlines() == [
        "d/x.md",
        "  3:5    error FM006 No owner",
        "         | abc def",
        "         |     ^",
        "         Write it",
        "",
    ]


def test_a_long_message_is_wrapped_below_its_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    findings([finding("word " * 30)], {}, catalog("en"))

    lines = capsys.readouterr().out.splitlines()[1:-2]
    assert len(lines) > 2
    assert all(len(line) <= 60 for line in lines)
    assert all(line.startswith("         word") for line in lines[1:])


def test_a_word_longer_than_the_line_is_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    findings([finding("x" * 90)], {}, catalog("en"))

    assert "x" * 90 in capsys.readouterr().out


@pytest.mark.parametrize("column", [1, 60, 500, 5000, 1_000_000])
def test_the_caret_of_a_very_long_line_stands_under_its_place(capsys: pytest.CaptureFixture[str], column: int) -> None:
    source = "".join("!" if number == column else "." for number in range(1, 5001))
    findings([finding("m", 1, column)], {"d/x.md": [source]}, catalog("en"))

    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 60 for line in lines)
    if column <= 5000:
        assert lines[2].index("!") == lines[3].index("^")


def test_a_waived_finding_takes_one_line_however_long_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    waiver = Waiver("FM006", "x", "", "rector", "reason " * 40, "2027-12-31", Location("w"))

    findings([finding("No owner", waiver=waiver)], {"d/x.md": ["a", "b", "c"]}, catalog("en"))

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("  3:5    waived FM006 No owner · until 2027-12-31: reason")
    assert len(lines[1]) <= 60


def test_files_are_printed_once_with_their_findings(capsys: pytest.CaptureFixture[str]) -> None:
    findings([finding("One"), finding("Two", 9)], {}, catalog("en"))

    assert capsys.readouterr().out.count("d/x.md") == 1


def test_nothing_is_printed_for_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    findings([], {}, catalog("en"))

    assert capsys.readouterr().out == ""
