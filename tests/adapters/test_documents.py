"""Bytes of a document file -> Document: every broken file is problems with places, never an error."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.files.documents import LARGEST, read_document, unreadable
from qms.adapters.files.metadata import _fenced, _split
from qms.adapters.files.text import decode, lines
from qms.model.document import Document
from qms.model.settings import Keys, Settings

from ..cpu_time import at_most

SETTINGS = Settings(languages=("ky", "ru"))
PATH = "documents/2/СМС-ДП-2.1-2022.md"
FRONT = "---\ncode: СМС-ДП-2.1-2022\ntitle: {ky: Аудит}\nrevision: 3\n---\n"
GOOD = f"{FRONT}\n# 1 Максат\n\nТекст.\n"


def read(data: bytes | str, path: str = PATH, settings: Settings = SETTINGS) -> Document:
    return read_document(data.encode("utf-8") if isinstance(data, str) else data, path, settings)


def problems(data: bytes | str, path: str = PATH) -> list[tuple[str, int, int]]:
    return [(item.kind, item.at.line, item.at.column) for item in read(data, path).problems]


def test_a_document_says_what_stands_in_its_file() -> None:
    found = read(GOOD)
    assert found.problems == ()
    assert (found.code, found.revision, found.title, found.language) == ("СМС-ДП-2.1-2022", 3, {"ky": "Аудит"}, "ky")
    assert (found.body, found.body_line) == ("\n# 1 Максат\n\nТекст.\n", 6)
    assert found.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert (found.translation, found.is_card) == (False, False)


BROKEN: dict[str, tuple[bytes | str, list[tuple[str, int, int]]]] = {
    "nothing": ("", [("front-matter", 1, 1)]),
    "an end of line": ("\n", [("front-matter", 1, 1)]),
    "UTF-16": (GOOD.encode("utf-16"), [("encoding", 1, 1)]),
    "UTF-16, the other way": (b"\xfe\xff" + GOOD.encode("utf-16-be"), [("encoding", 1, 1)]),
    "Windows-1251": (GOOD.encode("cp1251"), [("encoding", 2, 7)]),
    "latin-1": ("---\ncode: A\n---\n\nnaïve\n".encode("latin-1"), [("encoding", 5, 3)]),
    "half a letter at the end": (GOOD.encode()[:-3], [("encoding", 9, 5)]),
    "NUL": (GOOD.replace("Текст", "Те\x00ст"), [("encoding", 9, 3)]),
    "only NUL": (b"\x00", [("encoding", 1, 1)]),
    "a byte order mark": ("\ufeff" + GOOD, [("encoding", 1, 1)]),
    "two byte order marks": ("\ufeff\ufeff" + GOOD, [("encoding", 1, 1), ("front-matter", 1, 1)]),
    "no front matter": ("# Title\n", [("front-matter", 1, 1)]),
    "a blank line first": ("\n" + GOOD, [("front-matter", 1, 1)]),
    "four dashes": ("-" + GOOD, [("front-matter", 1, 1)]),
    "never closed": ("---\ncode: A\n", [("front-matter", 1, 1)]),
    "only its first line": ("---", [("front-matter", 1, 1)]),
    "indented end": ("---\ncode: A\n ---\n", [("front-matter", 1, 1)]),
    "an end that is no line of its own": ("---\ncode: A\x0b---\x0c---\nb\n", [("front-matter", 1, 1)]),
    "broken YAML": ("---\na: 1\ncode: [\n---\n", [("syntax", 4, 1)]),
    "a key twice": ("---\ncode: A\ncode: B\n---\n", [("duplicate", 3, 1)]),
    "too large": (b"x" * (LARGEST + 1), [("unreadable", 1, 1)]),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", [("encoding", 2, 2)]),
    "a ZIP": (b"PK\x03\x04\x14\x00", [("encoding", 1, 6)]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_a_problem_with_its_place(name: str) -> None:
    data, expected = BROKEN[name]
    assert problems(data) == expected


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        (FRONT, "", 6),
        (FRONT.removesuffix("\n"), "", 6),
        (FRONT + "---\ncode: B\n---\n", "---\ncode: B\n---\n", 6),
        (FRONT.replace("---\n", "--- \t\n"), "", 6),
        ("---\ncode: СМС-ДП-2.1-2022\n...\nbody", "body", 4),
        (GOOD.replace("\n", "\r\n"), "\r\n# 1 Максат\r\n\r\nТекст.\r\n", 6),
        (GOOD.replace("\n", "\r"), "\r# 1 Максат\r\rТекст.\r", 6),
        (FRONT + "a\x0bb\u2028c\x85d", "a\x0bb\u2028c\x85d", 6),
        (FRONT + "x" * 900_000, "x" * 900_000, 6),
    ],
    ids=["only front matter", "no last end", "dashes below", "blanks", "dots", "CRLF", "CR", "separators", "long line"],
)
def test_front_matter_and_body_are_parted_at_the_first_end(text: str, body: str, line: int) -> None:
    found = read(text)
    assert (found.problems, found.code, found.body, found.body_line) == ((), "СМС-ДП-2.1-2022", body, line)


def test_an_empty_front_matter_is_a_document_without_fields() -> None:
    found = read("---\n---\nbody")
    assert (found.problems, found.code, found.body, found.body_line) == ((), "", "body", 3)


def test_without_front_matter_everything_is_body() -> None:
    assert (read("# A\n").body, read("# A\n").body_line) == ("# A\n", 1)


def test_a_long_line_takes_no_time() -> None:
    with at_most(10):
        read("---\n" + "a" * 999_000)
        read("---\n" + "-" * 999_000)
        read("---\n" + "---  " * 190_000)


def test_the_place_of_a_value_is_that_in_the_file() -> None:
    found = read(GOOD)
    assert (found.at("revision").line, found.at("revision").column) == (4, 11)
    assert found.at("code").path == PATH
    assert (found.at("owner").line, found.at("owner").column) == (2, 1)


def test_a_code_is_read_in_one_spelling() -> None:
    assert read("---\ncode: Й-e\u0301\n---\n").code == "Й-é"


def test_a_card_is_yaml_from_its_first_line() -> None:
    found = read("code: СМС-ТД-0001-2022\ntitle: Мыйзам\n", "documents/base/a.yaml")
    assert (found.code, found.body, found.is_card, found.problems) == ("СМС-ТД-0001-2022", "", True, ())
    assert found.at("title").line == 2


@pytest.mark.parametrize(
    ("path", "front", "language", "translation"),
    [
        ("documents/a.md", "", "ky", False),
        ("documents/a.ru.md", "", "ru", True),
        ("documents/a.ky.md", "", "ky", False),
        ("documents/a.RU.md", "", "ky", False),
        ("documents/a.rus.md", "", "ky", False),
        ("documents/a.ru.yaml", "", "ru", True),
        ("documents/a.md", "language: ru\n", "ru", False),
        ("documents/a.md", "language: ru\ntranslates: A\n", "ru", True),
        ("documents/a.md", "language: ky\ntranslates: A\n", "ky", False),
        ("documents/a.ru.md", "language: en\n", "en", True),
    ],
)
def test_a_translation_is_known_by_its_name_or_its_fields(
    path: str, front: str, language: str, translation: bool
) -> None:
    text = f"code: A\n{front}" if path.endswith("yaml") else f"---\ncode: A\n{front}---\n"
    found = read(text, path)
    assert (found.language, found.translation) == (language, translation)


def test_own_names_of_fields_become_the_usual_ones() -> None:
    settings = Settings(keys=Keys(fields={"code": "id", "revision": "version"}))
    found = read("---\nid: A\nversion: 2\nowner: КБ\n---\n", settings=settings)
    assert (found.code, found.revision, found.owner) == ("A", 2, "КБ")
    assert (found.at("code").line, found.at("revision").line) == (2, 3)


def test_a_file_that_cannot_be_read_is_a_document_with_a_problem() -> None:
    found = unreadable(PATH, None, SETTINGS)
    assert [(item.kind, item.at.path) for item in found.problems] == [("unreadable", PATH)]
    problem = found.problems[0]
    assert unreadable("b.md", problem, SETTINGS).problems == (problem,)


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda noise: FRONT.encode()[:40] + noise + b"\n---\n"))
def test_any_bytes_become_a_document(data: bytes) -> None:
    for path in (PATH, "documents/a.yaml"):
        found = read(data, path)
        count = len(lines(data.decode("utf-8", "replace"))) + 1
        assert all(1 <= item.at.line <= count and item.at.column >= 1 for item in found.problems)
        assert found.sha256 == hashlib.sha256(data).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80))
def test_a_body_is_never_changed(body: str) -> None:
    found = read(FRONT + body)
    assert (found.body, found.problems) == (body, ())


@given(st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
def test_bytes_are_text_or_a_problem(data: bytes) -> None:
    text, problem = decode(data, "a")
    assert (problem is None and text.encode("utf-8") == data) or (problem and text == "" and problem.kind == "encoding")


@given(st.text(max_size=60))
def test_lines_are_the_text(text: str) -> None:
    assert "".join(lines(text)) == text


@given(
    st.lists(
        st.sampled_from(["---\n", "--- \n", "---", "...\n", "a: b\n", "c: d\r\n", "\r", "\n", "# А\n", " x\n", "--\n"])
    )
)
def test_a_usual_front_matter_is_split_as_line_by_line(pieces: list[str]) -> None:
    for text in ("".join(pieces), "---\na: b\n---\n" + "".join(pieces), "---\n" + "".join(pieces)):
        quick = _fenced(text, "a.md", ("front-matter",))
        assert quick is None or quick == _split(lines(text), text, "a.md", Keys())
    assert _fenced("---\na: b\n---\nтекст", "a.md", ("front-matter",)) is not None
