"""A document is of another level than its type.

The manual itself lists regulations at two levels: then nobody knows who approves them and how often they are
reviewed.

Flagged:
    level: "1"
    move: documents/2/СМС-ДП-2.1-2024.md = documents/1/СМС-ДП-2.1-2024.md

Accepted:
    level: "2"
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the level of every document with that of its type."""
    settings = context.snapshot.settings
    for document in context.originals:
        kind = settings.types.get(document.type)
        if kind and kind.level and document.level in settings.levels and document.level != kind.level:
            yield Finding(
                document.at("level"),
                msg('The type "{type}" is of level "{level}"', type=kind.id, level=kind.level),
                msg('Write "{name}: {value}"', name=settings.keys.own("level"), value=kind.level),
                document.code or document.path,
            )


RULE = Rule("LV003", Severity.ERROR, check, View.HEADS)
