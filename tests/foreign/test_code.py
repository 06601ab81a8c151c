"""`qms code`: what a code says, the next one, all that were ever given."""

from __future__ import annotations

import pytest

from tests.cli.desk import AUDIT, Desk

from .conftest import Foreign
from .test_init_here import SHAPES

SHAPE = ["code", "valid", "type", "level", "segments", "suggestion"]


def test_a_right_code_is_taken_apart(desk: Desk) -> None:
    told = desk("code", "explain", AUDIT, "--format", "json", code=0).json()

    assert list(told) == SHAPE
    assert (told["valid"], told["type"], told["level"], told["suggestion"]) == (True, "ДП", "2", None)
    assert {tuple(item) for item in told["segments"]} == {("name", "text", "valid", "expected")}
    assert "".join(item["text"] for item in told["segments"]) == AUDIT


@pytest.mark.parametrize(
    ("code", "caret", "said", "meant"),
    [
        ("СМС-ДР-2.15-2022", "    ^^", 'Segment 2 "ДР" is no document type', "СМС-ДП-2.15-2022"),
        ("СМС-ДП-2.15-22", "            ^^", 'Segment 4 "22" is no year', "СМС-ДП-2.15-2022"),
        ("СМС-КИ-КББ-01-2024", "       ^^^", 'Segment 3 "КББ" is no unit', "СМС-КИ-КБ-01-2024"),
        ("CMC-ДП-2.15-2022", "^^^", 'A character looks like another one: "C" U+0043', "СМС-ДП-2.15-2022"),
        ("СМС-ДП-2.15", "           ^", "ends too early", ""),
    ],
)
def test_a_wrong_code_is_answered_with_its_wrong_segment(
    desk: Desk, code: str, caret: str, said: str, meant: str
) -> None:
    told = desk("code", "explain", code, code=1).out

    assert told.splitlines()[:2] == [code, caret]
    assert said in told
    assert meant in told
    as_json = desk("code", "explain", code, "--format", "json", code=1).json()
    assert list(as_json) == SHAPE
    assert (as_json["valid"], as_json["segments"][-1]["valid"]) == (False, False)
    assert as_json["suggestion"] == (meant or None)
    assert as_json["segments"][-1]["expected"]


@pytest.mark.parametrize("code", ["", " ", "x", "СМС", "-" * 300, "СМС-ДП-2.15-2022\n"])
def test_any_text_is_explained_or_refused_in_words(desk: Desk, code: str) -> None:
    assert desk("code", "explain", code).code in {0, 1, 2}


def test_the_next_code_is_not_taken(desk: Desk) -> None:
    first = desk("code", "next", "дп", code=0)

    assert '"дп" was understood as "ДП"' in first.err
    assert desk("code", "next", "ДП", "--format", "json", code=0).json() == {"type": "ДП", "code": first.out.strip()}
    assert desk("new", "ДП", "Жаңы", code=0).out.splitlines()[0] == first.out.strip()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("next", "ЖЖ"), "There is no document type"),
        (("next", "КИ"), "--owner"),
        (("next", "КИ", "--owner", "ЖОК"), "ЖОК"),
        (("next", "ДП", "--set", "x"), "--set"),
        (("next", "ДП", "--set", "colour=red"), "colour"),
        (("explain",), "empty"),
        (("list", "ДП"), "ДП"),
    ],
)
def test_wrong_use_is_named(desk: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in desk("code", *words, code=2).err


def test_all_codes_are_listed_with_gaps_and_retired_ones(desk: Desk) -> None:
    desk.git("switch", "-qc", "other")
    elsewhere = desk("new", "ДП", "Бир", "--format", "json", code=0).json()["code"]
    desk.git("switch", "-q", "main")
    desk.git("rm", "-q", "documents/2/СМС-ДП-2.10-2024.md")
    desk.git("commit", "-qm", "Remove")

    told = desk("code", "list", "--format", "json", code=0).json()

    states = {item["code"]: item["state"] for item in told["codes"]}
    assert states["СМС-ДП-2.10-2024"] == "removed"
    assert states["СМС-ЖИ-АББСД-01-2024"] == "withdrawn"
    assert states[elsewhere] == "elsewhere"
    assert states[AUDIT] == "in-use"
    numbers = next(item["numbers"] for item in told["gaps"] if item["type"] == "ДП")
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14]
    assert elsewhere in desk("code", "list", code=0).out


def test_a_foreign_repository_has_codes_too(foreign: Foreign) -> None:
    foreign.commit(SHAPES["adr"][0])
    foreign("init", "--here", "--yes")

    assert foreign.json("code", "explain", "ADR-0003")["valid"] is True
    assert foreign.json("code", "explain", "ADR-3", code=1)["suggestion"] == "ADR-0003"
    assert foreign("code", "next", "").out.strip() == "ADR-0007"
    assert [item["code"] for item in foreign.json("code", "list")["codes"]] == [f"ADR-000{n}" for n in range(1, 7)]


def test_the_history_of_a_text_with_a_card_beside_it_counts_both_files(foreign: Foreign) -> None:
    keys = 'documents: ["docs/*.md", "docs/*.yaml"], metadata: [beside], fields: {code: identifier}'
    settings = f"languages: [en]\nkeys: {{{keys}}}\n"
    card = "identifier: A-1\ntitle: One\n"
    foreign.commit({"qms.yaml": settings, "docs/a.yaml": card, "docs/a.md": "# 1 Aim\n\nText\n"}, "Begin")
    foreign.commit({"docs/a.md": "# 1 Aim\n\nOther text\n"}, "Text")
    foreign.commit({"docs/a.yaml": card + "owner: B\n"}, "Card")

    assert foreign.json("check", code=None)["summary"]["documents"] == 1
    rows = foreign.json("history", "A-1")["rows"]
    assert [row["summary"] for row in rows] == ["Begin", "Text", "Card"]
    assert rows[1]["sections"]["changed"]
    assert rows[2]["sections"] == {"changed": [], "new": [], "removed": []}
