"""What rules find while the past is still read: those that never ask for it need not wait."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from contextlib import suppress

from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.unread import UnreadError


def early(
    rules: Iterable[Rule], present: Context, known: Container[str], look: Callable[[], object]
) -> dict[str, list[Finding]]:
    """Return the findings by code of the rules that asked for nothing of the past, but of those that are `known`.

    A rule that asks for it is left for later: no rule has to say what it asks for. After each rule `look` is called.
    """
    found: dict[str, list[Finding]] = {}
    for rule in rules:
        if rule.view is View.LAST or rule.history or rule.code in known or rule.is_off(present):
            continue
        with suppress(UnreadError):
            found[rule.code] = list(rule.check(present))
        look()
    return found
