"""A rule that asks for a sign of a text finds nothing in texts without it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.files.workspace import Workspace
from qms.model.document import Document
from qms.rules.context import Context
from qms.rules.documentation import documentation
from qms.rules.rule import View, all_rules
from qms.rules.signs import PARTS, UNUSUAL, YEAR, Sign, signs

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
TEXTS = st.text(st.sampled_from("СсМа1219 .-–_\n\t\u00a0\u0301İſẞ¹"), max_size=30)
ALL_PARTS = st.sampled_from([part for parts in PARTS.values() for part in parts])
USUAL = "".join(letter for letter in map(chr, range(sys.maxunicode + 1)) if not UNUSUAL.match(letter))


def texts() -> Iterator[str]:
    """Yield the examples of all rules, and texts of rare characters."""
    for rule in all_rules():
        for text in (*documentation(rule).flagged, *documentation(rule).accepted):
            yield text.replace("<U+0306>", "\u0306").replace("<U+200B>", "\u200b")
    yield USUAL
    yield "ISO 9001:2015 more  often than, 8 principles, «Жобо», СМС-ДП-2.1-2022 (99-редакция)"


def found(files: tuple[Document, ...]) -> list[str]:
    snapshot = Workspace.find(TEMPLATE).snapshot()
    context = Context(replace(snapshot, files=(*snapshot.files, *files)), date(2030, 1, 1))
    return [
        repr((rule.code, item))
        for rule in all_rules()
        if rule.view in {View.ALONE, View.NEAR}
        for item in rule.check(context)
    ]


def test_no_finding_is_lost_by_passing_over_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Workspace.find(TEMPLATE).snapshot().files[0]
    files = tuple(first._replace(path=f"documents/1/{at}.md", body=text) for at, text in enumerate(texts()))
    quick = found(files)
    monkeypatch.setattr("qms.rules.readings.signs", lambda _body: frozenset(Sign))
    assert len(quick) > 300
    assert quick == found(files)


@given(TEXTS, st.lists(ALL_PARTS, max_size=3), TEXTS)
def test_no_part_of_a_text_is_overlooked(before: str, parts: list[str], after: str) -> None:
    text = before + "".join(parts).upper() + after
    assert {sign for sign, own in PARTS.items() if any(part in text.lower() for part in own)} <= signs(text)


@pytest.mark.parametrize("part", sorted({part for parts in PARTS.values() for part in parts}))
def test_every_part_is_one_of_a_small_word(part: str) -> None:
    assert part == part.lower()
    assert part.split() == [part.strip(" ")]


def test_what_is_nowhere_is_no_sign() -> None:
    assert signs("Сапат боюнча бөлүм, 1850-жыл — № 7.") == frozenset()
    assert signs("Ички аудит «жылына» бир жолу\n\u0306") == {Sign.QUOTES, Sign.TIMES, Sign.UNUSUAL, Sign.VAGUE}


@given(TEXTS)
def test_a_year_is_seen_where_one_stands(text: str) -> None:
    assert (Sign.YEARS in signs(text)) == bool(YEAR.search(text))


def test_usual_characters_never_become_others() -> None:
    marks = {
        mark for letter in map(chr, range(sys.maxunicode + 1)) for mark in unicodedata.normalize("NFD", letter)[1:]
    }
    assert len(USUAL) > 700
    assert unicodedata.normalize("NFC", USUAL) == USUAL
    assert marks.isdisjoint(USUAL)
