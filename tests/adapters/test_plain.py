"""The quick reader of front matter gives what the whole reader gives, or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qms.adapters.yaml import plain
from qms.adapters.yaml.reading import read_events

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
FRONT = """code: СМС-ДП-2.15-2022
title:
  ky: "Ички аудит"
  ru: Внутренний аудит
type: 'ДП'
names: {ky: Ички аудит, ru: "Внутренний: аудит"}
clauses: ["9.2", '10.2', 7.5 ]
references: []
replaces:
  - СМС-ДП-2.1-2019
  - "СМС-ДП-2.2-2019"
applies_to:
- АББСД
revision: 3
"""
PIECES = [
    *(f"{line}\n" for line in FRONT.splitlines()),
    *("a:\n", "a: \n", "a: ~\n", "  b: c\n", "  b: c\n  b: d\n", "    b: c\n", "  - x\n", "- x\n", "-\n", "- - x\n"),
    *("b: [x]\n", "b: [x, ]\n", "b: [x,y]\n", "b: {k: v}\n", "b: {k: v, k: w}\n", "b: { k: v }\n", "b: {}\n"),
    *("c: x # y\n", "c: x#y\n", "c: x: y\n", "c: 'it''s'\n", 'c: "\\n"\n', "c: |\n", "c: x \n", "c:  x\n", "c : x\n"),
    *("d: &x y\n", "d: *x\n", "d: !t y\n", "d: -x\n", "d: x-y\n", "d: ?\n", "d: 𝔸 y\n", "d: [𝔸, b]\n", "d: а\u0301\n"),
    *("---\n", "...\n", "# c\n", "\n", " \n", "<<: x\n", "null: x\n", "e: \u200b\n", "e: \xa0x\n", "e: x\u2028y\n"),
    *(
        "f: x\r\n",
        "f: \tx\n",
        "f: x\ty\n",
        "f: =\n",
        "f: <x\n",
        "f: .\n",
        "f: ...\n",
        "f: ---\n",
        "f: x\n  y\n",
        "é: x\n",
    ),
]


def same(text: str) -> None:
    found = plain.read(text, "a.md", 2)
    if found is not None:
        assert (found, ()) == read_events(text, "a.md", first_line=2)
        assert list(found.entries) == list(read_events(text, "a.md", first_line=2)[0].entries)


@given(st.lists(st.sampled_from(PIECES), max_size=9))
@example(["a:\n", "  b: c\n", "  - x\n"])
@example(["a:\n", "- x\n", "  - x\n"])
def test_both_readers_agree(pieces: list[str]) -> None:
    same("".join(pieces))


@given(st.integers(0, len(FRONT)), st.text(max_size=3), st.integers(0, 3))
def test_both_readers_agree_on_damaged_texts(place: int, put: str, dropped: int) -> None:
    same(FRONT[:place] + put + FRONT[place + dropped :])


@pytest.mark.soak
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(0, 200), st.text(max_size=3), st.integers(0, 3))
def test_both_readers_agree_on_many_texts(pieces: list[str], place: int, put: str, dropped: int) -> None:
    text = "".join(pieces)
    same(text[:place] + put + text[place + dropped :])


def test_ordinary_front_matter_takes_the_quick_way() -> None:
    assert plain.read(FRONT, "a.md", 2) is not None


def test_nearly_every_document_of_the_template_takes_the_quick_way() -> None:
    texts = [path.read_text("utf-8") for path in sorted((TEMPLATE / "documents").rglob("*.md"))]
    fronts = [found[1] for text in texts if (found := re.match(r"---\n(.*?\n)---\n", text, re.DOTALL))]
    quick = [front for front in fronts if plain.read(front, "a.md", 2) is not None]
    assert len(quick) >= 0.9 * len(fronts) > 0
