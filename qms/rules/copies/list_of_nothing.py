"""A distribution list is of a type or level that `qms.yaml` does not have.

Nobody gets a copy by it.

Flagged:
    file: distribution/procedures.yaml
    type: XX
    holders:
      - {unit: КБ}

Flagged:
    file: distribution/level.yaml
    level: "9"
    holders:
      - {unit: КБ}

Accepted:
    file: distribution/procedures.yaml
    type: ДП
    holders:
      - {unit: КБ}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look types and levels of the lists up in the settings."""
    settings = context.snapshot.settings
    for item in context.snapshot.lists if SETTINGS_FILE not in context.broken else ():
        names = {"type": settings.types, "level": settings.levels}.get(item.scope)
        if names is not None and item.key not in names:
            told = (
                msg('There is no type "{value}"', value=item.key)
                if item.scope == "type"
                else msg('There is no level "{value}"', value=item.key)
            )
            yield Finding(item.location, told, known(names, item.key), "")


RULE = Rule("CP008", Severity.ERROR, check, View.HEADS)
