"""A document refers to itself, or replaces itself.

Such a reference says nothing, and was mostly meant for another document.

Flagged:
    references: [СМС-ДП-2.1-2024, СМС-ДП-2.2-2024]

Accepted:
    references: [СМС-ДП-2.2-2024]
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for the code of the document itself."""
    for field in ("references", "replaces"):
        for reference in references(context, field):
            if reference.code == reference.document.code:
                yield Finding(
                    reference.at,
                    msg('"{code}" refers to itself', code=reference.code),
                    msg("Delete the reference, or write the code that was meant"),
                    reference.code,
                )


RULE = Rule("RF004", Severity.ERROR, check, View.HEADS)
