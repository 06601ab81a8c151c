"""Rules that are divided among copies of the process find what they find in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qms.actions.checking.check import Effort, check
from qms.actions.checking.divided import divided
from qms.adapters.files.workspace import Workspace
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, all_rules

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
DAY = date(2031, 1, 1)


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    before = check(Workspace.find(TEMPLATE), DAY).findings
    monkeypatch.setattr("qms.actions.checking.divided.LEAST", 1)
    assert before
    assert check(Workspace.find(TEMPLATE), DAY, effort=Effort(jobs)).findings == before


def test_what_a_copy_cannot_hand_over_is_looked_for_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.actions.checking.divided.LEAST", 1)
    context = Context(Workspace.find(TEMPLATE).snapshot(), DAY)
    place = context.originals[0].at("code")
    odd = Finding(place, msg("An odd value: {value}", value=3.5), msg("Write another one"))
    rules = [replace(rule, check=lambda _context: iter([odd])) for rule in all_rules()[:4]]
    assert divided(context, rules, 2) == {rule.code: [odd] for rule in rules}


def test_few_documents_are_looked_at_by_one_process() -> None:
    context = Context(Workspace.find(TEMPLATE).snapshot(), DAY)
    rules: list[Rule] = [*all_rules()]
    assert divided(context, rules, 2) == {}
