"""Rules that copies of the process share find what one process finds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qms.actions.checking import shared as module
from qms.actions.checking.shared import shared
from qms.adapters.beside import can_copy
from qms.adapters.files.workspace import Workspace
from qms.ledger.lines import compose, read_ledger
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View, all_rules

pytestmark = pytest.mark.skipif(not can_copy(), reason="this system copies no processes")
TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
DAY = date(2090, 1, 1)


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> Context:
    """Return the template with a ledger in which much is wrong; two acts are worth a process."""
    monkeypatch.setattr(module, "LEAST", 1)
    snapshot = Workspace.find(TEMPLATE).snapshot()
    code, data = next(iter(snapshot.documents)), b""
    for number in range(1, 11):
        values = {"act": "issue", "at": f"20{number:02}-01-01T00:00:00Z", "by": "nobody", "code": code, "revision": 7}
        data += compose({**values, "holder": "?", "number": number % 4 + 1, "sha256": "0" * 64}, data[-90:])
    return Context(replace(snapshot, ledgers={code: read_ledger(data, code, f"ledger/{code}.jsonl")}), DAY)


@pytest.mark.parametrize("jobs", [2, 3, 8])
def test_copies_find_what_one_process_finds(context: Context, jobs: int) -> None:
    rules = [rule for rule in all_rules() if rule.view is not View.LAST]
    found = shared(rules, context, jobs)
    assert found == {rule.code: list(rule.check(context)) for rule in rules}
    assert sum(map(bool, found.values())) > 2


def test_what_a_copy_cannot_say_is_left_to_the_caller(context: Context) -> None:
    first = os.getpid()

    def odd(_context: Context) -> Iterator[Finding]:
        yield Finding(Location("a"), msg("{names}", names=("a", "b")), msg("x"))

    def ends(_context: Context) -> Iterator[Finding]:
        if os.getpid() != first:
            os._exit(1)
        yield from ()

    own, strange, dead = (
        Rule(code, Severity.ERROR, check, View.HEADS) for code, check in (("A", odd), ("B", odd), ("C", ends))
    )
    assert shared([own, strange], context, 2) == {"A": list(odd(context))}
    assert shared([own, dead], context, 2) == {"A": list(odd(context))}


def test_few_acts_and_one_process_are_not_shared_out(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shared(all_rules(), context, 1) == {}
    monkeypatch.setattr(module, "LEAST", 10**6)
    assert shared(all_rules(), context, 8) == {}
