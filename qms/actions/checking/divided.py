"""The rules of a whole check divided among copies of the process: each looks for what some of the rules find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qms.adapters.beside import beside
from qms.rules.alone import read, recorded
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule

LEAST = 1_000
"""With fewer files a copy of the process costs more than it saves."""


def divided(context: Context, rules: Sequence[Rule], jobs: int) -> Mapping[str, Sequence[Finding]]:
    """Return what each rule finds, by its code; nothing is looked for where one process is as quick.

    What copies could not find or not hand over is looked for here, too.
    """
    if jobs < 2 or len(context.snapshot.files) < LEAST:
        return {}
    _ = context.outlook, context.ways  # what many rules ask for is made once, before there are copies
    shares = [rules[number::jobs] for number in range(jobs)]
    with beside([partial(_records, context, share) for share in shares[1:]]) as answers:
        found = {rule.code: list(rule.check(context)) for rule in shares[0]}
        told = {code: records for answer in answers() if answer for code, records in answer.items()}
    by_code = {rule.code: rule for rule in rules}
    for rule in rules:
        records = told.get(rule.code)
        if records is not None:
            found[rule.code] = [finding for _rule, finding in read(records, by_code)]
        elif rule.code not in found:
            found[rule.code] = list(rule.check(context))
    return found


def _records(context: Context, rules: Sequence[Rule]) -> dict[str, list[Any] | None]:
    """Look for the findings of some rules; Any: it is JSON."""
    return {rule.code: recorded((rule, finding) for finding in rule.check(context)) for rule in rules}
