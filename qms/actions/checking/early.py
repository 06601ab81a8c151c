"""What rules find while the past is still read: those that never ask for it need not wait."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from contextlib import suppress

from qms.actions.checking.near import near
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.unread import UnreadError


def early(
    rules: Iterable[Rule], present: Context, known: Container[str], look: Callable[[], object]
) -> dict[str, list[Finding]]:
    """Return the findings by code of the rules that asked for nothing of the past, but of those that are `known`.

    A rule that asks for it is left for later: no rule has to say what it asks for. Again and again `look` is called.
    """
    mine = [rule for rule in wanted(rules, present, known) if not rule.history]
    found = near(mine, present, look)
    for rule in mine:
        if rule.view is not View.NEAR:
            with suppress(UnreadError):
                found[rule.code] = list(rule.check(present))
            look()
    return found


def late(rules: Iterable[Rule], context: Context, known: Container[str]) -> dict[str, list[Finding]]:
    """Return the findings by code of the rules about single codes (`View.NEAR`) that have waited for the past."""
    return near(wanted(rules, context, known), context)


def wanted(rules: Iterable[Rule], context: Context, known: Container[str]) -> list[Rule]:
    """Return the rules that look at documents and are neither known nor off."""
    return [rule for rule in rules if not (rule.view is View.LAST or rule.code in known or rule.is_off(context))]
