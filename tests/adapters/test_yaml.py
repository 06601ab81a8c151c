"""The bounded YAML reader: what it takes, what it refuses with a place, and that nothing makes it stop."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from qms.adapters.yaml.reading import FRONT_MATTER, TABLES, Limits, forbidden, name_of, quote, read
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.problem import Problem

from ..cpu_time import at_most

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

# text, kind of the problem, line, column. The list of hostile front matters that the reader was designed against.
HOSTILE: dict[str, tuple[str, str, int, int]] = {
    "alias bomb": (BOMB, "syntax", 1, 4),
    "alias": ("a: *x\n", "syntax", 1, 4),
    "anchor": ("a: &x 1\n", "syntax", 1, 4),
    "anchor on a table": ("a: &x\n  b: 1\n", "syntax", 1, 4),
    "recursive anchor": ("a: &x [*x]\n", "syntax", 1, 4),
    "anchor on the whole": ("&x\na: 1\n", "syntax", 1, 1),
    "merge key": ("<<: {a: 1}\nb: 2\n", "syntax", 1, 1),
    "python tag": ("a: !!python/object/apply:os.system [id]\n", "syntax", 1, 4),
    "core tag": ("a: !!int 3\n", "syntax", 1, 4),
    "own tag": ("a: !x 3\n", "syntax", 1, 4),
    "verbatim tag": ("a: !<tag:yaml.org,2002:str> x\n", "syntax", 1, 4),
    "tag on the whole": ("!!map\na: 1\n", "syntax", 1, 1),
    "unknown tag handle": ("a: !x!y z\n", "syntax", 1, 4),
    "YAML directive": ("%YAML 1.1\n---\na: yes\n", "syntax", 1, 1),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: 1\n", "syntax", 1, 1),
    "unknown YAML version": ("%YAML 9.9\n---\na: 1\n", "syntax", 1, 1),
    "two documents": ("a: 1\n---\nb: 2\n", "syntax", 2, 1),
    "depth in brackets": ("a: " + "[" * 5_000 + "\n", "syntax", 1, 12),
    "depth in braces": ("a: " + "{" * 3_000 + "\n", "syntax", 1, 11),
    "depth by indentation": ("".join(f"{'  ' * n}k{n}:\n" for n in range(60)), "syntax", 9, 17),
    "depth of lists": ("a:\n" + "- " * 100 + "x\n", "syntax", 2, 17),
    "too many nodes": ("a: [" + "1," * 3_000 + "]\n", "syntax", 1, 3_999),
    "a long value": ("a: " + "x" * 9_000 + "\n", "syntax", 1, 4),
    "too large": ("a: 1\n" * 4_000, "syntax", 1, 1),
    "key twice": ("a: 1\nb: 2\na: 3\n", "duplicate", 3, 1),
    "key twice in a table": ("a: {b: 1, b: 2}\n", "duplicate", 1, 11),
    "key twice in two spellings": ("é: 1\ne\u0301: 2\n", "duplicate", 2, 1),
    "key twice, quoted": ('a: 1\n"a": 2\n', "duplicate", 2, 1),
    "empty key": (": 1\n", "syntax", 1, 1),
    "blank key": ('" ": 1\n', "syntax", 1, 1),
    "a list as a key": ("? [a, b]\n: 1\n", "syntax", 1, 3),
    "a table as a key": ("{a: 1}: 2\n", "syntax", 1, 1),
    "a tab as indentation": ("a:\n\tb: 1\n", "syntax", 2, 1),
    "never closed bracket": ("a: [1, 2\n", "syntax", 2, 1),
    "never closed quotation": ('a: "x\n', "syntax", 2, 1),
    "unknown escape": ('a: "\\q"\n', "syntax", 1, 5),
    "escape beyond Unicode": ('a: "\\UFFFFFFFF"\n', "syntax", 1, 7),
    "half a character": ('a: "\\ud800"\n', "syntax", 1, 7),
    "escape of ESC": ('a: "\\x1b[31m"\n', "encoding", 1, 4),
    "escape of NUL": ('a: "\\0"\n', "encoding", 1, 4),
    "escape of a bidi mark": ('a: "\\u202e"\n', "encoding", 1, 4),
    "escape of a zero width": ('b: 1\na: "x\\u200by"\n', "encoding", 2, 4),
    "escape of a line separator": ('a: "\\L"\n', "encoding", 1, 4),
    "hidden in a key": ('"a\\u200b": 1\n', "encoding", 1, 1),
    "ESC": ("a: \x1b[31m\n", "encoding", 1, 4),
    "NUL": ("b: 1\na: x\x00\n", "encoding", 2, 5),
    "DEL": ("a: \x7f\n", "encoding", 1, 4),
    "C1": ("a: \x9b31m\n", "encoding", 1, 4),
    "next line": ("a: x\x85b: y\n", "encoding", 1, 5),
    "bidi": ("a: x\u202ey\n", "encoding", 1, 5),
    "zero width": ("a: x\u200by\n", "encoding", 1, 5),
    "byte order mark": ("\ufeffa: 1\n", "encoding", 1, 1),
    "byte order mark within": ("a: x\ufeff\n", "encoding", 1, 5),
    "line separator": ("a: x\u2028b: y\n", "encoding", 1, 5),
    "private use": ("a: \ue000\n", "encoding", 1, 4),
    "no character": ("a: \uffff\n", "encoding", 1, 4),
    "lone surrogate": ("a: \ud800\n", "encoding", 1, 4),
    "a list": ("- a\n- b\n", "syntax", 1, 1),
    "a text": ("just words\n", "syntax", 1, 1),
    "a colon in a value": ("a: b: c\n", "syntax", 1, 5),
    "a percent": ("a: 1\n%b\n", "syntax", 2, 3),
    "an at": ("a: @b\n", "syntax", 1, 4),
    "a backtick": ("a: `b`\n", "syntax", 1, 4),
    "a brace": ("a: {b\n", "syntax", 2, 1),
}


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with both parsers of the library: where libyaml cannot be installed the other one is used."""
    if request.param == "pure":
        monkeypatch.setattr("ruamel.yaml.main.CParser", None)
    return str(request.param)


def problems(text: str) -> list[tuple[str, int, int]]:
    return [(item.kind, item.at.line, item.at.column) for item in read(text, "a.md")[1]]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_a_problem_with_its_place(name: str) -> None:
    text, kind, line, column = HOSTILE[name]
    assert (kind, line, column) in problems(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_both_parsers_refuse_the_same(name: str, parser: str) -> None:
    found = read(HOSTILE[name][0], "a.md")[1]
    assert found
    assert abs(found[0].at.line - HOSTILE[name][2]) <= 1


def test_no_hostile_yaml_takes_long() -> None:
    with at_most(15):
        for text, *_expected in HOSTILE.values():
            read(text, "a.md")


FINE = {
    "a: 1": "1",
    "a: 99999999999999999999999999": "99999999999999999999999999",
    "a: " + "9" * 5_000: "9" * 5_000,
    "a: yes": "yes",
    "a: 0o17": "0o17",
    "a: 5.10": "5.10",
    "a: 1e400": "1e400",
    "a: .inf": ".inf",
    "a: 2026-02-31": "2026-02-31",
    "a: 2026-01-01T00:00:00Z": "2026-01-01T00:00:00Z",
    "a: 190:20:30": "190:20:30",
    "a: null": "null",
    'a: "5.10"': "5.10",
    "a: 'it''s'": "it's",
    'a: "\\u04e9"': "ө",
    "a: |\n  x\n  y\n": "x\ny\n",
    "a: >-\n  x\n  y\n": "x y",
    "a: x # note": "x",
    "a: x#y": "x#y",
    "a:\n  x\n  y": "x y",
    "a: СМС-ДП-2.1-2022": "СМС-ДП-2.1-2022",
    "a: 🙂": "🙂",
    "a: =": "=",
    "a: ~x": "~x",
    "a: '<<'": "<<",
    "a: x\r\n": "x",
    "a: ! x": "x",
    "---\na: x": "x",
    "a: x\n...\n": "x",
}


@pytest.mark.parametrize("text", FINE)
def test_every_value_is_the_text_that_was_written(text: str, parser: str) -> None:
    table, found = read(text, "a.md")
    assert found == ()
    node = table.entries["a"]
    assert isinstance(node, Scalar)
    assert node.text == FINE[text]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n", "null\n", "~", '""'])
def test_nothing_is_an_empty_table(text: str) -> None:
    assert read(text, "a.md") == (Table(at=read(text, "a.md")[0].at), ())


def test_places_count_characters_and_the_lines_of_the_file(parser: str) -> None:
    text = 'код: СМС\nаты: {ky: "Ички аудит", ru: аудит}\nтизме: [а, б]\n'
    table, found = read(text, "a.md", first_line=2)
    assert found == ()
    names = table.table("аты")
    assert (table.place("код").line, table.place("код").column) == (2, 1)
    assert (table.value_place("код").line, table.value_place("код").column) == (2, 6)
    assert [(names.place(key).line, names.place(key).column) for key in ("ky", "ru")] == [(3, 7), (3, 25)]
    assert [(item.at.line, item.at.column) for item in table.scalars("тизме")] == [(4, 9), (4, 12)]
    assert tuple(table.entries) == ("код", "аты", "тизме")


def test_what_stands_before_an_error_is_kept(parser: str) -> None:
    table, found = read("a: 1\nb: [x, y\nc: 2\n", "a.md")
    assert [item.kind for item in found] == ["syntax"]
    assert table.text("a") == "1"
    assert [item.text for item in table.scalars("b")][:1] == ["x"]


def test_after_a_second_key_the_first_value_stays_and_reading_goes_on() -> None:
    table, found = read("a: 1\na: 2\nb: 3\na: 4\n", "a.md")
    assert [(item.kind, item.at.line) for item in found] == [("duplicate", 2), ("duplicate", 4)]
    assert (table.text("a"), table.text("b")) == ("1", "3")
    assert found[0].message.values == {"key": "a", "line": 1}


def test_a_key_without_a_word_keeps_the_others() -> None:
    table, _found = read("? [x]\n: 1\na: 2\n? {y: 1}\n: 3\n", "a.md")
    assert table.text("a") == "2"
    assert len(table.entries) == 3


def test_the_limits_are_the_callers() -> None:
    text = "a: [" + "1," * 3_000 + "]\n"
    assert read(text, "a.md", limits=TABLES)[1] == ()
    assert read("a: {b: 1}\n", "a.md", limits=Limits(size=99, nodes=99, depth=1))[1]


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ue000", "\ud800"]
)
def test_a_hidden_character_is_forbidden_and_named(character: str) -> None:
    assert forbidden(character)
    assert name_of(character).startswith(f"U+{ord(character):04X}")


@pytest.mark.parametrize("character", [*"\n\r\t", "a", "ө", "№", "«", "\u00a0", "\u0301", "🙂"])
def test_what_people_write_is_not_forbidden(character: str) -> None:
    assert not forbidden(character)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(lambda t: not any(map(forbidden, t))))
def test_a_quoted_text_is_read_back(text: str) -> None:
    single = " ".join(text.splitlines()) if set(text) & set("\n\r") else text
    node = read(f"a: {quote(single)}\n", "a.md")[0].entries["a"]
    assert isinstance(node, Scalar)
    assert node.text == single


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


PIECES = [
    *("a", "код", "title", ": ", ":", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", '"', "'", "|", ">", "&a ", "*a"),
    *("!!x ", "<<: ", "? ", "# ", "---\n", "...\n", "%YAML 1.1\n", "\t", "\r\n", "\\", "\\u12", "\x00", "\u2028"),
    *("9" * 30, "é", "e\u0301", "\u200b", "\ufeff", "~", "null", "2026-02-31", "@", "`", "\ud800", "\U0001f642"),
]


def fuzzed(count: int, seed: int) -> Iterator[str]:
    """Yield front matters made of what YAML trips over, and honest ones with a few characters changed."""
    chance = random.Random(seed)
    honest = 'code: СМС-ДП-2.1-2022\ntitle: {ky: "Аудит", ru: Аудит}\nrevision: 3\nreferences: [а, б]\n'
    for _ in range(count):
        if chance.random() < 0.5:
            yield "".join(chance.choices(PIECES, k=chance.randrange(40)))
        else:
            text = list(honest)
            for _ in range(chance.randrange(1, 5)):
                text[chance.randrange(len(text))] = chance.choice([*PIECES, ""])
            yield "".join(text)


def sound(text: str, found: tuple[Table, tuple[Problem, ...]]) -> None:
    table, told = found
    lines = len(text.replace("\r", "\n").split("\n")) + 1
    assert all(1 <= item.at.line <= lines and item.at.column >= 1 for item in told)
    assert all(item.message.text and item.help.text for item in told)
    assert isinstance(table, Table)


def test_300_fuzzed_front_matters_are_read_or_refused(parser: str) -> None:
    for text in fuzzed(300, 1):
        sound(text, read(text, "a.md"))


@pytest.mark.soak
def test_10000_fuzzed_front_matters_are_read_or_refused(parser: str) -> None:
    for text in fuzzed(10_000, 2):
        with at_most(5):
            sound(text, read(text, "a.md", limits=FRONT_MATTER))


def test_what_is_taken_means_the_same_to_a_usual_reader() -> None:
    """Values that are read here without a problem are the texts that ruamel.yaml itself finds (all plain)."""
    usual = YAML(typ="base")
    for text in fuzzed(600, 3):
        table, told = read(text, "a.md")
        if not told and table.entries and not any(item in text for item in ("! ", "\u0301")):
            assert plain(table) == usual.load(text), text


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    sound(text, read(text, "a.md"))


@pytest.mark.parametrize("text", ["a: 1\n\tb: 2\n", "a:\n\t- x\n", "a:\n  -\tx\n", "ү: |\n\tx\n"])
def test_a_tab_where_only_blanks_may_stand_is_called_so(text: str) -> None:
    _table, problems = read(text, "x.md")
    assert [problem.message.text for problem in problems] == ["A tab stands where YAML has only blanks"]
