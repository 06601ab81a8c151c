"""A ledger belongs to no document.

Its acts are about a text that is not here and never was in git: the code of the ledger is wrong, or the document was
never added.

Flagged:
    act: approve СМС-ДП-2.9-2024, on 2024-06-10

Accepted:
    approved: СМС-ДП-2.2-2024
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for the text of every ledger; one that vanished from git is left to a rule about history."""
    for code, ledger in sorted(context.snapshot.ledgers.items()):
        known = context.has_text(code) or code in context.history
        if not known and not context.withdrawn(code):
            yield Finding(
                Location(ledger.path),
                msg('There is no document "{code}" for this ledger', code=code),
                msg('Add the document, or take the ledger back with "git restore"'),
                code,
            )


RULE = Rule("LG003", Severity.ERROR, check, View.HEADS)
