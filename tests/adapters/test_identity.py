"""The quick way to the identity of a text gives what the whole reader gives."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from qms.adapters.documents import read_document
from qms.adapters.identity import Identity, _quick, identify
from qms.adapters.settings import read_settings

SETTINGS, _ = read_settings(b"languages: [ky, ru]\n")
HEAD = """---
code: СМС-ДП-2.15-2022
title: {ky: Ички аудит, ru: Внутренний аудит}
type: ДП
level: "2"
revision: 3
language: ky
clauses: ["9.2", '10.2']
references: [СМС-СЖ-1.2-2021, СМС-ДП-2.13-2022]
---

# 1. Максаты
"""
PIECES = st.sampled_from(
    [
        "code: A-1\n", "code: 'A-1'\n", 'code: "A-1"\n', "code: A-1 # b\n", "code:\n", "code: ~\n", "code: null\n", "code : A\n",
        "Code: A\n", " code: A\n", "code: |\n  A\n", 'title: "x\ncode: B"\n', "title: {ky: a, ru: b}\n", "revision: 2\n",
        "revision: 02\n", "revision: x\n", "revision: 2.0\n", "revision: '2'\n", "language: ru\n", "translates: A-1\n",
        "list: [a, 'b', \"c\"]\n", "list: [a\n", "- a\n", "  - a\n", "  a: b\n", "? a\n", "x: &a b\n", "y: *a\n", "z: !t b\n",
        "a: b: c\n", "a: b:\n", "a: @b\n", "a: -\n", "a: - b\n", "--- \n", "...\n", "\n", "# c\n", "a:\tb\n", "a: b\r\n",
        "a: \u200b\n", "a: \xa0b\n", "a: b\u2028c\n", "code: A\xa0\n", "code: A \n", "revision: ٣\n", "a: {b: [c]}\n", "a: , b\n",
    ]
)  # fmt: skip


def same(data: bytes, path: str) -> None:
    document = read_document(data, path, SETTINGS)
    assert identify(data, path, SETTINGS) == Identity(
        document.code, document.revision, document.translation, document.sha256
    )


@given(st.lists(PIECES, max_size=8), st.sampled_from(["documents/2/a.md", "documents/2/a.ru.md", "documents/2/a.yaml"]))
@example(["code: A-1\n", "revision: 2\n"], "documents/2/a.md")
def test_quick_and_whole_reader_agree(pieces: list[str], path: str) -> None:
    same(("---\n" + "".join(pieces) + "---\nbody\n").encode(), path)


@given(st.integers(0, len(HEAD.encode()) - 1), st.binary(min_size=0, max_size=3), st.integers(0, 3))
def test_quick_and_whole_reader_agree_on_damaged_texts(place: int, put: bytes, dropped: int) -> None:
    data = HEAD.encode()
    same(data[:place] + put + data[place + dropped :], "documents/2/a.md")


def test_an_ordinary_front_matter_takes_the_quick_way() -> None:
    assert _quick(HEAD.encode()) == {"code": "СМС-ДП-2.15-2022", "revision": "3", "language": "ky"}
