"""`qms.yaml` -> Settings: whatever can be used is, everything else is a problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.files.settings import read_settings
from qms.model.problem import Problem
from qms.model.settings import Settings

TEMPLATE = (Path(__file__).parents[2] / "docs-repo-template" / "qms.yaml").read_bytes()
LINES = TEMPLATE.decode("utf-8").splitlines(keepends=True)


def read(text: str) -> Settings:
    return read_settings(text.encode("utf-8"))[0]


def problems(text: str | bytes) -> list[tuple[str, int, int]]:
    found = read_settings(text.encode("utf-8") if isinstance(text, str) else text)[1]
    assert all(item.at.path == "qms.yaml" and item.help.text for item in found)
    return [(item.kind, item.at.line, item.at.column) for item in found]


def test_the_template_has_no_problem() -> None:
    settings, found = read_settings(TEMPLATE)
    assert found == ()
    assert (settings.language, settings.languages, settings.mode) == ("ky", ("ky", "ru"), "unsigned")
    assert (len(settings.levels), len(settings.types), len(settings.roles)) == (5, 12, 5)
    assert settings.types["ДП"].location.line == next(
        number for number, line in enumerate(LINES, 1) if "СМС-{type}-2.{number}" in line
    )


def test_without_a_file_the_usual_settings_hold() -> None:
    assert read_settings(b"") == (Settings(), ())


def test_everything_that_is_written_is_read() -> None:
    settings = read(
        """
organisation: {name: {ky: У}, short: У, system: {ru: С}, place: Ош, quality_unit: АББСД}
languages: [ru, en]
mode: signed
levels: [{id: "1", title: Бир, review_months: 12}]
types: [{id: Т, title: {ru: Тип}, level: "1", code: "{type}-{number}", approval: a, review_months: 1200}]
dictionaries: {unit: [А, Б], one: В}
roles: {boss: {title: {ru: Шеф}}}
approvals: {a: {agree: [boss], approve: boss, body: {ru: Совет}}}
keys: {fields: {code: id}, documents: [docs/, a/b], code_pattern: "[A-Z]+"}
"""
    )
    assert (settings.organisation, settings.short, settings.place) == ({"ky": "У"}, {"": "У"}, {"": "Ош"})
    assert (settings.languages, settings.mode, settings.quality_unit) == (("ru", "en"), "signed", "АББСД")
    assert (settings.review_months("Т", "1"), settings.review_months("?", "1"), settings.review_months("?", "?")) == (
        1200,
        12,
        36,
    )
    assert settings.types["Т"].name("en", "ru") == "Тип"
    assert settings.roles["boss"].name("ky") == "Шеф"
    assert settings.dictionaries == {"unit": ("А", "Б"), "one": ("В",)}
    approval = settings.approval("Т")
    assert approval
    assert (approval.agree, approval.approve, approval.body) == (("boss",), ("boss",), {"ru": "Совет"})
    assert settings.approval("?") is None
    assert (settings.keys.fields, settings.keys.documents) == ({"code": "id"}, ("docs", "a/b"))
    assert settings.keys.code_pattern == "[A-Z]+"


def test_the_place_of_a_code_pattern_is_behind_its_quotation_mark() -> None:
    settings = read('types:\n  - {id: А, code: "x"}\n  - {id: Б, code: x}\n  - id: В\n')
    assert [(t.location.line, t.location.column) for t in settings.types.values()] == [(2, 20), (3, 19), (4, 5)]


WRONG: dict[str, tuple[str, list[tuple[str, int, int]]]] = {
    "an unknown key": ("colour: red\n", [("shape", 1, 1)]),
    "an unknown key of a level": ("levels:\n- {id: a, review_month: 3}\n", [("shape", 2, 11)]),
    "an unknown key of a type": ("types:\n- id: a\n  colour: red\n", [("shape", 3, 3)]),
    "an unknown key of the organisation": ("organisation: {naem: x}\n", [("shape", 1, 16)]),
    "another format": ("format: 2\n", [("shape", 1, 9)]),
    "another mode": ("mode: loose\n", [("shape", 1, 7)]),
    "a mode that is a list": ("mode: [signed]\n", [("shape", 1, 7)]),
    "a list": ("- a\n", [("syntax", 1, 1)]),
    "a text": ("a\n", [("syntax", 1, 1)]),
    "an organisation that is a text": ("organisation: ОшМУ\n", [("shape", 1, 15)]),
    "a name that is a list": ("organisation: {name: [a]}\n", [("shape", 1, 22)]),
    "a name with a list in it": ("organisation: {name: {ky: [a]}}\n", [("shape", 1, 22)]),
    "levels that are a table": ("levels: {a: b}\n", [("shape", 1, 9)]),
    "levels that are a text": ("levels: 1\n", [("shape", 1, 9)]),
    "levels that are texts": ('levels: ["1", {id: "2"}]\n', [("shape", 1, 10)]),
    "a level without an id": ("levels: [{title: x}]\n", [("shape", 1, 10)]),
    "a level with a list as its id": ("levels: [{id: [x]}]\n", [("shape", 1, 15), ("shape", 1, 10)]),
    "a level twice": ("levels: [{id: a}, {id: a}]\n", [("shape", 1, 24)]),
    "a type twice": ("types:\n- id: a\n- id: a\n", [("shape", 3, 7)]),
    "months that are a word": ("levels: [{id: a, review_months: many}]\n", [("shape", 1, 33)]),
    "no months": ("levels: [{id: a, review_months: 0}]\n", [("shape", 1, 33)]),
    "fewer than no months": ("levels: [{id: a, review_months: -1}]\n", [("shape", 1, 33)]),
    "months with a fraction": ("levels: [{id: a, review_months: 1.5}]\n", [("shape", 1, 33)]),
    "months in other digits": ("levels: [{id: a, review_months: ٣}]\n", [("shape", 1, 33)]),
    "too many months": ("levels: [{id: a, review_months: 1201}]\n", [("shape", 1, 33)]),
    "months without end": (f"levels: [{{id: a, review_months: 0001{'0' * 6_000}}}]\n", [("shape", 1, 33)]),
    "months that are a list": ("types: [{id: a, review_months: [1]}]\n", [("shape", 1, 32)]),
    "a level that is not defined": ('types: [{id: a, level: "7"}]\n', [("shape", 1, 24)]),
    "an approval that is not defined": ("types: [{id: a, approval: b}]\n", [("shape", 1, 27)]),
    "a role that is not defined": ("approvals: {a: {agree: [x], approve: y}}\n", [("shape", 1, 25), ("shape", 1, 38)]),
    "a role that is a text": ("roles: {a: b}\n", [("shape", 1, 12)]),
    "roles that are a list": ("roles: [a]\n", [("shape", 1, 8)]),
    "an approval that is a list": ("approvals: {a: [b]}\n", [("shape", 1, 16)]),
    "a dictionary that is a table": ("dictionaries: {a: {b: c}}\n", [("shape", 1, 19)]),
    "a dictionary of tables": ("dictionaries: {a: [{b: c}]}\n", [("shape", 1, 19)]),
    "a language that is a word": ("languages: [kyrgyz]\n", [("shape", 1, 13)]),
    "a language that is a path": ("languages: [../ky]\n", [("shape", 1, 13)]),
    "a language twice": ("languages: [ky, ky]\n", [("shape", 1, 17)]),
    "languages that are a table": ("languages: {ky: ru}\n", [("shape", 1, 12)]),
    "a field that is a table": ("keys: {fields: {code: {a: b}}}\n", [("shape", 1, 23)]),
    "a folder outside": ("keys: {documents: [../x]}\n", [("shape", 1, 20)]),
    "a folder outside, further on": ("keys: {documents: a/../../b}\n", [("shape", 1, 19)]),
    "an absolute folder": ("keys: {documents: /etc}\n", [("shape", 1, 19)]),
    "the root": ("keys: {documents: [., /]}\n", [("shape", 1, 20), ("shape", 1, 23)]),
    "a folder as Windows writes it": ("keys: {documents: 'a\\b'}\n", [("shape", 1, 19)]),
    "a key twice": ("mode: signed\nmode: signed\n", [("duplicate", 2, 1)]),
    "broken YAML": ("mode: signed\nlevels: [\n", [("syntax", 3, 1)]),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_a_problem_with_its_place(name: str) -> None:
    text, expected = WRONG[name]
    assert problems(text) == expected


@pytest.mark.parametrize("data", [TEMPLATE.decode().encode("utf-16"), "mode: а\n".encode("cp1251"), b"a: \x00\n"])
def test_bytes_that_are_no_text_are_a_problem(data: bytes) -> None:
    assert [kind for kind, _line, _column in problems(data)] == ["encoding"]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_settings(b"\xef\xbb\xbf" + TEMPLATE) == read_settings(TEMPLATE)


def test_windows_line_ends_do_no_harm() -> None:
    assert read_settings(TEMPLATE.replace(b"\n", b"\r\n")) == read_settings(TEMPLATE)


def test_what_is_wrong_is_left_out_and_the_rest_is_used() -> None:
    settings = read(
        "languages: [x1, ru, ru]\nlevels: [{id: a, review_months: x}]\nkeys: {documents: [.., docs, docs/]}\n"
    )
    assert (settings.languages, settings.levels["a"].review_months, settings.keys.documents) == (("ru",), 36, ("docs",))
    assert read("languages: [x1]\nkeys: {documents: ..}\n").keys.documents == ("documents",)


def sound(found: tuple[Settings, tuple[Problem, ...]], lines: int) -> None:
    settings, told = found
    assert all(1 <= item.at.line <= lines + 1 and item.at.column >= 1 for item in told)
    assert settings.languages
    assert all(0 <= kind.review_months <= 1200 for kind in settings.types.values())
    assert all(0 < level.review_months <= 1200 for level in settings.levels.values())
    assert not any(folder.startswith(("/", ".")) or folder.endswith("/") for folder in settings.keys.documents)


PIECES = st.sampled_from(
    [
        "",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        '"',
        "'",
        "\n",
        "\t",
        "  ",
        "&a",
        "*a",
        "!x",
        "null",
        "0",
        "9" * 30,
        "[]",
        "{}",
    ]
) | st.text(max_size=3)


@given(st.lists(st.tuples(st.integers(0, len(TEMPLATE.decode())), st.integers(0, 12), PIECES), min_size=1, max_size=4))
def test_a_mutated_template_is_read_or_refused(changes: list[tuple[int, int, str]]) -> None:
    text = TEMPLATE.decode("utf-8")
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]
    sound(read_settings(text.encode("utf-8", "surrogatepass")), len(text.replace("\r", "\n").split("\n")))


@given(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(["delete", "double", "value"]),
    st.sampled_from(["[]", "{}", "null", "-1", "x"]),
)
def test_a_template_with_a_changed_line_is_read_or_refused(line: int, how: str, value: str) -> None:
    lines = list(LINES)
    if how == "value":
        lines[line] = f"{lines[line].partition(':')[0]}: {value}\n"
    else:
        lines[line : line + 1] = [] if how == "delete" else [lines[line]] * 2
    sound(read_settings("".join(lines).encode()), len(lines))


KEYS = st.sampled_from(
    [
        "format",
        "organisation",
        "languages",
        "mode",
        "levels",
        "types",
        "dictionaries",
        "roles",
        "approvals",
        "keys",
        "id",
        "title",
        "level",
        "code",
        "agree",
    ]
)
JSON = st.recursive(
    st.sampled_from(["a", "1", "", "null", "ky", "documents"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON, max_size=5))
def test_any_shape_is_read_or_refused(values: dict[str, object]) -> None:
    import json

    sound(read_settings(json.dumps(values).encode()), 1)
