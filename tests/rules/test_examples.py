"""Every example in the docstring of every rule, in a real repository."""

from __future__ import annotations

import pytest

from qms.rules.documentation import documentation
from qms.rules.rule import Rule, all_rules

from .conftest import Start
from .example import told

# Other rules that must report something in an example of a rule as well, by the rule whose example it is.
ALSO: dict[str, set[str]] = {"HS008": {"TX016"}, "RG002": {"RG001"}}


def _examples(kind: str) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.code}-{number}")
        for rule in all_rules()
        for number, text in enumerate(getattr(documentation(rule), kind), 1)
    ]


def test_the_example_repository_is_clean(example: Start) -> None:
    assert example("").rules() == []


@pytest.mark.parametrize(("rule", "text"), _examples("flagged"))
def test_a_flagged_example_is_reported_by_its_rule_alone(rule: Rule, text: str, example: Start) -> None:
    report = example(text).report()
    found = {item.rule for item in report.findings if item.waiver is None}
    assert rule.code in found
    assert found - {rule.code} == ALSO.get(rule.code, set())
    assert all(map(told, report.findings))  # with every value that the words ask for


@pytest.mark.parametrize(("rule", "text"), _examples("accepted"))
def test_an_accepted_example_is_clean(rule: Rule, text: str, example: Start) -> None:
    assert example(text).rules() == []
