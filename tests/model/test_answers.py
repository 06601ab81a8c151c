"""What plain values answer: who holds a position, what must be recorded, which part of a work is whose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qms.adapters.languages import Translations
from qms.adapters.yaml.reading import read
from qms.model.change import Commit
from qms.model.days import printed_day
from qms.model.document import Document, Employee, Post
from qms.model.entry import Entry, Registers
from qms.model.field import Scalar, choose
from qms.model.flow import PAPER, RECORDED, Approval, Flow
from qms.model.form import Form
from qms.model.formula import is_formula
from qms.model.location import Location
from qms.model.message import Words, fill, msg
from qms.model.printout import Stamp
from qms.model.redline import Change, Kind, Line, Mark, Part, Run
from qms.model.register import FieldOf, Register, StateOf
from qms.model.register import Kind as FieldKind
from qms.model.settings import DocumentType, Keys, Level, Settings
from qms.model.share import Share
from qms.model.snapshot import Snapshot
from qms.model.verdict import Finding, Verdict

KY, RU, EN = (Translations(language) for language in ("ky", "ru", "en"))


def document(text: str = "", path: str = "a.md", code: str = "A") -> Document:
    return Document(path, code, read(text, path)[0], "", 1, "", "ky")


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("", "", [True, True, True]),
        ("2024-01-02", "", [False, True, True]),
        ("", "2024-01-02", [True, True, False]),
        ("2024-01-02", "2024-01-02", [False, True, False]),
    ],
)
def test_a_position_is_held_from_its_first_day_to_its_last(since: str, until: str, held: list[bool]) -> None:
    person = Employee("p", posts=(Post("head", since, until),))
    assert [person.holds("head", f"2024-01-0{day}") for day in (1, 2, 3)] == held
    assert not person.holds("clerk", "2024-01-02")


def test_who_holds_a_position_is_told_only_where_it_is_one_person() -> None:
    people = {name: Employee(name, posts=(Post(post),)) for name, post in (("p", "head"), ("q", "clerk"))}
    found = Snapshot(Settings(), people=people)
    assert [found.holder(post, "2024-01-01") for post in ("head", "clerk", "rector")] == ["p", "q", ""]
    two = {**people, "r": Employee("r", posts=(Post("head"),))}
    assert Snapshot(Settings(), people=two).holder("head", "2024-01-01") == ""


def test_a_code_in_use_is_no_earlier_code_of_another_document() -> None:
    first, second = document("aliases: [B, C, A, C]\n"), document(code="B", path="b.md")
    assert first.aliases == ("B", "C")
    assert Snapshot(Settings(), files=(first, second)).aliases == {"C": "A"}


@pytest.mark.parametrize(
    ("path", "card", "markdown"),
    [
        ("a.md", False, True),
        ("A.MARKDOWN", False, True),
        ("a.yaml", True, True),
        ("a.yml", True, True),
        ("a.json", False, True),
        ("a.rst", False, False),
        ("a.txt", False, False),
    ],
)
def test_the_name_of_a_file_tells_what_it_is(path: str, card: bool, markdown: bool) -> None:
    assert (document(path=path).is_card, document(path=path).is_markdown) == (card, markdown)


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("2022-01-10T09:00:00+06:00", "2022-01-10T03:00:00Z"),
        ("2022-01-10T01:00:00+06:00", "2022-01-09T19:00:00Z"),
        ("", ""),
        ("soon", ""),
        ("0001-01-01T00:00:00+06:00", ""),
    ],
)
def test_the_moment_of_a_commit_is_told_as_acts_tell_it(when: str, at: str) -> None:
    assert Commit("c", "А", "a@example.org", when, "s").at == at


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021-05-26", "26.05.2021"),
        ("2021-05-26T09:00:00Z", "26.05.2021"),
        ("2021-5-26", "2021-5-26"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_printed_as_people_here_write_it(text: str, shown: str) -> None:
    assert printed_day(text) == shown


@pytest.mark.parametrize("text", ["=1+1", " =A1", "+A1", "-x", "@sum", "\t=1", "＝1", "-1-1"])
def test_what_a_spreadsheet_would_compute_is_a_formula(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "текст", "1=1", "-5", "+3,5", "-3.5 ", "12"])
def test_numbers_and_texts_are_no_formulas(text: str) -> None:
    assert not is_formula(text)


def test_a_text_counts_as_empty_in_every_spelling_of_nothing() -> None:
    assert all(Scalar(text, Location("a")).empty for text in ("null", "~", "Null", "NULL", "", " "))
    assert choose({"": "б", "x": "в"}, "ky") == "б"
    assert choose({"x": "в", "": "б"}, "ky") == "б"


def test_external_documents_are_registered_and_own_ones_approved() -> None:
    own, external = Approval("o", approve=("rector",)), Approval("e", register=("registrar",))
    assert [row.external for row in (own, external, own._replace(register=("x",)), Approval("n"))] == [
        False,
        True,
        False,
        False,
    ]
    assert [row.decide for row in (own, external)] == [("rector",), ("registrar",)]


@pytest.mark.parametrize(
    ("row", "flow", "mode", "recorded"),
    [
        ("", "", "unsigned", False),
        ("", "", "signed", True),
        ("", RECORDED, "unsigned", True),
        ("", PAPER, "signed", False),
        (RECORDED, PAPER, "unsigned", True),
        (PAPER, RECORDED, "signed", False),
    ],
)
def test_what_must_be_recorded_is_told_by_the_row_then_by_the_organisation_then_by_the_mode(
    row: str, flow: str, mode: str, recorded: bool
) -> None:
    settings = Settings(
        mode=mode,
        flow=Flow(steps=flow),
        types={"ДП": DocumentType("ДП", approval="row")},
        approvals={"row": Approval("row", steps=row)},
    )
    assert settings.recorded("ДП") is recorded
    assert settings.approval("ДП") == settings.approvals["row"]
    usual = settings._replace(approvals={}, flow=Flow())
    assert usual.recorded("ДП") is usual.recorded("x") is (mode == "signed")


def test_a_review_holds_as_long_as_the_type_says_or_else_the_level() -> None:
    settings = Settings(
        types={"ДП": DocumentType("ДП", review_months=24), "ЖЗ": DocumentType("ЖЗ")}, levels={"2": Level("2", {}, 12)}
    )
    assert [settings.review_months(*both) for both in (("ДП", "2"), ("ЖЗ", "2"), ("ЖЗ", "3"))] == [24, 12, 36]


def test_a_repository_is_foreign_where_anything_is_mapped() -> None:
    assert not Keys().foreign
    mapped = (
        Keys(fields={"code": "id"}),
        Keys(code="EIP-{eip}"),
        Keys(title="heading"),
        Keys(body="text"),
        Keys(ignore=("x",)),
        Keys(values={"state": {"Final": "in-force"}}),
        Keys(dates=("%d.%m.%Y",)),
        Keys(metadata=("headers",)),
    )
    assert all(keys.foreign for keys in mapped)


def test_every_part_of_a_work_is_of_one_machine() -> None:
    shares = [Share(number, 3) for number in (1, 2, 3)]
    names = [f"СМС-ДП-{number}" for number in range(60)] + ["a\udcff"]
    owners = [[share.number for share in shares if share.holds(name)] for name in names]
    assert {len(found) for found in owners} == {1}
    assert {found[0] for found in owners} == {1, 2, 3}
    assert [share.holds("СМС-ДП-2.1-2022") for share in shares] == [False, True, False], "the same on every machine"
    assert [[share.turn(place) for place in range(4)] for share in shares[:2]] == [
        [True, False, False, True],
        [False, True, False, False],
    ]


def test_a_form_has_its_title_in_the_language_of_the_reader_or_else_in_another() -> None:
    both = Form("f", {"ky": "Барак", "ru": "Лист"})
    assert (both.title_in(RU), both.title_in(EN)) == ("Лист", "Барак")
    assert Form("f", {"ky": "Барак", "": "Лист"}).title_in(EN) == "Лист"
    assert Form("f").title_in(EN) == "f"
    assert Form("f", msg("Copy No.")).title_in(EN) == "Copy No."


def test_words_of_data_are_shown_in_the_language_of_the_reader_or_else_in_english() -> None:
    words = Words({"ky": "Жыл", "en": "Year"})
    assert [fill("{w}", {"w": words}, catalog) for catalog in (KY, RU, EN)] == ["Жыл", "Year", "Year"]


def test_every_page_of_a_copy_has_its_own_mark_where_its_act_is_known() -> None:
    stamp = Stamp("3", "КБ", "", "K7QX2M9P", "t")
    assert [stamp.mark_of(page) for page in (1, 2)] == ["K7QX2M9P", "K7QX2M9P"]
    known = replace(stamp, act="EHIWPWMNPYJQDYBTDL5UUWYZRX")
    assert [known.mark_of(page) for page in (1, 2)] == ["EHIWPWMN", "VUPRQO6I"]


def line(*runs: tuple[Mark, str]) -> Line:
    return Line(Kind.PARAGRAPH, "", (tuple(Run(*run) for run in runs),))


SAME, NEW, MIXED = line((Mark.SAME, "а")), line((Mark.INSERTED, "б")), line((Mark.SAME, "а "), (Mark.INSERTED, "б"))


def test_a_line_has_one_mark_where_all_its_words_have_it() -> None:
    assert [item.mark for item in (SAME, NEW, MIXED, line())] == [Mark.SAME, Mark.INSERTED, None, Mark.SAME]
    assert (MIXED.side(Mark.INSERTED), MIXED.side(Mark.DELETED)) == (("а ",), ("а б",))


def test_of_front_matter_only_what_changed_is_shown() -> None:
    lines = (SAME, NEW, MIXED)
    assert Part("", "", Change.CHANGED, lines).shown == (NEW, MIXED)
    assert Part("1", "1", Change.CHANGED, lines).shown == lines


def test_nothing_speaks_against_a_copy_that_is_current_or_genuine() -> None:
    good = {finding for finding in Finding if Verdict(finding, "A", msg("x")).good}
    assert good == {Finding.CURRENT, Finding.GENUINE}


RISK = FieldOf("risk", kind=FieldKind.ENTRY, registers=("risks",))
UNIT = FieldOf("unit", kind=FieldKind.UNIT)


def test_a_register_tells_its_first_state_its_links_and_whether_it_is_one_file() -> None:
    fields = {"risk": RISK, "unit": UNIT}
    register = Register("a", key="number", fields=fields, states={"open": StateOf("open"), "done": StateOf("done")})
    assert (register.first, register.one_file, register.links()) == ("open", True, (RISK,))
    assert (Register("b").first, Register("b").one_file) == ("", False)


@pytest.mark.parametrize(
    ("kind", "registers"),
    [
        (FieldKind.ENTRY, ("risks",)),
        (FieldKind.PROCESS, ("processes",)),
        (FieldKind.UNIT, ("units",)),
        (FieldKind.POSITION, ("positions",)),
        (FieldKind.TEXT, ()),
    ],
)
def test_a_field_reaches_the_registers_that_its_kind_names(kind: FieldKind, registers: tuple[str, ...]) -> None:
    assert replace(RISK, kind=kind).targets == registers


def test_an_entry_is_named_by_those_whose_links_reach_it() -> None:
    def entry(register: str, code: str, text: str = "") -> Entry:
        return Entry(register, code, f"{code}.yaml", read(text, f"{code}.yaml")[0])

    actions = Register("actions", fields={"risk": RISK, "unit": UNIT, "note": FieldOf("note")})
    first, unit = entry("risks", "Т-1"), entry("units", "КБ")
    named = entry("actions", "И-1", "risk: [Т-1, Т-9]\nunit: КБ\nnote: Т-1\n")
    definitions = {"actions": actions, "risks": Register("risks"), "units": Register("units")}
    found = Registers(definitions, {"actions": (named,), "risks": (first,), "units": (unit,)})

    assert found.referring == {("risks", "Т-1"): ((named, "risk"),), ("units", "КБ"): ((named, "unit"),)}
    assert [register.id for register, _entries in found] == ["actions", "risks", "units"]
    assert (found.get("risks", "Т-1"), found.get("risks", "Т-2"), found.get("none", "Т-1")) == (first, None, None)
    assert [item.text for item in named.scalars("risk")] == ["Т-1", "Т-9"]
    assert named.at("unit") == Location("И-1.yaml", 2, 7)
