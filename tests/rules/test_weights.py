"""How much rules weigh by the settings."""

from __future__ import annotations

import pytest

from .conftest import Start

BODY = "-references\nbody:\n# 1. а\n\nМаалымат ички ченемдик документтерге ылайык сакталат."


def weighed(rules: str, *, kind: str = "") -> str:
    of_type = f"  - id: ДП =   - id: ДП\\n    rules: {kind}\n" if kind else ""
    return f"{BODY}\nedit: qms.yaml\nmode: unsigned = mode: unsigned\\nrules: {rules}\n{of_type}"


@pytest.mark.parametrize(
    ("rules", "kind", "wanted"),
    [
        ("{}", "", ["warning"]),
        ("{RF012: error}", "", ["error"]),
        ("{RF012: off}", "", []),
        ("{references: off}", "", []),
        ("{references: off, RF012: warning}", "", ["warning"]),
        ("{RF012: off}", "{RF012: error}", ["error"]),
        ("{RF012: error}", "{RF012: off}", []),
        ("{RF012: off}", "{RF012: off}", []),
        ("{RF012: off}", "{RF011: error}", []),
    ],
)
def test_the_type_goes_before_the_whole_and_a_rule_before_its_family(
    rules: str, kind: str, wanted: list[str], example: Start
) -> None:
    found = [item for item in example(weighed(rules, kind=kind)).report().findings if item.rule == "RF012"]
    assert [str(item.severity) for item in found] == wanted


def test_a_weight_for_a_type_holds_for_findings_about_no_document_not(example: Start) -> None:
    steps = "edit: registers/processes.yaml\n, owner: quality-director =\nedit: qms.yaml\n"
    assert example(f"{steps}  - id: ДП =   - id: ДП\\n    rules: {{RG001: off}}").rules() == ["RG001"]


def test_rules_that_are_off_are_not_counted(example: Start) -> None:
    start = example("")
    every = start.report().rules
    start.run("edit: qms.yaml\nmode: unsigned = mode: unsigned\\nrules: {RF012: off, terms: off}")
    assert start.report().rules == every - 8


@pytest.mark.parametrize("rules", ["{RF012: never}", "{RF012: [off]}", "[RF012]"])
def test_what_is_no_weight_is_a_wrong_setting(rules: str, example: Start) -> None:
    assert example(f"edit: qms.yaml\nmode: unsigned = mode: unsigned\\nrules: {rules}").rules() == ["ST001"]


def test_a_rule_that_does_not_exist_is_named_with_the_nearest(example: Start) -> None:
    start = example("edit: qms.yaml\nmode: unsigned = mode: unsigned\\nrules: {RF0012: off}")
    assert start.found("ST004")[0].endswith('There is no rule "RF0012". Did you mean "RF012"?')
