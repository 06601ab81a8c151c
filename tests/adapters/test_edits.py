"""Replacing one value keeps every other byte of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.files.documents import read_document
from qms.adapters.yaml.bytes import replace_scalar
from qms.model.field import Scalar
from qms.model.location import Location
from qms.model.settings import Settings


def scalar(data: bytes, key: str = "revision", path: str = "a.md") -> Scalar:
    found = read_document(data, path, Settings()).front.scalar(key)
    assert found
    return found


def edit(text: str, new: str = "12", path: str = "a.md") -> str:
    data = text.encode("utf-8")
    return replace_scalar(data, scalar(data, path=path), new).decode("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "revision: 3\n",
        "revision:   3   \n",
        "revision: 3 # three\n",
        "revision: 3\t# three\n",
        'revision: "3"\n',
        "revision: '3'\n",
        "revision: '3' # '3'\n",
        "'revision': 3\n",
        "revision: 3\r\n",
        "revision: 3\r",
        "# revision: 3\nrevision: 3\n",
        "code: 3\nrevision: 3\nowner: 3\n",
        "revision:\n  3\n",
        "? revision\n: 3\n",
        "title: {ky: Өтүнмө 3, ru: Заявка}\nrevision: 3\n",
    ],
)
def test_only_the_value_changes(line: str) -> None:
    text = f"---\n{line}---\n\nrevision: 3\n"
    place = scalar(text.encode()).at
    found = edit(text)
    before, after = text.encode(), found.encode()
    assert len(after) == len(before) + 1
    assert scalar(after).text == "12"
    assert scalar(after).at == place
    assert found.replace("12", "3", 1) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n{a: 3, revision: 3, b: 3}\n---\n", "---\n{a: 3, revision: 12, b: 3}\n---\n"),
        ('---\n{revision: "3"}\n---\n', '---\n{revision: "12"}\n---\n'),
        ("---\n{revision: 3}\n---\n", "---\n{revision: 12}\n---\n"),
    ],
)
def test_values_in_braces_are_found(text: str, expected: str) -> None:
    assert edit(text) == expected


def test_a_byte_order_mark_moves_nothing() -> None:
    place = Scalar("3", Location("a.yaml", 1, 11))
    assert replace_scalar("\ufeffrevision: 3\n".encode(), place, "4") == "\ufeffrevision: 4\n".encode()


@pytest.mark.parametrize(
    "text",
    [
        "---\nrevision: |\n  3\n---\n",
        "---\nrevision: >-\n  3\n---\n",
        '---\nrevision: "\\x33"\n---\n',
        "---\nrevision: 'a''b'\n---\n",
        '---\nrevision: "a\n  b"\n---\n',
        "---\nrevision: a\n  b\n---\n",
    ],
)
def test_a_value_that_is_not_there_letter_for_letter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Scalar"):
        edit(text)


@pytest.mark.parametrize(
    "now",
    [
        "revision: 33\n",
        "revision: 3.1\n",
        "revision: 2\n",
        "revision: '3'\n",
        "",
        "x\n",
        "revision: 3x",
        "revision: 3#4",
    ],
)
def test_a_file_that_changed_meanwhile_is_refused(now: str) -> None:
    place = Scalar("3", Location("a.md", 1, 11))
    with pytest.raises(ValueError, match="Scalar"):
        replace_scalar(now.encode(), place, "4")


@pytest.mark.parametrize("now", ["a: \"3'", "a: '3''", 'a: "33"', "a: 3", 'a: x"3"'])
def test_a_quoted_value_must_stand_in_its_quotation_marks(now: str) -> None:
    with pytest.raises(ValueError, match="Scalar"):
        replace_scalar(now.encode(), Scalar("3", Location("a.md", 1, 4), quoted=True), "4")


def test_an_empty_value_is_refused() -> None:
    with pytest.raises(ValueError, match="Scalar"):
        replace_scalar(b'a: ""', Scalar("", Location("a.md", 1, 4), quoted=True), "4")


WORD = st.text("абөa1 -", min_size=1, max_size=8).map(lambda text: f"x{text.strip()}x")
QUOTES = st.sampled_from(["", "'", '"'])
LINE = st.one_of(
    st.builds("{0}: {2}{1}{2}".format, st.sampled_from(["owner", "type", "code"]), WORD, QUOTES),
    st.builds("# {}".format, WORD),
    st.builds("title: {{ky: {}, ru: {}}}".format, WORD, WORD),
    st.just("references:\n  - revision 3\n  - 3"),
    st.just(""),
)


@given(
    st.lists(LINE, max_size=4, unique_by=lambda line: line.split(":")[0]),
    st.integers(0, 4),
    st.integers(0, 99_999),
    st.tuples(QUOTES, st.sampled_from(["\n", "\r\n"])),
    st.sampled_from(["", "  ", " # 3", "\t# '3'"]),
)
def test_every_other_byte_is_kept(lines: list[str], at: int, number: int, style: tuple[str, str], after: str) -> None:
    quote, end = style
    at = min(at, len(lines))
    template = "\n".join(["---", *lines[:at], f"revision: {quote}@{quote}{after}", *lines[at:], "---", "", "3"])
    template = template.replace("\n", end)
    old = template.replace("@", "3", 1).encode()
    assert replace_scalar(old, scalar(old), str(number)) == template.replace("@", str(number), 1).encode()
