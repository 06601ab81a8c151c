"""The quick way to the identity of a text gives what the whole reader gives."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from qms.adapters.files.documents import read_document
from qms.adapters.files.settings import read_settings
from qms.adapters.past.identity import Identity, _quick, identify

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
LINES = """
code: A-1
code: и\u0306-1
code: 'A-1'
code: "A-1"
code: A-1 # b
code:
code: ~
code: null
code : A
Code: A
 code: A
code: |
code: >
title: "x
title: {ky: a, ru: b}
revision: 2
revision: 02
revision: x
revision: 2.0
revision: '2'
revision: ٣
language: ru
translates: A-1
list: [a, 'b', "c"]
list: [a
- a
  - a
  a: b
? a
x: &a b
y: *a
z: !t b
a: b: c
a: b:
a: @b
a: -
a: - b
---\x20
...

# c
a:\tb
a: b\r
a: \u200b
a: \xa0b
a: b\u2028c
code: A\xa0
code: A\x20
a: {b: [c]}
a: , b
"""
PIECES = st.sampled_from(LINES.strip("\n").split("\n")).map(lambda line: f"{line}\n")


def same(data: bytes, path: str) -> None:
    document = read_document(data, path, SETTINGS)
    assert identify(data, path, SETTINGS) == Identity(
        document.code, document.revision, document.translation, document.sha256
    )


@given(st.lists(PIECES, max_size=8), st.sampled_from(["documents/2/a.md", "documents/2/a.ru.md", "documents/2/a.yaml"]))
@example(["code: A-1\n", "revision: 2\n"], "documents/2/a.md")
@example(["code: |\n", "  A\n"], "documents/2/a.md")
@example(['title: "x\n', 'code: B"\n'], "documents/2/a.md")
def test_quick_and_whole_reader_agree(pieces: list[str], path: str) -> None:
    same(("---\n" + "".join(pieces) + "---\nbody\n").encode(), path)


@given(st.integers(0, len(HEAD.encode()) - 1), st.binary(min_size=0, max_size=3), st.integers(0, 3))
def test_quick_and_whole_reader_agree_on_damaged_texts(place: int, put: bytes, dropped: int) -> None:
    data = HEAD.encode()
    same(data[:place] + put + data[place + dropped :], "documents/2/a.md")


def test_an_ordinary_front_matter_takes_the_quick_way() -> None:
    assert _quick(HEAD.encode()) == {"code": "СМС-ДП-2.15-2022", "revision": "3", "language": "ky"}
