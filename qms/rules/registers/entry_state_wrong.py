"""An entry is in no state of its register.

Deadlines and what must be filled follow from the state; without one nobody is reminded of the entry.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: found
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10

Accepted:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.model.register import STATE
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the state of every entry of a register that knows states."""
    for register, entries in context.entries:
        for entry in entries if register.states else ():
            if entry.state not in register.states:
                told = msg('"{value}" is no state of this register', value=entry.state or "–")
                yield Finding(entry.at(STATE), told, known(register.states, entry.state), entry.code)


RULE = Rule("RG014", Severity.ERROR, check, View.HEADS)
