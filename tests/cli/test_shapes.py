"""The shapes that scripts rely on: keys in their order, ASCII, the same on every run."""

from __future__ import annotations

import csv
import io

import pytest

from .desk import AUDIT, Desk

LISTED = ["code", "title", "type", "level", "revision", "state", "effective", "review_due", "path"]
COPY = ["code", "number", "holder", "revision", "state", "issued", "acknowledged", "closed"]
FINDING = ["rule", "name", "severity", "path", "line", "column", "code", "message", "help", "waiver"]
ROW = [
    *("number", "kind", "revision", "date", "effective", "author", "approved_by", "basis", "summary"),
    *("sections", "commit"),
]
COMMANDS = (
    ("list",),
    ("copies",),
    ("copies", "2.15"),
    ("status",),
    ("check",),
    ("show", "2.15"),
    ("history", "2.15"),
    ("explain",),
    ("explain", "FM006"),
)


@pytest.mark.parametrize("words", COMMANDS)
def test_json_is_ascii_and_the_same_on_every_run(desk: Desk, words: tuple[str, ...]) -> None:
    first = desk(*words, "--format", "json", code=0)

    assert first.json()
    assert first.err == ""
    assert desk(*words, "--format", "json", code=0).out == first.out


@pytest.mark.parametrize("words", COMMANDS[:-2])
def test_json_has_the_same_keys_and_ids_in_every_language(desk: Desk, words: tuple[str, ...]) -> None:
    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {name: keys(item) for name, item in value.items()}
        return [keys(item) for item in value] if isinstance(value, list) else type(value)

    english, russian = (desk(*words, "--format", "json", "--lang", name, code=0).json() for name in ("en", "ru"))

    assert keys(english) == keys(russian)


def test_list(desk: Desk) -> None:
    told = desk("list", "--format", "json", code=0).json()

    assert list(told) == ["documents"]
    assert [list(item) for item in told["documents"]] == [LISTED] * 6
    assert [item["code"] for item in told["documents"]] == [
        "СМС-ДП-2.9-2024",
        "СМС-ДП-2.10-2024",
        "СМС-ДП-2.15-2024",
        "СМС-ЖИ-АББСД-01-2024",
        "СМС-КИ-КБ-01-2024",
        "СМС-ТД-0001-2024",
    ]
    assert told["documents"][2] == {
        "code": AUDIT,
        "title": "Ички аудит",
        "type": "ДП",
        "level": "2",
        "revision": 1,
        "state": "in-force",
        "effective": "2024-06-10",
        "review_due": "2027-06-10",
        "path": f"documents/2/{AUDIT}.md",
    }
    assert (told["documents"][1]["effective"], told["documents"][1]["state"]) == (None, "draft")


def test_copies(desk: Desk) -> None:
    told = desk("copies", "--format", "json", code=0).json()

    assert list(told) == ["copies"]
    assert [list(item) for item in told["copies"]] == [COPY] * 3
    assert (told["copies"][0]["acknowledged"], told["copies"][0]["closed"]) == (None, None)


def test_check(desk: Desk) -> None:
    desk.edit(AUDIT)

    told = desk("check", "--format", "json", code=1).json()

    assert list(told) == ["findings", "summary"]
    assert all(list(item) == FINDING for item in told["findings"])
    assert list(told["summary"]) == ["documents", "errors", "warnings", "waived", "rules"]
    assert told["summary"]["documents"] == 6
    assert told["summary"]["waived"] == 6
    waived = [item for item in told["findings"] if item["waiver"]]
    assert set(waived[0]["waiver"]) >= {"by", "reason", "until"}
    assert told["summary"]["errors"] == sum(
        item["severity"] == "error" and not item["waiver"] for item in told["findings"]
    )


def test_history(desk: Desk) -> None:
    told = desk("history", AUDIT, "--format", "json", code=0).json()

    assert list(told) == ["code", "title", "rows"]
    assert [list(row) for row in told["rows"]] == [ROW]
    assert list(told["rows"][0]["sections"]) == ["changed", "new", "removed"]
    assert told["rows"][0]["approved_by"] == "rector"


@pytest.mark.parametrize(("language", "name"), [("en", "Rector"), ("ky", "Ректор"), ("ru", "Ректор")])
def test_people_read_the_names_of_roles(desk: Desk, language: str, name: str) -> None:
    for words in (("show", AUDIT), ("history", AUDIT), ("history", AUDIT, "--format", "csv")):
        told = desk(*words, "--lang", language, code=0).out
        assert name in told
        assert "rector" not in told


def test_the_reviewer_is_named_too(desk: Desk) -> None:
    desk("review", AUDIT, "--basis", "№ 3", code=0)

    assert "Директор ДАКО" in desk("history", AUDIT, "--lang", "ru", "--format", "csv", code=0).out
    assert "quality-director" in desk("history", AUDIT, "--format", "json", code=0).out


@pytest.mark.parametrize("words", [("list",), ("copies",), ("history", "2.15")])
def test_csv_and_markdown_have_all_columns_whatever_is_empty(desk: Desk, words: tuple[str, ...]) -> None:
    rows = list(csv.reader(io.StringIO(desk(*words, "--format", "csv", code=0).out)))
    lines = [line for line in desk(*words, "--format", "md", code=0).out.splitlines() if line.startswith("|")]

    assert len({len(row) for row in rows}) == 1
    assert len(lines) == len(rows) + 1
    assert {line.count("|") for line in lines} == {len(rows[0]) + 1}


def test_a_formula_in_a_title_stays_a_text(desk: Desk) -> None:
    desk("new", "--", "ДП", "=HYPERLINK(1)", code=0)
    desk("new", "--", "ДП", "a|b <b> [x](y) `c`", code=0)

    assert "'=HYPERLINK(1)" in desk("list", "--format", "csv", code=0).out
    assert r"a\|b \<b\> \[x\](y) \`c\`" in desk("list", "--format", "md", code=0).out


def test_the_list_is_readable_in_80_columns(desk: Desk) -> None:
    lines = desk("list", code=0).out.splitlines()

    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("СМС-") for line in lines) == 6


@pytest.mark.parametrize("width", ["20", "40", "80", "200"])
@pytest.mark.parametrize("words", [("list",), ("copies",), ("status",), ("show", AUDIT), ("history", AUDIT)])
def test_every_width_shows_every_code_whole(
    desk: Desk, words: tuple[str, ...], width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)

    told = desk(*words, code=0).out

    if int(width) > 30:
        assert AUDIT in told
        assert max(len(line.rstrip()) for line in told.splitlines() if "qms " not in line) <= max(int(width), 60)


def test_a_waived_finding_takes_one_line(desk: Desk) -> None:
    told = desk("check", "--lang", "ky", code=0).out

    waived = [line for line in told.splitlines() if " RG001 " in line]
    assert len(waived) == 6
    assert max(map(len, waived)) <= 80


def test_findings_are_wrapped_with_their_indent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    path = desk.path(AUDIT)
    path.write_text(path.read_text("utf-8").replace("owner: АББСД", "owner: ЖОКБӨЛҮМ"), "utf-8")

    lines = desk("check", code=1).out.splitlines()

    assert any(line.startswith("  7:") for line in lines)
    assert max(map(len, lines[:-2])) <= 50
