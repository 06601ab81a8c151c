"""Plain values: fields with places, names in several languages, findings in order."""

from __future__ import annotations

import pytest

from qms.adapters.languages import Translations
from qms.adapters.yaml.reading import read
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.document import Document
from qms.model.field import Scalar, Sequence, Table, choose
from qms.model.location import Location
from qms.model.message import Message, fill, msg
from qms.model.printout import COPY_KEYWORD, Printout
from qms.model.settings import Keys, Level, Named, Settings
from qms.model.snapshot import Snapshot
from qms.model.verdict import Finding, Verdict

TEXT = """a: " x "
empty:
nothing: null
quoted: "null"
list: [1, "", {b: c}, 2]
one: 1
names: {ky: Аты, ru: "", en: [x]}
inner:
  b: c
tables:
  - {b: 1}
  - 2
"""


@pytest.fixture
def table() -> Table:
    return read(TEXT, "a.md")[0]


def document(text: str, path: str = "a.md") -> Document:
    return Document(path, "A", read(text, path)[0], "", 1, "", "ky")


def test_a_value_is_found_by_its_key(table: Table) -> None:
    assert (table.text("a"), table.text("quoted"), table.text("empty"), table.text("no", "default")) == (
        "x",
        "null",
        "",
        "default",
    )
    assert table.scalar("a") == Scalar(" x ", Location("a.md", 1, 4), quoted=True)
    assert table.scalar("list") is None
    assert table.scalar("empty") is None


def test_a_flag_is_set_by_the_one_word_true() -> None:
    said = read('set: true\nquoted: "true"\nlarge: True\nother: yes\n', "a.md")[0]
    assert [name for name in ("set", "quoted", "large", "other", "missing") if said.flag(name)] == ["set", "quoted"]


def test_a_field_is_called_as_the_documents_call_it() -> None:
    keys = Keys(fields={"title": "name"}, code="EIP-{eip}-{part}")
    assert [keys.own(name) for name in ("title", "code", "revision")] == ["name", "eip", "revision"]
    assert (Keys().own("code"), Keys(fields={"code": "id"}, code="X-{n}").own("code"), Keys().slot) == (
        "code",
        "id",
        "",
    )


def test_a_list_is_its_plain_values_and_one_value_is_a_list_of_one(table: Table) -> None:
    assert [item.text for item in table.scalars("list")] == ["1", "2"]
    assert [item.text for item in table.scalars("one")] == ["1"]
    assert (table.scalars("empty"), table.scalars("names"), table.scalars("no")) == ((), (), ())


def test_tables_are_found_below_their_key(table: Table) -> None:
    assert table.table("inner").text("b") == "c"
    assert table.table("one").entries == {}
    assert table.table("one").at == table.place("one")
    assert [item.text("b") for item in table.tables("tables")] == ["1"]
    assert table.tables("one") == ()


def test_a_text_has_languages(table: Table) -> None:
    assert table.texts("names") == {"ky": "Аты"}
    assert table.texts("a") == {"": "x"}
    assert (table.texts("empty"), table.texts("no")) == ({}, {})
    assert [name for name, _value in table.named_scalars()] == ["a", "empty", "nothing", "quoted", "one"]


def test_the_place_of_a_value_is_that_of_its_key_where_it_is_empty(table: Table) -> None:
    assert table.value_place("one") == Location("a.md", 6, 6)
    assert table.value_place("empty") == table.place("empty") == Location("a.md", 2, 1)
    assert table.value_place("nothing") == Location("a.md", 3, 1)
    assert table.value_place("list").column == 7
    assert table.value_place("no") == table.place("no") == table.at == Location("a.md", 1, 1)


@pytest.mark.parametrize(
    ("text", "quoted", "empty"),
    [
        ("", False, True),
        (" ", True, True),
        ("null", False, True),
        ("~", False, True),
        ("null", True, False),
        ("0", False, False),
    ],
)
def test_nothing_is_written_in_several_ways(text: str, quoted: bool, empty: bool) -> None:
    assert Scalar(text, Location("a"), quoted).empty is empty


@pytest.mark.parametrize(
    ("texts", "languages", "expected"),
    [
        ({"ky": "а", "ru": "б"}, ("ru", "ky"), "б"),
        ({"ky": "а", "ru": ""}, ("ru", "ky"), "а"),
        ({"": "в", "ky": "а"}, ("ru",), "в"),
        ({"ky": "а"}, ("ru",), "а"),
        ({}, ("ru",), ""),
    ],
)
def test_the_first_language_that_there_is_counts(
    texts: dict[str, str], languages: tuple[str, ...], expected: str
) -> None:
    assert choose(texts, *languages) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3", 3),
        ("0", 0),
        ("007", 7),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("9999999", None),
        ("", None),
        ("[1]", None),
    ],
)
def test_a_revision_is_a_small_whole_number(written: str, expected: int | None) -> None:
    assert document(f"revision: {written}\n").revision == expected


def test_a_document_gives_its_fields() -> None:
    found = document("title: {ky: Аты, ru: Имя}\ntype: ДП\nlevel: 2\nowner: КБ\nprocess: '4.1'\n")
    assert (found.type, found.level, found.owner, found.process, found.is_card) == ("ДП", "2", "КБ", "4.1", False)
    assert (found.title_in("ru"), found.title_in("en"), found.at("type").line) == ("Имя", "Аты", 2)
    assert document("", "a.yaml").is_card


def test_settings_answer_for_types_and_levels() -> None:
    settings = Settings(levels={"1": Level("1", review_months=12)})
    assert (settings.language, settings.review_months("x", "1"), settings.review_months("x", "y")) == ("en", 12, 36)
    assert settings.approval("x") is None
    assert Named("x").name("ky") == "x"


def test_a_snapshot_knows_its_originals() -> None:
    translation = Document("a.ru.md", "A", Table(), "", 1, "", "ru", translation=True)
    nameless = Document("b.md", "", Table(), "", 1, "", "ky")
    found = Snapshot(Settings(), files=(document(""), translation, nameless))
    assert list(found.documents) == ["A"]
    assert found.acts("A") == ()


def test_findings_are_sorted_by_place_then_rule() -> None:
    def finding(line: int, rule: str) -> Diagnostic:
        return Diagnostic(rule, "x", Severity.ERROR, Location("a", line), msg("{n}", n=line), msg("y"), "s")

    found = [finding(2, "A"), finding(1, "B"), finding(1, "A")]
    assert [(item.location.line, item.rule) for item in sorted(found, key=Diagnostic.order)] == [
        (1, "A"),
        (1, "B"),
        (2, "A"),
    ]


def test_messages_within_messages_are_translated_too() -> None:
    assert fill("{a} {b}", {"a": msg("one"), "b": 2}, Translations("en")) == "one 2"
    assert fill("{a}", {}, Translations("en")) == "{a}"
    assert msg("x", a=1) == Message("x", {"a": 1})


def test_values_that_are_only_carried_have_sensible_defaults() -> None:
    printout = Printout("ky", {}, "", "", "", "A", "", "", "", 1, "2024-01-01")
    assert (printout.stamp, printout.changes.rows, printout.source, COPY_KEYWORD) == (None, (), b"", "qms-copy=")
    verdict = Verdict(Finding.CURRENT, "A", msg("x"))
    assert (verdict.revision, verdict.copy, verdict.since) == (None, None, "")
    assert Sequence((), Location("a")).items == ()
