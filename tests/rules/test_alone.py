"""Rules that take each document for itself find the same in all of them together and in each apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qms.actions.checking.alone import alone
from qms.actions.checking.check import check
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept.cache import Cache
from qms.adapters.past.whole import past
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.alone import Found, find, read, recorded
from qms.rules.context import Context
from qms.rules.documentation import documentation
from qms.rules.rule import Finding, Rule, View, all_rules

from .conftest import Start

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
ALONE = [rule for rule in all_rules() if rule.view is View.ALONE]
BY_CODE = {rule.code: rule for rule in ALONE}


def order(found: Found) -> str:
    return repr((found[0].code, found[1]))


def one_by_one(context: Context, rules: list[Rule]) -> list[Found]:
    """Return the findings in each document, where it is the only one there is."""
    items = (item for document in context.snapshot.files for item in find(context, rules, (document,))[document.path])
    return sorted(items, key=order)


def together(context: Context, rules: list[Rule]) -> list[Found]:
    """Return the findings of rules that see everything."""
    return sorted(((rule, item) for rule in rules for item in rule.check(context)), key=order)


def whole(workspace: Workspace, today: date) -> Context:
    snapshot = workspace.snapshot()
    return Context(snapshot, today, past(workspace, snapshot.settings).versions)


def examples() -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.code}-{number}")
        for rule in ALONE
        for number, text in enumerate(documentation(rule).flagged, 1)
    ]


@pytest.mark.parametrize(("rule", "text"), examples())
def test_an_example_is_found_in_its_document_alone(rule: Rule, text: str, example: Start) -> None:
    made = example(text)
    context = whole(Workspace.find(made.root), date(2024, 9, 1))
    found = one_by_one(context, [rule])
    assert found
    assert found == together(context, [rule])
    records = recorded(found)
    assert records is not None
    assert read(records, BY_CODE) == found


def test_nothing_else_changes_what_is_found_in_the_template() -> None:
    context = whole(Workspace.find(TEMPLATE), date(2030, 1, 1))
    assert one_by_one(context, ALONE) == together(context, ALONE)


def test_what_stands_in_one_text_changes_nothing_of_what_is_found_in_another() -> None:
    snapshot = Workspace.find(TEMPLATE).snapshot()
    texts = [text for rule in all_rules() for text in (*documentation(rule).flagged, *documentation(rule).accepted)]
    first = snapshot.files[0]
    files = [first._replace(path=f"documents/1/{at}.md", body=text) for at, text in enumerate(texts)]
    context = Context(replace(snapshot, files=tuple(files)), date(2030, 1, 1))
    assert one_by_one(context, ALONE) == together(context, ALONE)


def test_memory_for_two_texts_changes_nothing_of_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    before = check(Workspace.find(TEMPLATE), date(2030, 1, 1)).findings
    monkeypatch.setattr("qms.rules.alone.TOGETHER", 2)
    monkeypatch.setattr("qms.actions.checking.near.TOGETHER", 2)
    monkeypatch.setattr("qms.rules.readings.MOST_READ", 2)
    assert check(Workspace.find(TEMPLATE), date(2030, 1, 1)).findings == before


@pytest.fixture
def root(example: Start) -> Path:
    root = example("body:\n# 1. Cапат\n\n### 1.1. Чөйрө\n").root
    return Path(root)


def found_alone(cache: Cache, context: Context, rules: list[Rule]) -> object:
    with alone(cache, context, rules) as found:
        return found()


def test_what_is_known_is_not_looked_for_again(root: Path) -> None:
    cache = Cache(root / ".git")
    context = whole(Workspace.find(root), date(2024, 9, 1))
    found = found_alone(cache, context, ALONE)
    assert "Cапат" in repr(found)
    assert found_alone(cache, context, ALONE) == found == found_alone(Cache(), context, ALONE)
    silent = [Rule(rule.code, rule.severity, _nothing, View.ALONE) for rule in ALONE]
    assert found_alone(cache, context, silent) == found


def _nothing(context: Context) -> Iterator[Finding]:
    yield from ()


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_document_that_changed_and_settings_that_changed_are_looked_at_again(root: Path) -> None:
    def report(*, remembering: bool) -> list[str]:
        workspace = Workspace.find(root, remembering=remembering)
        return [repr(item) for item in check(workspace, date(2024, 9, 1)).findings]

    assert report(remembering=True) == report(remembering=False) != []
    edit(root, "documents/2/СМС-ДП-2.1-2024.md", "Cапат", "Сапат")
    assert report(remembering=True) == report(remembering=False) != []
    with (root / "qms.yaml").open("a", encoding="utf-8") as file:
        file.write("rules: {TX001: off}\n")
    assert report(remembering=True) == report(remembering=False)


def test_a_value_that_json_would_change_is_not_kept() -> None:
    finding = Finding(Location("a.md"), msg("{names}", names=("a", "b")), msg("x"))
    assert recorded([(ALONE[0], finding)]) is None
