"""What rules find that take the documents of each code for themselves: some codes at a time, so that neither what was
read of all texts nor all of their history is in memory at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.unread import UnreadError

TOGETHER = 200
"""So many codes are looked at together."""


def near(
    rules: Iterable[Rule], context: Context, look: Callable[[], object] = lambda: None
) -> dict[str, list[Finding]]:
    """Return the findings by code of those of the rules that look at the documents of one code (`View.NEAR`); one that
    asked for what is not read yet is left out. After each portion of the documents `look` is called.
    """
    waiting = {rule.code: rule for rule in rules if rule.view is View.NEAR}
    found: dict[str, list[Finding]] = {code: [] for code in waiting}
    for part in _portions(context) if waiting else ():
        for rule in tuple(waiting.values()):
            try:
                found[rule.code] += rule.check(part)
            except UnreadError:
                del found[rule.code], waiting[rule.code]
        look()
    return found


def _portions(context: Context) -> Iterator[Context]:
    codes = list(dict.fromkeys([*(item.code for item in context.snapshot.files), *context.snapshot.ledgers]))
    for start in range(0, len(codes), TOGETHER):
        yield context.near(dict.fromkeys(codes[start : start + TOGETHER]))
