"""`qms calendar`: the year of a quality system, on the screen, for scripts, for calendar programs, on paper."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.entries.yearly import days_of
from qms.report.ics import LONGEST_LINE, Event, escaped, folded, render

from ..cli.desk import AUDIT, Desk

YEAR = str(date.today().year)
OWN = """duties:
  - id: library
    title: {ky: Китепкананы текшерүү, ru: Проверка библиотеки, en: Check of the library}
    on: ["02-29", "09-15"]
    who: library-director
"""


def items(desk: Desk, *words: str) -> list[dict[str, str]]:
    found = desk("calendar", *words, "--format", "json", code=0).json()
    assert list(found) == ["year", "items"]
    return list(found["items"])


def test_the_duties_of_the_manual_stand_in_every_year_by_day(desk: Desk) -> None:
    found = items(desk, "2031")

    days = [item["day"] for item in found]
    assert days == sorted(days)
    assert {item["code"] for item in found if item["kind"] == "duty"} >= {"audit-programme", "management-review"}
    assert list(found[0]) == ["day", "kind", "code", "title", "who", "basis", "state", "command"]


def test_the_review_of_a_document_has_its_day(desk: Desk) -> None:
    due = desk("show", AUDIT, "--format", "json", code=0).json()["review_due"]

    assert any((item["day"], item["code"]) == (due, AUDIT) for item in items(desk, due[:4]))


def test_an_organisation_says_what_comes_back_in_its_own_years(desk: Desk) -> None:
    (desk.root / "duties.yaml").write_text(OWN, "utf-8")

    assert [item["day"] for item in items(desk, "2032") if item["kind"] == "duty"] == ["2032-02-29", "2032-09-15"]
    assert [item["day"] for item in items(desk, "2031") if item["kind"] == "duty"] == ["2031-02-28", "2031-09-15"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"09-15"', '"31-31"', '"31-31" is no day'),
        ("id: library", "name: library", 'The field "id" is missing'),
        ("duties:", "duties: [", "duties.yaml, line"),
        ("who:", "whom:", 'Unknown setting "whom"'),
        ("who:", "every: yes\n    who:", '"yes" is neither true nor false'),
    ],
)
def test_a_wrong_list_of_duties_is_named_with_its_line(old: str, new: str, message: str, desk: Desk) -> None:
    (desk.root / "duties.yaml").write_text(OWN.replace(old, new), "utf-8")

    assert message in desk("calendar", code=2).err.replace("\n", " ")


def test_what_a_register_shows_is_done(desk: Desk) -> None:
    text = OWN.replace("who:", "register: waivers\n    who:")
    (desk.root / "duties.yaml").write_text(text, "utf-8")

    assert {item["state"] for item in items(desk, "2031") if item["kind"] == "duty"} == {"planned"}


def test_only_the_duties_of_one_position_can_be_asked_for(desk: Desk) -> None:
    assert {item["who"] for item in items(desk, "2031", "--for", "rector")} == {"rector"}


def test_a_calendar_program_reads_every_item(desk: Desk) -> None:
    made = desk("calendar", "2031", "--format", "ics", code=0).out

    assert made.count("BEGIN:VEVENT") == made.count("END:VEVENT") == len(items(desk, "2031"))
    assert made == desk("calendar", "2031", "--format", "ics", code=0).out
    names = [line for line in made.splitlines() if line.startswith("UID:")]
    assert len(names) == len(set(names))


@given(st.text(max_size=200))
def test_a_line_is_never_too_long_and_never_broken_within_a_letter(text: str) -> None:
    line = escaped(text)
    parts = folded(f"SUMMARY:{line}").split("\r\n ")

    assert "".join(parts) == f"SUMMARY:{line}"
    assert all(len(part.encode("utf-8")) + (index > 0) <= LONGEST_LINE for index, part in enumerate(parts))
    assert not any(sign in line for sign in "\r\n\x00\x1b")


def test_signs_that_mean_something_are_marked() -> None:
    made = render([Event("2026-03-20", "a;b,c\\d\ne", "", "x")], "2026")
    assert "SUMMARY:a\\;b\\,c\\\\d\\ne\r\n" in made
    assert "DTEND;VALUE=DATE:20260321\r\n" in made


def test_the_year_is_printed(desk: Desk) -> None:
    told = desk("calendar", "2031", "--format", "pdf", "--lang", "ky", code=0)

    assert (desk.root / "out" / "calendar-2031.pdf").read_bytes().startswith(b"%PDF")
    assert "calendar-2031.pdf" in told.out.replace("\n", "")


PROGRAMME = (
    *("--set", "title=Программа", "--set", "year={year}", "--set", "purpose=Баалоо", "--set", f"criteria={AUDIT}"),
    *("--set", "owner=quality-director", "--set", "due={year}-12-31"),
)


def duty(desk: Desk, name: str, year: str = YEAR) -> list[tuple[str, str | None]]:
    """Return state and next command of a duty, for each of its days."""
    return [(str(item["state"]), item["command"]) for item in items(desk, year) if item["code"] == name]


def test_a_duty_is_done_when_its_entry_has_come_to_the_state_that_shows_it(desk: Desk) -> None:
    year = str(int(YEAR) + 1)
    words = [word.format(year=year) for word in PROGRAMME]
    assert duty(desk, "audit-programme", year) == [("planned", "qms entry new audit-programmes")]

    code = desk("entry", "new", "audit-programmes", *words, "--set", f"year={year}", "--format", "json").json()["code"]
    assert duty(desk, "audit-programme", year) == [("planned", f"qms entry move {code} approved")]

    desk("entry", "move", code, "approved", "--set", "order=№ 9", "--by", "rector", code=0)
    assert duty(desk, "audit-programme", year) == [("done", None)]


def test_what_lay_before_the_repository_began_is_asked_of_nobody(desk: Desk) -> None:
    assert items(desk, str(int(YEAR) - 1)) == []


def test_duties_wait_in_status_and_in_the_inbox_of_who_answers_for_them(desk: Desk) -> None:
    own = OWN.replace('"02-29", "09-15"', f'"{date.today():%m-%d}"') + "    register: meetings\n"
    (desk.root / "duties.yaml").write_text(own, "utf-8")

    [waiting] = desk("status", "--format", "json", code=0).json()["duties"]
    assert (waiting["task"], waiting["code"], waiting["who"]) == ("duty", "library", ["library-director"])
    assert waiting["command"] == "qms entry new meetings"
    found = desk("inbox", "--as", "library-director", "--format", "json", code=0).json()["inbox"]
    assert [item["code"] for item in found] == ["library"]
    assert "Check of the" in desk("inbox", "--as", "library-director", code=0).out


@pytest.mark.parametrize(
    ("found", "on", "answered"),
    [
        (["2026-03-01"], ["01-31", "09-01"], {"01-31"}),
        (["2026-06-30"], ["01-31", "09-01"], {"09-01"}),
        (["2026"], ["05-31", "11-30"], {"05-31"}),
        (["2026", "2026-02-02"], ["05-31", "11-30"], {"05-31", "11-30"}),
        (["2025-12-31", ""], ["01-20"], set()),
        (["2027-02-27"], ["02-29"], set()),
    ],
)
def test_a_day_answers_the_nearest_day_of_a_duty(found: list[str], on: list[str], answered: set[str]) -> None:
    assert days_of(found, on, 2026) == answered
