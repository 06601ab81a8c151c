"""A document replaces one that never was, or two documents replace each other.

`replaces` says which withdrawn document a reader finds here instead; a chain that leads nowhere, or back, misleads.

Flagged:
    replaces: [СМС-ДП-2.7-2019]

Flagged:
    replaces: [СМС-ДП-2.2-2024]
    edit: documents/2/СМС-ДП-2.2-2024.md
    owner: КБ = owner: КБ\\nreplaces: [СМС-ДП-2.1-2024]

Accepted:
    replaces: [СМС-ДП-2.2-2024]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.doubts import doubts
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look up what is replaced, in history too, and follow the chains."""
    found = [item for item in references(context, "replaces") if item.code != item.document.code]
    chains: dict[str, list[str]] = {}
    for item in found:
        chains.setdefault(item.document.code, []).append(item.code)
    for item in found:
        wrong = _wrong(context, item.code, item.document.code, chains)
        if wrong:
            yield Finding(item.at, *wrong, item.document.code)


def _wrong(context: Context, code: str, own: str, chains: Mapping[str, list[str]]) -> tuple[Message, Message] | None:
    known = context.has_text(code) or code in context.snapshot.ledgers or code in context.history
    if not known and not context.history:
        return None
    if not known:
        message, help_ = msg('There never was a document "{code}"', code=code), msg("Write the code that was meant")
        return None if doubts(context, code) else (message, help_)
    if _leads_to(own, code, chains):
        return msg('"{code}" replaces this document in turn', code=code), msg("Delete one of the two lines")
    return None


def _leads_to(own: str, code: str, chains: Mapping[str, list[str]]) -> bool:
    seen, waiting = set[str](), [code]
    while waiting:
        step = waiting.pop()
        if step == own:
            return True
        if step not in seen:
            seen.add(step)
            waiting += chains.get(step, [])
    return False


RULE = Rule("RF005", Severity.ERROR, check, View.HEADS, history=True)
