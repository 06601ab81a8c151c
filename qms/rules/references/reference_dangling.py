"""A reference points to a document that does not exist.

A reader who follows it finds nothing; the manual refers to about fifteen documents that way (ISO 9001:2015, 7.5.3.1
a). A code that a document had before still leads there, and is a warning.

Flagged:
    references: [СМС-ДП-2.2-2024, СМС-ДП-2.7-2024]

Flagged:
    references: [СМС-ДП-2.2-2024, СМС-ДП-2.9-2020]
    edit: documents/2/СМС-ДП-2.2-2024.md
    owner: КБ = owner: КБ\\naliases: [СМС-ДП-2.9-2020]

Accepted:
    references: [СМС-ДП-2.2-2024]
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.doubts import doubts
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look every reference up; one with a character of another alphabet is left to the rule about look-alikes."""
    aliases = context.snapshot.aliases
    for reference in references(context):
        code = reference.code
        if code in aliases:
            yield Finding(
                reference.at,
                msg('"{code}" is an earlier code of "{now}"', code=code, now=aliases[code]),
                msg('Write "{suggestion}"', suggestion=aliases[code]),
                reference.document.code,
                Severity.WARNING,
            )
            continue
        if context.has_text(code) or code in context.snapshot.ledgers or doubts(context, code):
            continue
        yield Finding(
            reference.at,
            msg('There is no document "{code}"', code=code),
            known(context.documents, code),
            reference.document.code,
        )


RULE = Rule("RF001", Severity.ERROR, check, View.HEADS)
