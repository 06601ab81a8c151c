"""A reference points to a document that is withdrawn.

What it says is no longer in force, but the text that refers to it still demands it.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10
    commit: Withdraw

Accepted:
    approved: СМС-ДП-2.2-2024
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.references_of import references
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the state of everything referred to; what a withdrawn document refers to does not matter any more."""
    for reference in references(context):
        if context.withdrawn(reference.code) and not context.withdrawn(reference.document.code):
            yield Finding(
                reference.at,
                msg('"{code}" is withdrawn', code=reference.code),
                msg("Refer to the document that has replaced it, or delete the reference"),
                reference.document.code,
            )


RULE = Rule("RF002", Severity.ERROR, check, View.HEADS)
