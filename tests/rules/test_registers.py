"""Odd cases of the rules about registers, waivers and settings."""

from __future__ import annotations

import pytest

from qms.model.diagnostic import Severity

from .conftest import Start

NO_OWNER = "edit: registers/processes.yaml\n, owner: quality-director ="
WAIVERS = "file: registers/waivers.yaml\nentries:\n  - "
WHOLE = "{rule: RG001, subject: '4.1', by: rector, reason: Буйрук, until: 2024-12-31}"


def test_a_waived_finding_is_shown_with_its_waiver_and_is_no_error(example: Start) -> None:
    report = example(f"{NO_OWNER}\n{WAIVERS}{WHOLE}").report()
    (found,) = report.findings
    assert found.severity is Severity.ERROR
    assert found.waiver is not None
    assert found.waiver.reason == "Буйрук"
    assert report.errors == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("RG001", "RG009"),
        ("'4.1'", "'1.1'"),
        ("until", "path: registers/other.yaml, until"),
    ],
)
def test_a_waiver_for_something_else_covers_nothing(old: str, new: str, example: Start) -> None:
    start = example(f"{NO_OWNER}\n{WAIVERS}{WHOLE.replace(old, new)}")
    assert sorted(start.rules()) == ["RG001", "RG003"]


def test_a_waiver_may_name_the_file(example: Start) -> None:
    start = example(f"{NO_OWNER}\n{WAIVERS}{WHOLE.replace('until', 'path: registers/processes.yaml, until')}")
    assert start.rules() == []


@pytest.mark.parametrize("field", ["rule: RG001, ", "subject: '4.1', ", "by: rector, ", "reason: Буйрук, "])
def test_an_incomplete_waiver_covers_nothing(field: str, example: Start) -> None:
    start = example(f"{NO_OWNER}\n{WAIVERS}{WHOLE.replace(field, '')}")
    assert sorted(start.rules()) == ["RG001", "RG006"]


def test_an_expired_waiver_that_is_incomplete_is_one_finding(example: Start) -> None:
    start = example(f"{WAIVERS}{WHOLE.replace('by: rector, ', '').replace('2024-12', '2023-12')}")
    assert start.rules() == ["RG006"]


def test_a_waiver_by_nobody_is_reported(example: Start) -> None:
    start = example(f"{NO_OWNER}\n{WAIVERS}{WHOLE.replace('rector', 'rectorr')}")
    assert start.rules() == ["RG005"]


def test_an_unknown_owner_is_reported_at_its_place(example: Start) -> None:
    assert example("edit: registers/processes.yaml\nowner: rector = owner: prorector").found("RG005") == [
        'registers/processes.yaml:3:73 error 1.1: There is no position "prorector". Did you mean "rector"?'
    ]


def test_without_positions_nobody_is_unknown(example: Start) -> None:
    assert example("file: organisation/positions.yaml\nentries: []").rules() == []


def test_a_table_that_is_missing_is_no_finding(example: Start) -> None:
    assert example("delete: organisation/positions.yaml").rules() == []


def test_settings_that_cannot_be_read_are_reported_alone(example: Start) -> None:
    start = example("edit: qms.yaml\nmode: unsigned = mode: *unsigned")
    assert set(start.rules()) == {"ST001"}


def test_a_pattern_is_reported_at_the_wrong_place_in_it(example: Start) -> None:
    assert example("edit: qms.yaml\n-{unit}- = -{colour}-").found("ST002") == [
        (
            'qms.yaml:27:23 error КИ: The code pattern of the type "КИ" cannot be read at "colour". '
            "These may stand in braces: type, number, year, clause, level, process, unit"
        )
    ]


def test_a_type_without_a_pattern_is_reported(example: Start) -> None:
    assert example('edit: qms.yaml\n    code: "СМС-{type}-{number:4}-{year}"\\n = ').rules() == ["ST002"]


def test_a_matrix_row_that_is_not_defined_is_reported_once(example: Start) -> None:
    start = example("edit: qms.yaml\napproval: management = approval: board")
    assert start.rules() == ["ST001", "ST001"]
    assert '"board" is not defined' in start.found("ST001")[0]


def test_without_any_matrix_no_type_misses_its_row(example: Start) -> None:
    text = "file: qms.yaml\nlanguages: [ky, ru]\nroles: {rector: {}}\nlevels: [{id: '2'}]\n"
    types = "types: [{id: ДП, level: '2', code: 'СМС-{type}-2.{number}-{year}'}]"
    assert example(text + types).rules() == []
