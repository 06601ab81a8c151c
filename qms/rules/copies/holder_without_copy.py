"""A unit of the distribution list holds fewer copies of the revision in force than it must.

Documents must be there where they are used (ISO 9001:2015, 7.5.3.1 a). The rule speaks only once copies of the
revision have been issued at all.

Flagged:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 1, holder АББСД, on 2024-06-02
    file: distribution/СМС-ДП-2.2-2024.yaml
    code: СМС-ДП-2.2-2024
    holders:
      - {unit: АББСД, copy: control}
      - {unit: КБ}

Accepted:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 1, holder АББСД, on 2024-06-02
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    file: distribution/СМС-ДП-2.2-2024.yaml
    code: СМС-ДП-2.2-2024
    holders:
      - {unit: АББСД, copy: control}
      - {unit: КБ}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qms.ledger.copies import is_open
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.status import State
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the list of every document in force with the copies that are out."""
    for code, listed in sorted(context.snapshot.distribution.items()):
        status = context.statuses.get(code)
        if not status or status.state is not State.IN_FORCE or not context.trusted(code):
            continue
        copies = [copy for copy in context.copies(code) if copy.revision == status.revision]
        held = Counter((copy.holder, copy.medium) for copy in copies if is_open(copy) and copy.accounted)
        for holder in listed if copies else ():
            missing = holder.accounted and held[holder.unit, holder.medium] < holder.count
            if missing and context.is_holder(holder.unit):
                yield Finding(
                    holder.location,
                    msg(
                        '"{unit}" holds {held} of {count} copies of "{code}" revision {revision}',
                        held=held[holder.unit, holder.medium],
                        count=holder.count,
                        unit=holder.unit,
                        code=code,
                        revision=status.revision,
                    ),
                    msg('Issue the copy with "qms issue", or take the unit from the list'),
                    code,
                )


RULE = Rule("CP002", Severity.WARNING, check, View.ACTS)
