"""Rules that ask for nothing of the past find the same before it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qms.actions.checking.contexts import context_of, present_of, with_past
from qms.actions.checking.early import early
from qms.actions.checking.near import near
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.whole import past
from qms.model.diagnostic import Severity
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot
from qms.rules.context import PAST, Context
from qms.rules.documentation import documentation
from qms.rules.rule import Finding, Rule, View, all_rules
from qms.rules.unread import UNREAD, UnreadError

from .conftest import Start

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
DAY = date(2030, 1, 1)
LATE = {rule.code for rule in all_rules() if rule.history or rule.view is View.LAST}


def both(workspace: Workspace) -> tuple[Context, Context]:
    """Return a context before the past was read, and a whole one made without it."""
    snapshot = workspace.snapshot()
    return present_of(workspace, snapshot, DAY), context_of(workspace, snapshot, DAY)


def agree(present: Context, whole: Context, after: Context) -> set[str]:
    """Compare what rules find early with what they find later; return those that found it early."""
    found = early(all_rules(), present, (), lambda: None)
    for rule in all_rules():
        if rule.view is not View.LAST:
            wanted = list(rule.check(whole))
            assert found.get(rule.code, wanted) == wanted, rule.code
            assert list(rule.check(after)) == wanted, rule.code
    return set(found)


def test_most_rules_need_not_wait_in_the_template() -> None:
    workspace = Workspace.find(TEMPLATE)
    present, whole = both(workspace)
    found = agree(present, whole, with_past(workspace, present, (), lambda settings: past(workspace, settings)))
    assert len(found) > 100
    assert not found & LATE


def test_texts_with_every_fault_are_judged_early_as_later() -> None:
    workspace = Workspace.find(TEMPLATE)
    snapshot = workspace.snapshot()
    texts = [text for rule in all_rules() for text in (*documentation(rule).flagged, *documentation(rule).accepted)]
    first = snapshot.files[0]
    files = [first._replace(path=f"documents/1/{at}.md", body=text) for at, text in enumerate(texts)]
    snapshot = replace(snapshot, files=(*snapshot.files, *files))
    present, whole = present_of(workspace, snapshot, DAY), context_of(workspace, snapshot, DAY)
    found = early(all_rules(), present, (), lambda: None)
    assert found == {rule.code: list(rule.check(whole)) for rule in all_rules() if rule.code in found}
    assert sum(map(bool, found.values())) > 40


def test_documents_are_judged_some_at_a_time_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.find(TEMPLATE)
    snapshot = workspace.snapshot()
    texts = [text for rule in all_rules() if rule.view is View.NEAR for text in documentation(rule).flagged]
    files = [
        item._replace(
            path=f"documents/1/{number}-{at}.md", code=f"{item.code}-{number}" if number % 3 else item.code, body=text
        )
        for number, text in enumerate(texts)
        for at, item in enumerate(snapshot.files[:2])
    ]
    whole = context_of(workspace, replace(snapshot, files=(*snapshot.files, *files)), DAY)
    monkeypatch.setattr("qms.actions.checking.near.TOGETHER", 3)
    found = near(all_rules(), whole)
    assert found.keys() == {rule.code for rule in all_rules() if rule.view is View.NEAR}
    for rule in all_rules():
        if rule.view is View.NEAR:
            assert sorted(map(repr, found[rule.code])) == sorted(map(repr, rule.check(whole))), rule.code
    assert sum(map(bool, found.values())) > 5


def flagged() -> Iterator[object]:
    examples = [(rule.code, text) for rule in all_rules() for text in documentation(rule).flagged]
    for number, (code, text) in enumerate(examples):
        marks = () if number % 20 == 0 or code in {"AB002", "TX023"} else (pytest.mark.soak,)
        yield pytest.param(text, id=f"{code}-{number}", marks=marks)


@pytest.mark.parametrize("text", list(flagged()))
def test_every_example_is_judged_code_by_code_as_at_once(
    text: str, example: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = example(text)
    workspace = Workspace.find(made.root)
    whole = context_of(workspace, workspace.snapshot(), made.today)
    monkeypatch.setattr("qms.actions.checking.near.TOGETHER", 1)
    for code, findings in near(all_rules(), whole).items():
        rule = next(rule for rule in all_rules() if rule.code == code)
        assert sorted(map(repr, findings)) == sorted(map(repr, rule.check(whole))), code


def odd(code: str) -> str:
    rule = next(rule for rule in all_rules() if rule.code == code)
    return documentation(rule).flagged[0]


@pytest.mark.parametrize("code", ["CD007", "CD009", "HS002", "LG005", "LG006", "LG015", "RF005", "RG016"])
def test_what_follows_from_the_past_is_found_once_it_is_read(code: str, example: Start) -> None:
    made = example(odd(code))
    workspace = Workspace.find(made.root)
    present, whole = both(workspace)
    agree(present, whole, with_past(workspace, present, (), lambda settings: past(workspace, settings)))


ASKING: tuple[Callable[[Any], object], ...] = (
    *(bool, len, list, dict, sorted, set),
    lambda value: "x" in value,
    lambda value: value["x"],
    lambda value: value.get,
    lambda value: value == (),
    lambda value: {value},
    lambda value: {**value},
    lambda value: (*value,),
)


@pytest.mark.parametrize("name", PAST)
def test_whoever_asks_for_the_past_is_refused(name: str) -> None:
    present = Context.present(Snapshot(Settings()), DAY)
    for ask in ASKING:
        with pytest.raises(UnreadError):
            ask(getattr(present, name))


def test_a_rule_that_asks_in_the_end_is_left_for_later() -> None:
    def late(context: Context) -> Iterator[Finding]:
        yield from (Finding(item.at, item.message, item.help) for item in context.snapshot.problems)
        yield from (Finding(item.at, item.message, item.help) for item in context.received)
        if context.outlook.beginning:
            yield from ()

    rules = [
        Rule("XX001", Severity.ERROR, late, View.HEADS),
        Rule("XX002", Severity.ERROR, lambda _context: iter(()), View.HEADS),
    ]
    present = Context.present(Snapshot(Settings()), DAY)
    seen: list[int] = []
    assert early(rules, present, (), lambda: seen.append(1)) == {"XX002": []}
    assert early(rules, present, {"XX002"}, lambda: seen.append(1)) == {}
    assert len(seen) == 3


def test_what_was_worked_out_and_asked_before_holds_afterwards() -> None:
    present = Context.present(Workspace.find(TEMPLATE).snapshot(), DAY)
    statuses, codes, numbers = present.statuses, present.outlook.codes, present.outlook.numbers("СМС-СЖ-1.2-2021")
    with pytest.raises(UnreadError):
        _ = present.outlook.beginning
    after = present.after()
    assert after.statuses is statuses
    assert after.outlook.codes is codes
    assert after.outlook.beginning == ""
    assert after.outlook.asked == present.outlook.asked != set()
    assert after.outlook.numbers("СМС-СЖ-1.2-2021") == numbers
    assert {name for name, value in vars(after).items() if value is UNREAD} == set()
    assert after.whole
