"""A distribution list names a unit that does not exist.

The copy would be issued to nobody who can acknowledge it or give it back.

Flagged:
    file: distribution/СМС-ДП-2.2-2024.yaml
    code: СМС-ДП-2.2-2024
    holders:
      - {unit: ЮБ}

Accepted:
    file: distribution/СМС-ДП-2.2-2024.yaml
    code: СМС-ДП-2.2-2024
    holders:
      - {unit: КБ}
      - {unit: hr-head}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look every holder up among units and positions."""
    snapshot = context.names
    for item in snapshot.lists:
        for holder in item.holders:
            if snapshot.units and not context.is_holder(holder.unit):
                yield Finding(
                    holder.location,
                    msg('There is no unit "{value}"', value=holder.unit),
                    known(snapshot.units, holder.unit),
                    item.key if item.scope == "code" else "",
                )


RULE = Rule("CP003", Severity.ERROR, check, View.HEADS)
