"""`--shard` and `qms merge-reports`: parts joined are the whole, byte for byte, and nothing less than all parts is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .desk import Desk

CITED = "\nCMC-ДП-2.9-2024 жана «Китепкана» боюнча; Cапат. СМС-ДП-9.9-2024 да бар.\n"
WAIVERS = """entries:
  - {rule: CD011, subject: СМС-ДП-2.15-2024, by: rector, reason: Эски текст, until: 2999-01-01}
  - {rule: TX001, subject: СМС-ДП-2.9-2024, by: rector, reason: Эч нерсе жок, until: 2999-01-01}
"""


@pytest.fixture
def faulty(desk: Desk) -> Desk:
    """The repository with findings of many rules, one waived, and a waiver that covers nothing."""
    for path in sorted((desk.root / "documents").rglob("*.md")):
        path.write_text(path.read_text("utf-8") + CITED, "utf-8")
    (desk.root / "registers" / "waivers.yaml").write_text(WAIVERS, "utf-8")
    return desk


def parts(desk: Desk, folder: Path, of: int, *words: str) -> list[str]:
    """Do every part and return the files."""
    made = []
    for number in range(1, of + 1):
        path = folder / f"{number}.json"
        path.write_text(desk(*words, "--shard", f"{number}/{of}", "--format", "json").out, "utf-8")
        made.append(str(path))
    return made


@pytest.mark.parametrize("of", [1, 2, 5])
@pytest.mark.parametrize("shape", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_the_parts_joined_are_the_whole(faulty: Desk, tmp_path: Path, shape: str, of: int) -> None:
    whole = faulty("check", "--format", shape, code=1)
    made = parts(faulty, tmp_path, of, "check")
    assert faulty("merge-reports", *reversed(made), "--format", shape, code=1).out == whole.out
    rules = {item["rule"] for item in json.loads(faulty("check", "--format", "json").out)["findings"]}
    assert {"CD011", "RG003", "AB002"} <= rules


def test_every_part_does_something_else(faulty: Desk, tmp_path: Path) -> None:
    found = [json.loads(Path(path).read_bytes())["findings"] for path in parts(faulty, tmp_path, 3, "check")]
    rows = [json.dumps(item) for part in found for item in part if item["rule"] != "RG003"]
    assert len(rows) == len(set(rows))
    assert all(found)


def test_a_part_that_is_missing_doubled_or_of_another_check_is_refused(faulty: Desk, tmp_path: Path) -> None:
    made = parts(faulty, tmp_path, 3, "check")
    assert "Parts are missing: 2" in faulty("merge-reports", made[0], made[2], code=2).err
    twice = tmp_path / "twice.json"
    twice.write_bytes(Path(made[0]).read_bytes())
    assert "are the same part" in faulty("merge-reports", *made, str(twice), code=2).err
    assert "no part of a check" in faulty("merge-reports", str(faulty.root / "qms.yaml"), code=2).err
    assert "there is no such file" in faulty("merge-reports", str(tmp_path / "none.json"), code=2).err
    (faulty.root / "documents" / "2" / "СМС-ДП-2.9-2024.md").write_text("---\ncode: x\n---\n", "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    later = parts(faulty, other, 3, "check")
    assert "of another check" in faulty("merge-reports", made[0], later[1], made[2], code=2).err
    Path(made[1]).write_text(Path(made[1]).read_text("utf-8").replace('"line"', '"lane"'), "utf-8")
    assert "damaged" in faulty("merge-reports", *made, code=2).err


@pytest.mark.parametrize("text", ["0/4", "5/4", "4", "a/b", "1/0", "-1/2", "1/99999", "²/3"])
def test_what_is_no_part_is_refused(desk: Desk, text: str) -> None:
    assert "is no part of a work" in desk("check", "--shard", text, "--format", "json", code=2).err
    assert "is no part of a work" in desk("render", "--all", "--shard", text, code=2).err


@pytest.mark.parametrize("words", [(), ("documents",), ("--changed", "main"), ("--watch",), ("--baseline", "b.json")])
def test_a_part_is_of_the_whole_check(desk: Desk, words: tuple[str, ...]) -> None:
    formats = ("--format", "json") if words else ()
    assert "written as JSON" in desk("check", *words, "--shard", "1/2", *formats, code=2).err


def test_every_document_is_printed_in_one_part(desk: Desk, tmp_path: Path) -> None:
    whole = json.loads(desk("render", "--all", "--draft", "--to", "md", "--format", "json", code=0).out)["written"]
    made = parts(desk, tmp_path, 2, "render", "--all", "--draft", "--to", "md")
    joined = json.loads(desk("merge-reports", *made, "--format", "json", code=0).out)["written"]
    assert sorted(item["sha256"] for item in joined) == sorted(item["sha256"] for item in whole)
    assert [item["code"] for item in joined] == [item["code"] for item in whole]
    assert "not printed: 0" in desk("merge-reports", *made, code=0).out
    (tmp_path / "check").mkdir()
    check = parts(desk, tmp_path / "check", 1, "check")[0]
    assert "of another check" in desk("merge-reports", made[0], check, code=2).err


@pytest.mark.parametrize(
    "part",
    [
        '{"shard": {"number": 1, "of": 999999999999}, "findings": []}',
        '{"shard": {"number": 1, "of": 1}, "written": [5]}',
        '{"shard": {"number": 1, "of": 1}, "written": 7}',
        '{"shard": {"number": 1, "of": 1}, "written": [{"code": []}, {}]}',
        '{"shard": {"number": 1, "of": 1}, "findings": [{"rule": []}], "files": {}, "summary": {}}',
    ],
)
def test_a_part_that_somebody_else_wrote_is_answered_in_words(desk: Desk, tmp_path: Path, part: str) -> None:
    (tmp_path / "part.json").write_text(part, "utf-8")

    assert desk("merge-reports", str(tmp_path / "part.json"), code=2).err.count("\n") >= 2


def test_a_part_says_nothing_in_the_place_of_a_rule_that_a_terminal_would_obey(faulty: Desk, tmp_path: Path) -> None:
    told = faulty("check", "--shard", "1/1", "--format", "json").json()
    told["findings"][0]["rule"] = "\x1b[31m"
    (tmp_path / "part.json").write_text(json.dumps(told), "utf-8")

    assert "A part was damaged" in faulty("merge-reports", str(tmp_path / "part.json"), code=2).err
