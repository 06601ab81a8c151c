"""An organisation adds a register of its own as one file, and is reminded of what is due in all of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from tests.cli.desk import Desk

OWN = """# Китепканага даттануулар / Жалобы на библиотеку
title: {ky: Китепканага даттануулар, ru: Жалобы на библиотеку, en: Library complaints}
code: "КД-{year}-{number:2}"
keeper: library-director
columns: [title, room, due]
fields:
  title: {label: {ky: Мазмуну, ru: Содержание, en: Content}, required: true}
  room:
    kind: choice
    label: {ky: Зал, ru: Зал, en: Room}
    choices:
      reading: {ky: окуу залы, ru: читальный зал, en: reading room}
      lending: {ky: абонемент, ru: абонемент, en: lending desk}
  due: {kind: date, label: {ky: Мөөнөтү, ru: Срок, en: Due}, required: true}
  answer: {label: {ky: Жооп, ru: Ответ, en: Answer}}
states:
  open: {label: {ky: ачык, ru: открыта, en: open}, due: due, next: [answered]}
  answered: {label: {ky: жооп берилди, ru: дан ответ, en: answered}, needs: [answer], closed: true}
"""


def prepare(desk: Desk, text: str = OWN) -> None:
    (desk.root / "registers" / "library-complaints.yaml").write_text(text, "utf-8")
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Add a register of our own")


def faults(desk: Desk) -> list[tuple[str, int, int]]:
    """Return the findings about entries and registers: rule, line, column."""
    found = desk("check", "registers", "--format", "json").json()["findings"]
    return [
        (item["rule"], item["line"], item["column"]) for item in found if item["rule"] > "RG006" and not item["waiver"]
    ]


def told_words(desk: Desk, text: str) -> str:
    """Return the words of a definition at which faults of it are told."""
    lines = text.splitlines()
    found = (lines[line - 1][column - 1 :].strip('"') for rule, line, column in faults(desk) if rule == "RG007")
    return " ".join(re.split(r"[^\w-]", one)[0] for one in found)


def test_a_register_of_ones_own_is_one_file(desk: Desk) -> None:
    prepare(desk)
    day = (date.today() + timedelta(days=5)).isoformat()
    sets = ("--set", "title=Китеп жок", "--set", "room=окуу залы", "--set", f"due={day}")
    code = desk("entry", "new", "library-complaints", *sets, "--format", "json", code=0).json()["code"]
    assert code == f"КД-{date.today().year}-01"
    counts = {item["name"]: item for item in desk("register", "list", "--format", "json", code=0).json()}
    assert (counts["library-complaints"]["entries"], counts["library-complaints"]["open"]) == (1, 1)
    assert faults(desk) == []
    desk("entry", "move", code, "answered", "--set", "answer=Заказ кылынды", code=0)
    assert desk("entry", "print", code, "--to", "md", code=0).code == 0


def test_a_list_shows_what_every_entry_has_where_the_register_names_no_columns(desk: Desk) -> None:
    prepare(desk, OWN.replace("columns: [title, room, due]\n", ""))
    desk("entry", "new", "library-complaints", "--set", "title=Китеп жок", "--set", "due=2026-12-01", code=0)
    path = desk("entry", "print", "library-complaints", "--to", "md", "--format", "json", code=0).json()["written"][0]
    row = Path(path["path"]).read_text("utf-8").splitlines()[-1]
    assert [cell.strip() for cell in row.split("|")[3:5]] == ["Китеп жок", "01.12.2026"]


def test_a_fault_in_it_is_told_with_line_and_column(desk: Desk) -> None:
    prepare(desk, OWN.replace("next: [answered]", "next: [answerd]").replace("kind: date", "kind: day"))
    assert faults(desk) == [("RG007", 14, 15), ("RG007", 17, 57), ("RG007", 17, 69)]


WRONG = """title: {en: Library complaints}
code: "КД-{year}-{number:2}"
columns: [title, colour]
independent: {people: [nobody]}
fields:
  title: {label: {en: Content}, required: yes}
  size: {kind: number, label: {en: Size}, min: small, max: 5}
  due: {kind: date, label: {en: Due}, after: begun}
states:
  open: {label: {en: open}, due: due, due_days: ten, next: [done]}
  done: {label: {en: done}, needs: [answer], date: ended, closed: true}
demands:
  answered: {text: {en: No answer}, field: reply, when: {kind: [bad]}, by: "13-45", severity: eror}
  acted: {text: {en: No action}, register: actions, field: cause_of}
"""


def test_every_name_and_number_in_it_that_means_nothing_is_told_and_stops_no_command(desk: Desk) -> None:
    prepare(desk, WRONG)
    assert told_words(desk, WRONG) == (
        "title colour nobody yes small begun ten answer ended reply kind 13-45 eror"  # "title": the action, in line 1
    )
    code = desk("entry", "new", "library-complaints", "--set", "title=Китеп жок", "--format", "json", code=0).json()
    desk("entry", "list", "library-complaints", code=0)
    desk("entry", "print", "library-complaints", "--to", "md", code=0)
    desk("entry", "move", code["code"], "done", code=0)


def test_a_form_that_draws_fields_which_there_are_not_is_told(desk: Desk) -> None:
    draw = "{kind: trend, rows: steps, at: year, value: amount}"
    steps = "  steps: {kind: rows, label: {en: Steps}, columns: {year: {kind: year, label: {en: Year}}}}\nstates:"
    text = OWN.replace("states:", steps) + f"forms: {{a: {{title: {{en: A}}, parts: [{{draw: {draw}}}]}}}}\n"
    prepare(desk, text)
    assert told_words(desk, text) == "amount"
    said = desk("entry", "print", "library-complaints", "--form", "a", "--to", "md")
    assert said.code == 2


def test_status_and_inbox_say_what_is_due_in_all_registers(desk: Desk) -> None:
    prepare(desk)
    for days in (-3, 5, 90):
        day = (date.today() + timedelta(days=days)).isoformat()
        desk("entry", "new", "library-complaints", "--set", f"title=Даттануу {days}", "--set", f"due={day}", code=0)
    entries = desk("status", "--format", "json", code=0).json()["entries"]
    assert [(item["code"][-2:], item["overdue"], item["who"]) for item in entries] == [
        ("01", True, ["library-director"]), ("02", False, ["library-director"]),
    ]  # fmt: skip
    mine = desk("inbox", "--as", "library-director", "--format", "json", code=0).json()["inbox"]
    assert [item["note"] for item in mine] == ["Даттануу -3", "Даттануу 5"]
    assert "КД-" in desk("status", code=0).out


def test_an_own_file_may_say_only_what_is_otherwise(desk: Desk) -> None:
    text = """extends: risks
fields:
  likelihood: {max: 3, label: {ky: Ыктымалдуулугу (1–3)}}
  branch: {label: {ky: Филиал, ru: Филиал, en: Branch}, required: true}
"""
    (desk.root / "registers" / "risks.yaml").write_text(text, "utf-8")
    shown = desk("register", "show", "risks", "--format", "json", code=0).json()
    fields = {item["name"]: item for item in shown["fields"]}
    assert fields["branch"]["required"]
    assert fields["process"]["kind"] == "process"
    assert [item["name"] for item in shown["states"]] == ["identified", "assessed", "treated", "closed"]
    sets = ("kind=risk", "title=A", "process=2.1", "owner=rector", "identified=2026-02-03", "branch=B", "likelihood=4")
    told = desk("entry", "new", "risks", *(word for one in sets for word in ("--set", one)), code=2).err
    assert "from 1 to 3" in told
    assert faults(desk) == []


def test_an_own_file_that_extends_nothing_is_told(desk: Desk) -> None:
    prepare(desk, OWN.replace("code:", "extends: riks\ncode:"))
    assert faults(desk) == [("RG007", 3, 10)]
