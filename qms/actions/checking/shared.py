"""Rules that copies of the process share, where there is much to look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from qms.adapters.beside import beside
from qms.rules.alone import read, recorded
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule

LEAST = 20_000
"""So many acts are worth a process of their own."""


def shared(rules: Sequence[Rule], context: Context, jobs: int) -> dict[str, list[Finding]]:
    """Return what rules find, by code, with several `jobs` each share by another process; what a copy could not say is
    left out, and so is everything where there are few acts.
    """
    acts = sum(len(ledger.acts) for ledger in context.snapshot.ledgers.values())
    jobs = min(jobs, acts // LEAST)
    if jobs < 2:
        return {}
    _ = context.statuses  # what many rules ask for is worked out once
    shares = [rules[at::jobs] for at in range(jobs)]
    with beside([partial(_records, share, context) for share in shares[1:]]) as answers:
        found = {rule.code: list(rule.check(context)) for rule in shares[0]}
        records = {code: item for answer in answers() for code, item in (answer or {}).items()}
    by_code = {rule.code: rule for rule in rules}
    told = {code: read(item, by_code) for code, item in records.items() if item is not None}
    return {**found, **{code: [finding for _rule, finding in item] for code, item in told.items()}}


def _records(rules: Sequence[Rule], context: Context) -> dict[str, list[Any] | None]:
    """Return findings as JSON has them (Any), by the code of the rule."""
    return {rule.code: recorded((rule, finding) for finding in rule.check(context)) for rule in rules}
