"""Values of entries as people read them."""

from __future__ import annotations

import pytest

from qms.entries.computed import product
from qms.entries.display import display, heading, row
from qms.model.document import Position
from qms.model.field import Sequence, Table
from qms.model.register import FieldOf, Kind, Register, StateOf
from qms.model.settings import Named, Settings
from qms.model.snapshot import Snapshot

from .made import entry, fields

COLUMNS = fields(FieldOf("year"), FieldOf("value", kind=Kind.NUMBER, measure="%"), FieldOf("note"))
FIELDS = fields(
    FieldOf("title", {"ky": "Аталышы", "ru": "Название"}, kind=Kind.TEXTS),
    FieldOf("kind", kind=Kind.CHOICE, choices={"risk": Named("risk", {"ky": "Тобокелдик", "ru": "Риск"})}),
    FieldOf("owner", kind=Kind.POSITION, many=True),
    FieldOf("found", kind=Kind.DATE),
    FieldOf("done", kind=Kind.FLAG),
    FieldOf("share", kind=Kind.NUMBER, measure="%"),
    FieldOf("note"),
    FieldOf("rows", kind=Kind.ROWS, columns=COLUMNS),
    FieldOf("weight", kind=Kind.PRODUCT, factors=("likelihood", "impact")),
)
THINGS = Register("things", fields=FIELDS, states={"open": StateOf("open", {"ky": "Ачык", "ru": "Открыто"})})
SNAPSHOT = Snapshot(
    Settings(roles={"rector": Named("rector", {"ky": "Ректор"})}), positions={"head": Position("head", {"ky": "Башчы"})}
)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("code", "", "А-1"),
        ("state", "state: open\n", "Ачык"),
        ("state", "state: other\n", "other"),
        ("title", "title: {ky: Аты, ru: Имя}\n", "Аты"),
        ("title", "title: {ru: Имя}\n", "Имя"),
        ("title", "title: ' Аты '\n", "Аты"),
        ("kind", "kind: risk\n", "Тобокелдик"),
        ("kind", "kind: other\n", "other"),
        ("owner", "owner: [head, rector, nobody]\n", "Башчы; Ректор; nobody"),
        ("owner", "owner: [head, null]\n", "Башчы"),
        ("found", "found: 2024-05-26\n", "26.05.2024"),
        ("done", "done: true\n", "✓"),
        ("done", "done: false\n", "–"),
        ("done", "done: maybe\n", "maybe"),
        ("share", "share: 12\n", "12 %"),
        ("share", "share: 12.5\n", "12,5 %"),
        ("weight", "likelihood: 2.5\nimpact: 3\n", "7,5"),
        ("note", "note: head\n", "head"),
        ("note", "note: null\n", ""),
        ("note", "", ""),
        ("note", "note: risk\n", "risk"),
        ("rows", "rows: [{year: 2024, value: 5}, {note: а, year: 2025}, x]\n", "2024 · 5 %; 2025 · а"),
        ("weight", "likelihood: 2\nimpact: 3\n", "6"),
    ],
)
def test_a_value_is_shown_as_people_read_it(name: str, text: str, shown: str) -> None:
    assert display(THINGS, entry(text), name, SNAPSHOT, ("ky",)) == shown


def test_the_language_of_the_reader_comes_first() -> None:
    assert display(THINGS, entry("kind: risk\n"), "kind", SNAPSHOT, ("ru", "ky")) == "Риск"
    assert display(THINGS, entry("state: open\n"), "state", SNAPSHOT, ("ru", "ky")) == "Открыто"
    assert (heading(THINGS, "title", "ru"), heading(THINGS, "code", "ru")) == ("Название", "")


def test_a_row_leaves_out_what_is_not_filled() -> None:
    rows = entry("rows: [{value: 5}]\n").front.entries["rows"]
    assert isinstance(rows, Sequence)
    assert isinstance(rows.items[0], Table)
    assert row(FIELDS["rows"], rows.items[0], SNAPSHOT, ("ky",)) == "5 %"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("likelihood: 2\nimpact: 3\n", "6"),
        ("likelihood: 2,5\nimpact: 3\n", "7.5"),
        ("likelihood: 2\n", ""),
        ("likelihood: 2\nimpact: many\n", ""),
        ("likelihood: 0\nimpact: 3\n", "0"),
    ],
)
def test_a_product_is_empty_where_a_factor_is_missing(text: str, found: str) -> None:
    assert product(FIELDS["weight"], entry(text)) == found
