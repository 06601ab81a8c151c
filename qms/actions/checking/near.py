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
    """Return the findings by code of those of the rules that look at the documents of one code (`View.NEAR`).

    One that asked for what is not read yet is left out, one that tells of more than the documents of a portion looks at
    all of them at once. After each portion `look` is called.
    """
    waiting = {rule.code: rule for rule in rules if rule.view is View.NEAR}
    found: dict[str, list[Finding]] = {code: [] for code in waiting}
    for part in _portions(context) if waiting else ():
        own = {*(item.path for item in part.snapshot.files), *(item.path for item in part.snapshot.ledgers.values())}
        for code, rule in tuple(waiting.items()):
            try:
                some = list(rule.check(part))
                if all(item.at.path in own for item in some):
                    found[code] += some
                    continue
                found[code] = list(rule.check(context))  # what it tells of other files follows from all documents
            except UnreadError:
                del found[code]
            del waiting[code]
        look()
    return found


def _portions(context: Context) -> Iterator[Context]:
    codes = list(dict.fromkeys([*(item.code for item in context.snapshot.files), *context.snapshot.ledgers]))
    for start in range(0, len(codes), TOGETHER):
        yield context.near(dict.fromkeys(codes[start : start + TOGETHER]))
