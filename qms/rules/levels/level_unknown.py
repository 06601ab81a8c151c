"""A document is of a level that the organisation does not have.

The levels of the documentation (manual 5.4.3, Table 1) decide review periods and the order of the master list.

Flagged:
    level: "5"

Accepted:
    level: "2"
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the level of every document up in the settings."""
    levels = context.snapshot.settings.levels
    for document in context.originals:
        if levels and document.level and document.level not in levels:
            yield Finding(
                document.at("level"),
                msg('There is no level "{value}"', value=document.level),
                known(levels),
                document.code or document.path,
            )


RULE = Rule("LV001", Severity.ERROR, check, View.HEADS)
