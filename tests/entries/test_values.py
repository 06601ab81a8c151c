"""What may stand in the fields of an entry: its form, the names that it may be, and what to write instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qms.adapters.languages import catalog
from qms.entries.values import Fault, Names, as_number, dangling, malformed, names_of, shown
from qms.model.document import Document, Position, Process, Unit
from qms.model.entry import Registers
from qms.model.field import Table
from qms.model.location import Location
from qms.model.register import FieldOf, Kind, Register
from qms.model.settings import Named, Settings
from qms.model.snapshot import Ledger, Snapshot

from .made import entry, fields, registers

ENGLISH = catalog("en")
SINGLE = 'A single value is expected here / Write "key: value"'
TEXT = "A text is expected here / Write it in each language: {ky: …, ru: …}"
ITEMS = 'Begin each entry with "- "'


def said(found: list[Fault]) -> list[str]:
    """Return the sentences of faults: where, what is wrong, what to write."""
    return [
        f"{item.at.line}:{item.at.column} {ENGLISH.text(item.message)} / {ENGLISH.text(item.help)}" for item in found
    ]


def wrong(item: FieldOf, written: str) -> list[str]:
    """Return what is wrong with a value, without its place."""
    node = entry(f"field: {written}\n").front.entries.get("field")
    return [text.partition(" ")[2] for text in said(list(malformed(item, node)))]


@pytest.mark.parametrize(
    ("kind", "fine", "bad", "told"),
    [
        (Kind.DATE, ["2024-02-29"], ["2023-02-29", "01.02.2024"], 'is no day / Write year, month, day: "2026-09-01"'),
        (Kind.YEAR, ["1999", "2150"], ["1899", "2200", "24"], "is no year / Write four digits"),
        (Kind.FLAG, ["true", "false"], ["yes", "True"], 'is neither true nor false / Write "true" or "false"'),
        (Kind.CLAUSE, ["9", "9.2", "'8.5.1'"], ["9.", "x", "9.2 a"], 'is no clause / Write its number: "9.2"'),
        (
            Kind.NUMBER,
            ["1", "-3.5", "'3,5'"],
            ["many", "1e5", "1 000"],
            "is no number / Write digits, with a point before the decimals",
        ),
        (Kind.TEXT, ["a", "2024", "true"], [], ""),
    ],
)
def test_the_form_of_a_value_is_that_of_its_kind(kind: Kind, fine: list[str], bad: list[str], told: str) -> None:
    item = FieldOf("x", kind=kind)
    assert [wrong(item, text) for text in (*fine, "null", "''", '" "')] == [[]] * (len(fine) + 3)
    assert [wrong(item, text) for text in bad] == [[f'"{text}" {told}'] for text in bad]


def test_a_number_has_limits() -> None:
    item = FieldOf("x", kind=Kind.NUMBER, low=1.0, high=5.5)
    assert [wrong(item, text) for text in ("1", "5.5", "'5,5'")] == [[]] * 3
    told = "is too large or too small / Write a number from 1 to 5.5"
    assert [wrong(item, text) for text in ("0.9", "5.6")] == [[f'"0.9" {told}'], [f'"5.6" {told}']]
    assert wrong(replace(item, high=None), "0") == ['"0" is too large or too small / Write a number from 1 to …']
    assert wrong(replace(item, high=None), "900000") == wrong(replace(item, low=None), "-900000") == []


def test_a_choice_is_one_of_the_choices() -> None:
    item = FieldOf("x", kind=Kind.CHOICE, choices={name: Named(name) for name in ("risk", "chance")})
    assert wrong(item, "risk") == []
    assert wrong(item, "risc") == ['"risc" cannot be chosen here / Did you mean "risk"?']
    assert wrong(item, "other") == ['"other" cannot be chosen here / Known are: chance, risk']


def test_one_value_or_several_as_the_field_says() -> None:
    one, several = FieldOf("x", kind=Kind.YEAR), FieldOf("x", kind=Kind.YEAR, many=True)
    assert wrong(one, "[2024]") == [SINGLE]
    assert wrong(one, "{a: 2024}") == wrong(several, "[{a: 2024}]") == [SINGLE]
    assert wrong(several, "2024") == wrong(several, "[2024, 2025, null]") == []
    assert wrong(several, "[2024, x, y]") == [f'"{name}" is no year / Write four digits' for name in "xy"]


def test_a_text_is_plain_or_in_each_language() -> None:
    one, several = FieldOf("x", kind=Kind.TEXTS), FieldOf("x", kind=Kind.TEXTS, many=True)
    assert (
        wrong(one, "а") == wrong(one, "{ky: а, ru: б}") == wrong(several, "[{ky: а}, б]") == wrong(several, "а") == []
    )
    assert wrong(one, "[а]") == wrong(one, "{ky: [а]}") == wrong(several, "[[а]]") == [TEXT]


def test_what_is_computed_is_not_written() -> None:
    assert wrong(FieldOf("weight", kind=Kind.PRODUCT), "6") == ['The field "weight" is computed / Delete it']
    assert wrong(FieldOf("weight", kind=Kind.PRODUCT), "null") == []


COLUMNS = fields(FieldOf("year", {"en": "Year"}, kind=Kind.YEAR, required=True), FieldOf("note"))
ROWS = FieldOf("rows", kind=Kind.ROWS, columns=COLUMNS)


def test_every_cell_of_a_small_table_is_looked_at_in_its_place() -> None:
    text = "rows:\n  - {year: 2024, note: а}\n  - {year: x, colour: red}\n  - 2025\n  - {note: б}\n"
    assert said(list(malformed(ROWS, entry(text).front.entries["rows"]))) == [
        '3:12 "x" is no year / Write four digits',
        '3:15 There is no field "colour" here / Known are: year, note',
        f"4:5 Keys with values are expected here / {ITEMS}",
        '5:5 The field "Year" is empty / Write "year: …"',
    ]
    assert wrong(ROWS, "x") == [f"A list is expected here / {ITEMS}"]


def test_numbers_are_read_and_written_as_people_write_them() -> None:
    assert [as_number(text) for text in ("12", "-3.5", "3,5", "x", "", "1e3")] == [12, -3.5, 3.5, None, None, None]
    assert [shown(value) for value in (12.0, -3.5, None)] == ["12", "-3.5", "…"]


NAMES = Names(
    {Kind.POSITION: ("rector", "registrar"), Kind.UNIT: ("КБ",), Kind.PROCESS: ("4.1",), Kind.DOCUMENT: ("СМС-1",)}
    | {Kind.CLAUSE: ("7.5.3",)},
    {"risks": ("Т-1",), "actions": ("И-1",)},
)


def lost(item: FieldOf, written: str, names: Names = NAMES) -> list[str]:
    found = dangling(item, entry(f"field: {written}\n").front.entries.get("field"), names)
    return [text.partition(" ")[2] for text in said(list(found))]


@pytest.mark.parametrize(
    ("kind", "written", "told"),
    [
        (Kind.POSITION, "registar", 'There is no position "registar" / Did you mean "registrar"?'),
        (Kind.UNIT, "ИЖ", 'There is no unit "ИЖ" / Known are: КБ'),
        (Kind.PROCESS, "'9.9'", 'There is no process "9.9" / Known are: 4.1'),
        (Kind.DOCUMENT, "СМС-7", 'There is no document "СМС-7" / Did you mean "СМС-1"?'),
        (Kind.CLAUSE, "7.5.4", 'There is no clause "7.5.4" / Did you mean "7.5.3"?'),
    ],
)
def test_a_name_that_is_not_there_is_told_with_what_is(kind: Kind, written: str, told: str) -> None:
    assert lost(FieldOf("x", kind=kind), written) == [told]
    assert lost(FieldOf("x", kind=kind, many=True), f"[{written}, null]") == [told]
    there = next(iter(NAMES.by_kind[kind]))
    assert lost(FieldOf("x", kind=kind), f"'{there}'") == lost(FieldOf("x", kind=kind), "null") == []
    assert lost(FieldOf("x", kind=kind), written, Names()) == [], "where none are kept, none is missing"
    assert lost(FieldOf("x", kind=Kind.TEXT), written) == []


def test_an_entry_is_looked_for_in_the_registers_that_the_field_names() -> None:
    item = FieldOf("x", kind=Kind.ENTRY, registers=("risks", "chances"))
    assert lost(item, "Т-1") == []
    assert lost(item, "И-1") == ['There is no entry "И-1" / Known are: Т-1']
    assert lost(replace(item, registers=("chances",)), "Т-1") == ['There is no entry "Т-1" / Known are: –']


def test_a_value_of_the_wrong_form_is_not_looked_up_too() -> None:
    assert lost(FieldOf("x", kind=Kind.CLAUSE), "кече") == []


def test_names_in_a_small_table_are_looked_up_too() -> None:
    item = FieldOf("x", kind=Kind.ROWS, columns=fields(FieldOf("who", kind=Kind.UNIT), FieldOf("note")))
    assert lost(item, "[{who: ИЖ, note: ИЖ}, {who: КБ}, ИЖ]") == ['There is no unit "ИЖ" / Known are: КБ']
    assert lost(item, "ИЖ") == []


def test_a_role_is_a_position_and_a_document_is_known_by_text_by_earlier_code_and_by_ledger() -> None:
    front = entry("aliases: [СМС-0]\n").front
    document = Document("a.md", "СМС-1", front, "", 1, "", "ky")
    snapshot = Snapshot(
        Settings(roles={"rector": Named("rector")}),
        files=(document,),
        ledgers={"СМС-9": Ledger("СМС-9", "", (), ())},
        units={"КБ": Unit("КБ")},
        positions={"head": Position("head")},
        processes={"4.1": Process("4.1", {}, "", group=False, location=Location(""))},
    )
    everything = registers([Register("risks")], entry(code="Т-1", register="risks"))
    found = names_of(snapshot, everything)
    assert {kind: set(names) for kind, names in found.by_kind.items()} == {
        Kind.POSITION: {"head", "rector"},
        Kind.UNIT: {"КБ"},
        Kind.PROCESS: {"4.1"},
        Kind.DOCUMENT: {"СМС-1", "СМС-0", "СМС-9"},
    }
    assert set(found.entries["risks"]) == {"Т-1"}
    without = names_of(replace(snapshot, positions={}), Registers())
    assert not without.by_kind[Kind.POSITION], "roles alone are no list of positions"
    assert isinstance(front, Table)
