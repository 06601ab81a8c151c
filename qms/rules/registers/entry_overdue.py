"""The deadline of an entry is over.

What was to be done, verified or reviewed by that day is not done, or nobody has written it down.

Flagged:
    today: 2025-02-01
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: assessed
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 1
    impact: 2
    response: accept
    review: 2025-01-10

Accepted:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: assessed
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 1
    impact: 2
    response: accept
    review: 2025-01-10
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.entries.lifecycle import due
from qms.model.days import printed_day
from qms.model.diagnostic import Severity
from qms.model.message import Words, msg
from qms.model.register import STATE
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the deadline of every entry with the day of the check."""
    for register, entries in context.entries:
        for entry in entries if register.states else ():
            day = due(register, entry)
            if day and day < context.today:
                state = register.states[entry.state]
                field = state.deadline.field if state.deadline else STATE
                told = msg('Overdue since {day}: "{state}"', day=printed_day(day.isoformat()), state=Words(state.title))
                names = "|".join(state.following)
                help_ = msg("Next: qms entry move {code} {state}", code=entry.code, state=names)
                yield Finding(entry.at(field), told, help_, entry.code)


RULE = Rule("RG018", Severity.WARNING, check, View.HEADS)
