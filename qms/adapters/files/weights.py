"""How much rules weigh in a repository: the key `rules:` of `qms.yaml` and of its types."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.field import Table
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.settings import WEIGHTS, RuleWeight


def read_weights(table: Table) -> tuple[RuleWeight, ...]:
    """Read `rules: {RF012: error, terms: off}`; what is no weight is left out."""
    rules = table.table("rules")
    return tuple(
        RuleWeight(name, value.text, rules.place(name))
        for name, value in rules.named_scalars()
        if value.text in WEIGHTS
    )


def wrong_weights(table: Table) -> Iterator[Problem]:
    """Yield the values that are no weight."""
    for name, value in table.table("rules").named_scalars():
        if not value.empty and value.text not in WEIGHTS:
            wrong = msg('"{value}" is no weight of the rule "{rule}"', value=value.text, rule=name)
            yield Problem("shape", value.at, wrong, msg('Write "error", "warning" or "off"'))
