"""Odd cases of the rules about the entries of registers."""

from __future__ import annotations

from .conftest import Start

RISK = """file: registers/risks/ТБ-2024-001.yaml
code: ТБ-2024-001
state: {state}
title: Кабыл алуу планы аткарылбайт
kind: risk
process: "4.1"
owner: quality-director
identified: 2024-05-10
"""
FOUND = RISK.format(state="identified")
CLOSED = RISK.format(state="closed") + "closed_on: 2024-06-01\n"
ASSESSED = RISK.format(state="assessed") + "likelihood: 2\nimpact: 2\nresponse: accept\nreview: 2025-01-10\n"
TREATED = ASSESSED.replace("assessed", "treated") + "residual_likelihood: 1\nresidual_impact: 1\neffectiveness: жетет\n"
OBJECTIVE = """file: registers/objectives/МК-2024-001.yaml
code: МК-2024-001
state: active
title: Канааттануу
scope: unit
unit: АББСД
indicator: Баа
baseline: 60
target: 80
from: {since}
due: 2030-12-31
owner: quality-director
plan: Сурамжылоо
"""


def test_a_skipped_state_is_mended_by_beginning_anew(example: Start) -> None:
    steps = f"{FOUND}commit: Record\n{TREATED}commit: Skip\n"
    assert example(steps).rules() == ["RG015"]
    assert example(f"{steps}{FOUND}commit: Begin anew\n{ASSESSED}commit: Assess\n{TREATED}").rules() == []


def test_a_finished_entry_may_be_put_back_as_it_was(example: Start) -> None:
    changed = CLOSED.replace("quality-director", "hr-head")
    assert example(f"{CLOSED}commit: Close\n{changed}commit: Change\n").rules() == ["RG016"]
    assert example(f"{CLOSED}commit: Close\n{changed}commit: Change\n{CLOSED}commit: Put back\n").rules() == []


def test_a_finished_entry_that_is_opened_again_is_reported(example: Start) -> None:
    assert sorted(example(f"{CLOSED}commit: Close\n{ASSESSED}").rules()) == ["RG015", "RG016"]


def test_an_entry_under_another_name_of_file_is_not_gone(example: Start) -> None:
    path = "registers/risks/ТБ-2024-001.yaml"
    start = example(f"{FOUND}commit: Record\nmove: {path} = {path.replace('001', '002')}")
    assert start.rules() == ["RG009"]


def test_every_year_that_is_over_asks_for_a_measurement(example: Start) -> None:
    first = OBJECTIVE.format(since=2022)
    one = example(f"{first}measurements:\n  - {{year: 2022, value: 61}}\n").found("RG019")
    assert len(one) == 1
    assert "this year: 2023" in one[0] or "2023" in one[0]
    both = f"{first}measurements:\n  - {{year: 2022, value: 61}}\n  - {{year: 2023, value: 64}}\n"
    assert example(both).rules() == []
    assert example(f"today: 2024-12-31\n{both}").rules() == []
    assert example(f"today: 2025-01-01\n{both}").rules() == ["RG019"]


def test_rows_of_a_small_table_are_checked_with_their_places(example: Start) -> None:
    text = f"{OBJECTIVE.format(since=2024)}measurements:\n  - {{year: 20244, value: x, colour: red}}\n"
    found = example(text).found("RG011")
    assert [item.split(" ")[0].rpartition("МК-2024-001.yaml:")[2] for item in found] == ["14:12", "14:26", "14:29"]


def test_a_process_is_not_asked_for_measurements_where_nobody_measures(example: Start) -> None:
    assert example("").rules() == []


def test_a_repository_that_calls_other_things_registers_is_left_alone(example: Start) -> None:
    foreign = "file: registers/uart/status.yaml\naddress: 4\n"
    assert example(foreign).rules() == ["RG007"]
    assert (
        "RG007"
        not in example(f"{foreign}edit: qms.yaml\nmode: unsigned = mode: unsigned\\nkeys: {{ignore: [x]}}").rules()
    )


def test_a_definition_of_ones_own_takes_the_place_of_a_built_in_one(example: Start) -> None:
    own = """file: registers/risks.yaml
title: {ky: Тобокелдиктер, ru: Риски}
code: "ТБ-{year}-{number:3}"
"fields":
  title: {label: {ky: Аталышы, ru: Название}, required: true}
"""
    entry = "file: registers/risks/ТБ-2024-001.yaml\ncode: ТБ-2024-001\ntitle: Өрт\n"
    assert example(f"{own}{entry}").rules() == []
    assert example(f"{own}{entry}kind: risk\n").rules() == ["RG010"]


def test_a_link_in_place_of_an_entry_is_reported(example: Start) -> None:
    start = example(f"{FOUND}link: registers/risks/ТБ-2024-002.yaml = ТБ-2024-001.yaml")
    assert "RG008" in start.rules()


def test_a_nonconformity_is_not_closed_before_its_action_is_verified(example: Start) -> None:
    nonconformity = """file: registers/nonconformities/ТК-2024-001.yaml
code: ТК-2024-001
state: closed
title: Эски нускалар
found_on: 2024-05-10
kind: environment
origin: internal-audit
detected_at: internal-audits
process: "4.1"
unit: АББСД
severity: minor
owner: quality-director
evidence: Эки нуска
due: 2024-06-30
correction: Алынды
corrected_on: 2024-05-12
cause: Баракча жок
effectiveness: effective
verified_by: quality-director
closed_on: 2024-06-20
"""
    action = """file: registers/actions/АР-2024-001.yaml
code: АР-2024-001
state: planned
title: Баракча
kind: corrective
source: ТК-2024-001
unit: АББСД
owner: quality-director
planned_on: 2024-05-12
due: 2024-12-01
criterion: Эски нуска жок
"""
    done = "done_on: 2024-06-01\nresult: Бар\nverify_by: 2024-06-20\neffectiveness: effective\n"
    done += "verified_by: quality-director\nverified_on: 2024-06-15\n"
    assert example(nonconformity).rules() == ["RG019"]
    assert example(f"{nonconformity}{action}").rules() == ["RG019"]
    verified = action.replace("planned", "verified", 1) + done
    assert example(nonconformity + verified).rules() == []
