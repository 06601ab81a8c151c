"""A document is of a type that the organisation does not have.

The type decides the pattern of the code and who approves the document (manual 5.4.3).

Flagged:
    type: ДПП

Accepted:
    type: ДП
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the type of every document up in the settings."""
    types = context.snapshot.settings.types
    for document in context.originals:
        if types and document.type and document.type not in types:
            yield Finding(
                document.at("type"),
                msg('There is no document type "{type}"', type=document.type),
                known(types, document.type),
                document.code or document.path,
            )


RULE = Rule("LV002", Severity.ERROR, check, View.HEADS)
