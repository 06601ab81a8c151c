"""A legacy stock: the findings of the first day are known, only new ones count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .desk import Desk
from .test_check import DRAFT, PICTURE, WORK, draw, rules, spoil

FILE = "baseline.json"


@pytest.fixture
def legacy(desk: Desk) -> Desk:
    """A repository with two old faults and their baseline."""
    spoil(desk)
    draw(desk)
    desk.edit(WORK, PICTURE)
    for name in ("abbreviations", "glossary"):  # the small repository uses few of them
        (desk.root / f"registers/{name}.yaml").unlink()
    told = desk("check", "--baseline", FILE, "--write-baseline", code=0)
    assert 'Known findings in "baseline.json": 2' in told.out
    return desk


def summary(desk: Desk) -> dict[str, object]:
    return desk("check", "--baseline", FILE, "--format", "json").json()["summary"]


def test_known_findings_are_counted_and_not_told(legacy: Desk) -> None:
    assert rules(legacy, "--baseline", FILE, code=0) == []
    assert rules(legacy, code=1) == ["LV005", "TX002"]
    assert (summary(legacy)["known"], summary(legacy)["gone"]) == (2, [])
    assert "Known by the baseline: 2" in legacy("check", "--baseline", FILE, code=0).out


def test_lines_may_move(legacy: Desk) -> None:
    path = legacy.path(WORK)
    path.write_text(path.read_text("utf-8").replace("# 1. Максаты", "Кириш сөз.\n\n# 1. Максаты"), "utf-8")

    assert rules(legacy, "--baseline", FILE, code=0) == []


def test_a_new_finding_counts_also_beside_a_known_one(legacy: Desk) -> None:
    legacy.edit(DRAFT, PICTURE)

    assert rules(legacy, "--baseline", FILE, code=1) == ["TX002"]


def test_a_line_that_is_edited_is_new(legacy: Desk) -> None:
    spoil(legacy, DRAFT, "ЖОКБӨЛҮМ", "БАШКА")

    assert rules(legacy, "--baseline", FILE, code=1) == ["LV005"]


def test_the_same_line_a_second_time_is_new(desk: Desk) -> None:
    path = desk.edit(DRAFT, PICTURE)
    desk("check", "--baseline", FILE, "--write-baseline", code=0)
    assert rules(desk, "--baseline", FILE, code=0) == []

    path.write_text(path.read_text("utf-8") + f"\n{PICTURE}\n", "utf-8")

    assert rules(desk, "--baseline", FILE, code=1) == ["TX002"]


def test_what_no_longer_occurs_is_named_and_fails_nothing(legacy: Desk) -> None:
    spoil(legacy, DRAFT, "ЖОКБӨЛҮМ", "АББСД")

    told = legacy("check", "--baseline", FILE, code=0).out

    assert "no longer found: LV005 in" in told
    assert "--write-baseline" in told
    assert summary(legacy)["gone"] == [{"rule": "LV005", "code": DRAFT, "path": f"documents/2/{DRAFT}.md"}]


def test_a_narrow_check_calls_nothing_gone(legacy: Desk) -> None:
    for words in (("registers",), ("--select", "FM001"), ("--changed",)):
        told = legacy("check", *words, "--baseline", FILE, "--format", "json", code=0).json()
        assert told["summary"]["gone"] == []


def test_waived_findings_stay_waived(legacy: Desk) -> None:
    assert summary(legacy)["waived"] == 6
    assert len(json.loads((legacy.root / FILE).read_text("ascii"))["findings"]) == 2


def test_the_file_is_the_same_every_time_and_one_line_a_finding(legacy: Desk) -> None:
    before = (legacy.root / FILE).read_bytes()
    legacy("check", "--baseline", FILE, "--write-baseline", code=0)

    assert (legacy.root / FILE).read_bytes() == before
    assert before.isascii()
    assert sum(line.startswith(b'  {"rule"') for line in before.splitlines()) == 2


def test_an_empty_baseline_can_be_written_and_read(desk: Desk) -> None:
    desk("check", "--baseline", FILE, "--write-baseline", code=0)

    assert rules(desk, "--baseline", FILE, code=0) == []


@pytest.mark.parametrize(
    "words",
    [
        ("--write-baseline",),
        ("--baseline", "none.json"),
        ("--baseline", FILE, "--write-baseline", "--select", "FM001"),
        ("--baseline", FILE, "--write-baseline", "--changed"),
        ("--baseline", FILE, "--write-baseline", "documents"),
        ("--baseline", "documents"),
        ("--baseline", "none/none.json", "--write-baseline"),
    ],
)
def test_a_wrong_use_writes_nothing(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk("check", *words, code=2).out == ""
    assert desk.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "7",
        '{"format": 2, "findings": []}',
        '{"format": 1, "findings": {}}',
        '{"format": 1, "findings": [7]}',
        '{"format": 1, "findings": [{"rule": "x"}]}',
        '{"format": 1, "findings": [{"rule": "x", "code": "", "path": "", "line": "", "count": true}]}',
        '{"format": 1, "findings": [{"rule": "x", "code": "", "path": "", "line": "", "count": -1}]}',
        '{"format": 1, "findings": [{"rule": 7, "code": "", "path": "", "line": "", "count": 1}]}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_a_file_that_is_no_baseline_is_never_a_pass(desk: Desk, text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, "latin-1")

    told = desk("check", "--baseline", str(path), code=2)

    assert "bad.json" in told.err
    assert told.out == ""


@pytest.mark.parametrize("name", ["qms.yaml", "documents/3/СМС-КИ-КБ-01-2024.md", "registers/processes.yaml"])
def test_nothing_but_a_baseline_is_written_over(desk: Desk, name: str) -> None:
    before = (desk.root / name).read_bytes()

    told = desk("check", "--baseline", name, "--write-baseline", code=2)

    assert "is there already, and is no baseline" in told.err
    assert (desk.root / name).read_bytes() == before
