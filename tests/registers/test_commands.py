"""`qms register` and `qms entry`, as a person uses them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.desk import Desk

RISK = (
    *("--set", "title=Кабыл алуу планы аткарылбайт", "--set", "kind=risk", "--set", "process=2.1"),
    *("--set", "owner=rector", "--set", "identified=2026-02-03"),
)
SORTED = (("--set", "likelihood=3"), (), ("--set", "likelihood=2"))


def test_an_entry_gets_the_next_free_code_and_its_own_file(desk: Desk) -> None:
    first = desk("entry", "new", "risks", *RISK, "--format", "json", code=0).json()
    second = desk("entry", "new", "risks", *RISK, "--format", "json", code=0).json()
    assert second["code"] == first["code"].replace("-001", "-002")
    assert first["state"] == "identified"
    text = (desk.root / first["path"]).read_text("utf-8")
    assert text.startswith(f"code: {first['code']}\nstate: identified\ntitle: Кабыл алуу планы аткарылбайт\n")
    desk.clean()


def test_a_code_is_never_given_again_after_its_file_is_gone(desk: Desk) -> None:
    first = desk("entry", "new", "risks", *RISK, "--format", "json", code=0).json()
    desk.git("rm", "-q", first["path"])
    desk.git("commit", "-q", "-m", "Remove")
    assert desk("entry", "new", "risks", *RISK, "--format", "json", code=0).json()["code"] != first["code"]


def test_a_code_with_a_stroke_is_never_given_again_either(desk: Desk) -> None:
    (desk.root / "registers" / "visits.yaml").write_text(
        "title: Сапарлар\ncode: 'СП/{year}/{number:3}'\nfields: {guest: {label: Конок, required: true}}\n", "utf-8"
    )
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Add a register")
    first = desk("entry", "new", "visits", "--set", "guest=x", "--format", "json", code=0).json()
    desk.git("rm", "-q", first["path"])
    desk.git("commit", "-q", "-m", "Remove")
    assert (
        desk("entry", "new", "visits", "--set", "guest=x", "--format", "json", code=0).json()["code"] != first["code"]
    )


def test_entries_without_the_value_come_last_whichever_way_they_are_sorted(desk: Desk) -> None:
    made = [desk("entry", "new", "risks", *RISK, *more, "--format", "json", code=0).json()["code"] for more in SORTED]
    for sort, order in (("likelihood", (2, 0, 1)), ("-likelihood", (0, 2, 1))):
        found = desk("entry", "list", "risks", "--sort", sort, "--format", "json", code=0).json()
        assert [item["code"] for item in found["entries"]] == [made[at] for at in order]


def test_what_is_missing_is_named_and_nothing_is_written(desk: Desk) -> None:
    before = desk.head()
    told = desk("entry", "new", "risks", "--set", "kind=risk", code=2).err
    assert "--set title=…" in told
    assert "--set process=…" in told
    assert desk.head() == before


def test_values_are_checked_and_the_nearest_is_named(desk: Desk) -> None:
    told = desk("entry", "new", "risks", *RISK, "--set", "owner=rectorr", code=2).err
    assert 'Did you mean "rector"?' in told
    assert "is no day" in desk("entry", "new", "risks", *RISK, "--set", "identified=31.02.2026", code=2).err
    assert "no process" in desk("entry", "new", "risks", *RISK, "--set", "process=9.9", code=2).err
    assert "too large" in desk("entry", "new", "risks", *RISK, "--set", "likelihood=9", code=2).err
    assert "no field" in desk("entry", "new", "risks", *RISK, "--set", "colour=red", code=2).err


def test_labels_and_days_of_any_form_are_understood(desk: Desk) -> None:
    words = ("--set", "kind=риск", "--set", "owner=Ректор", "--set", "identified=3.2.2026")
    code = desk("entry", "new", "risks", *RISK, *words, "--format", "json", code=0).json()["code"]
    entry = desk("entry", "show", code, "--format", "json", code=0).json()
    assert (entry["kind"], entry["owner"], entry["identified"]) == ("risk", "rector", "2026-02-03")


def begun(desk: Desk) -> str:
    return str(desk("entry", "new", "risks", *RISK, "--format", "json", code=0).json()["code"])


def test_a_move_asks_only_for_what_the_state_needs(desk: Desk) -> None:
    code = begun(desk)
    told = desk("entry", "move", code, "assessed", code=2).err
    assert "--set likelihood=…, --set impact=…, --set response=…, --set review=…" in told
    values = ("--set", "likelihood=3", "--set", "impact=4", "--set", "response=accept", "--set", "review=2026-03-01")
    desk("entry", "move", code, "assessed", *values, code=0)
    entry = desk("entry", "show", code, "--format", "json", code=0).json()
    assert (entry["state"], entry["level"], entry["overdue"]) == ("assessed", 12, True)


def test_a_state_cannot_be_skipped_and_only_some_may_close(desk: Desk) -> None:
    code = begun(desk)
    assert "Here may follow: assessed, closed" in desk("entry", "move", code, "treated", code=2).err
    assert "Write --by" in desk("entry", "move", code, "closed", code=2).err
    desk("entry", "move", code, "closed", "--by", "quality-director", code=0)
    assert "is finished" in desk("entry", "set", code, "--set", "title=x", code=2).err


def test_lists_filter_sort_and_tell_what_is_overdue(desk: Desk) -> None:
    codes = [begun(desk), begun(desk)]
    values = ("--set", "likelihood=3", "--set", "impact=4", "--set", "response=accept", "--set", "review=2026-03-01")
    desk("entry", "move", codes[1], "assessed", *values, code=0)
    found = desk("entry", "list", "risks", "--overdue", "--format", "json", code=0).json()["entries"]
    assert [entry["code"] for entry in found] == codes[1:]
    found = desk("entry", "list", "risks", "--state", "identified", "--format", "json", code=0).json()["entries"]
    assert [entry["code"] for entry in found] == codes[:1]
    found = desk("entry", "list", "risks", "--sort", "-code", "--format", "json", code=0).json()["entries"]
    assert [entry["code"] for entry in found] == codes[::-1]
    counts = {item["name"]: item for item in desk("register", "list", "--format", "json", code=0).json()}
    assert counts["risks"] == {
        "name": "risks", "title": "Risks and opportunities", "entries": 2, "open": 2, "overdue": 1,
    }  # fmt: skip
    assert counts["processes"]["entries"] == 26


def test_entries_name_each_other_and_history_tells_who_changed_what(desk: Desk) -> None:
    risk = begun(desk)
    action = desk(
        *("entry", "new", "actions", "--set", f"source={risk}", "--set", "kind=preventive", "--set", "title=Жарнама"),
        *("--set", "unit=АББСД", "--set", "owner=rector", "--set", "planned_on=2026-02-04"),
        *("--set", "due=2026-05-01", "--set", "criterion=План аткарылды", "--format", "json"),
        code=0,
    ).json()["code"]
    shown = desk("entry", "show", risk, "--format", "json", code=0).json()
    assert shown["named_by"] == [{"register": "actions", "code": action, "field": "source", "state": "planned"}]
    desk("entry", "set", action, "--set", "due=2026-06-01", "--by", "quality-director", code=0)
    steps = desk("entry", "history", action, "--format", "json", code=0).json()["steps"]
    assert steps[-1]["changes"] == [{"field": "due", "old": "2026-05-01", "new": "2026-06-01"}]
    assert (steps[-1]["author"], steps[-1]["by"]) == ("Айгүл", "quality-director")


def test_small_tables_are_registers_of_one_file(desk: Desk) -> None:
    process = desk("entry", "show", "processes/4.1", "--format", "json", code=0).json()
    assert process["title"]["ru"] == "Внутренние аудиты"
    desk("entry", "set", "processes/4.1", "--set", "owner=quality-director", code=0)
    text = (desk.root / "registers/processes.yaml").read_text("utf-8")
    assert text.count("# group: true") == 1
    assert desk("entry", "show", "processes/4.1", "--format", "json").json()["owner"] == "quality-director"
    desk("entry", "new", "abbreviations", "--set", "abbreviation=ЖАМ", "--set", "meaning.ky=жаңы", code=0)
    assert desk("entry", "show", "abbreviations/ЖАМ", "--format", "json").json()["meaning"] == {"ky": "жаңы"}
    desk.clean()


def test_a_text_gets_one_more_language_and_loses_none(desk: Desk) -> None:
    desk("entry", "new", "abbreviations", "--set", "abbreviation=ЖАМ", "--set", "meaning=жаңы", code=0)

    def meaning(*words: str) -> object:
        desk("entry", "set", "abbreviations/ЖАМ", *(part for word in words for part in ("--set", word)), code=0)
        return desk("entry", "show", "abbreviations/ЖАМ", "--format", "json").json()["meaning"]

    assert meaning("meaning.ru=новый") == {"ky": "жаңы", "ru": "новый"}
    assert meaning("meaning=башка", "meaning.ru=другой") == {"ky": "башка", "ru": "другой"}
    assert meaning("meaning.ru=") == {"ky": "башка"}
    emptied = desk("entry", "set", "abbreviations/ЖАМ", "--set", "meaning.ky=", code=2)
    assert 'The field "Meaning" is empty' in emptied.err
    refused = desk("entry", "set", "processes/4.1", "--set", "owner.ky=rector", code=2)
    assert 'no field "owner.ky"' in refused.err


def test_a_small_table_within_an_entry_grows_row_by_row(desk: Desk) -> None:
    words = {
        "title": "Канааттануу", "scope": "unit", "unit": "АББСД", "indicator": "Баа", "baseline": "60", "target": "80",
        "from": "2025", "due": "2030-12-31", "owner": "rector", "plan": "Сурамжылоо",
    }  # fmt: skip
    sets = [word for name, value in words.items() for word in ("--set", f"{name}={value}")]
    code = desk("entry", "new", "objectives", *sets, "--format", "json", code=0).json()["code"]
    desk("entry", "set", code, "--add", "measurements=year=2025, value=61,5, note=жаз, күз", code=0)
    desk("entry", "set", code, "--add", "measurements=year=2026, value=70", code=0)
    assert desk("entry", "show", code, "--format", "json").json()["measurements"] == [
        {"year": 2025, "value": 61.5, "note": "жаз, күз"},
        {"year": 2026, "value": 70},
    ]


def test_an_entry_is_begun_from_a_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "risk.yaml"
    path.write_text("title: Тобокелдик\nkind: risk\nprocess: '4.1'\nowner: rector\nidentified: 2026-01-05\n", "utf-8")
    code = desk("entry", "new", "risks", "--from", str(path), "--format", "json", code=0).json()["code"]
    assert desk("entry", "show", code, "--format", "json").json()["process"] == "4.1"


def test_nothing_is_linked_twice(desk: Desk) -> None:
    words = ("--set", "documents=2.15", "--set", "outputs.ky=Отчет")
    desk("entry", "set", "processes/4.1", *words, code=0)
    told = desk("entry", "link", "processes/4.1", "2.15", "--as", "documents", code=2).err
    assert "already" in told
    desk("entry", "link", "processes/4.1", "2.9", "--as", "documents", code=0)
    entry = desk("entry", "show", "processes/4.1", "--format", "json", code=0).json()
    assert entry["documents"] == ["СМС-ДП-2.15-2024", "СМС-ДП-2.9-2024"]


def test_a_nonconformity_whose_cause_is_not_found_in_its_term_is_told(desk: Desk) -> None:
    day = (date.today() - timedelta(days=31)).isoformat()
    due = (date.today() + timedelta(days=60)).isoformat()
    sets = ("title=A", "kind=resources", "origin=parties", "detected_at=checks", "process=2.1", "unit=КБ")
    sets += ("severity=minor", "owner=hr-head", "evidence=B", f"found_on={day}", f"due={due}")
    code = desk("entry", "new", "nonconformities", *(word for one in sets for word in ("--set", one)), code=0).out
    found = desk("check", "--select", "RG019", "--format", "json").json()["findings"]
    assert ["30" in item["message"] for item in found] == [True]
    desk("entry", "set", code.split()[0], "--set", "cause=C", code=0)
    assert desk("check", "--select", "RG019", "--format", "json").json()["findings"] == []


@pytest.mark.parametrize("value", ["x" * 9000, "a\u202eb", "a\x1b[31m"], ids=["long", "turned", "escape"])
def test_a_value_that_its_file_could_not_hold_is_named_by_its_field(desk: Desk, value: str) -> None:
    code = desk("entry", "new", "risks", *RISK, "--format", "json", code=0).json()["code"]
    told = desk("entry", "set", code, "--set", f"title={value}", code=2).err
    assert 'The field "title" cannot hold this' in told
