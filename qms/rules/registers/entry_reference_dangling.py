"""An entry names a process, a position, a unit, a document or an entry that there is not.

Links hold a quality system together; one that leads to nothing hides that something is missing.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.9"
    owner: quality-director
    identified: 2024-05-10

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-directr
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

from qms.entries.values import Names, dangling, names_of
from qms.model.diagnostic import Severity
from qms.model.register import Kind
from qms.rules.context import Context
from qms.rules.iso9001 import CLAUSES
from qms.rules.rule import Finding, Rule, View
from qms.rules.tables import CHECKED, ELSEWHERE


def check(context: Context) -> Iterator[Finding]:
    """Look every name up."""
    found = names_of(context.names, context.registers)
    names = Names({**found.by_kind, Kind.CLAUSE: CLAUSES}, found.entries)
    for register, entries in context.entries:
        links = [item for item in register.fields.values() if (register.id, item.id) not in CHECKED]
        for entry in entries if register.id not in ELSEWHERE else ():
            for item in links:
                for fault in dangling(item, entry.front.entries.get(item.id), names):
                    yield Finding(fault.at, fault.message, fault.help, entry.code)


RULE = Rule("RG012", Severity.ERROR, check, View.HEADS)
