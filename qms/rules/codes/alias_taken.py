"""An earlier code that a document names belongs to another one.

Old references and old paper lead through `aliases` to the document of today; a code that is in use, or that two
documents name, leads to the wrong one.

Flagged:
    aliases: [СМС-ДП-2.2-2024]

Flagged:
    aliases: [СМС-ДП-2.9-2020]
    edit: documents/2/СМС-ДП-2.2-2024.md
    owner: КБ = owner: КБ\\naliases: [СМС-ДП-2.9-2020]

Accepted:
    aliases: [СМС-ДП-2.9-2020]
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look every earlier code up among the codes in use and the earlier codes of others."""
    named: dict[str, str] = {}
    for item in references(context, "aliases"):
        own = item.document.code
        first = named.setdefault(item.code, own)
        wrong = _wrong(context, item.code, own, first)
        if wrong and not item.document.translation:
            yield Finding(item.at, wrong, msg("Take it out of this document, or write the code that was meant"), own)


def _wrong(context: Context, code: str, own: str, first: str) -> Message | None:
    if code == own:
        return msg('"{code}" is the code of this document, not an earlier one', code=code)
    if code in context.documents:
        return msg('"{code}" is the code of another document', code=code)
    if first != own:
        return msg('"{code}" is an earlier code of "{now}" too', code=code, now=first)
    return None


RULE = Rule("CD010", Severity.ERROR, check, View.HEADS)
