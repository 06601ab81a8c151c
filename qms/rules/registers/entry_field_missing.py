"""A field that the state of an entry needs is empty.

Who answers, until when, what came of it: each state says what must be known by then (manual 9.5, 10.2, 11.2;
ISO 9001:2015, 7.5.3, 10.2.2).

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    identified: 2024-05-10

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: assessed
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10

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

from qms.entries.lifecycle import is_unfilled, needs
from qms.model.diagnostic import Severity
from qms.model.message import Words, msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.tables import BUILT_IN


def check(context: Context) -> Iterator[Finding]:
    """Look at the fields that each state needs."""
    for register, entries in context.entries:
        wanted = needs(register) if register.id not in BUILT_IN else {}
        for entry in entries:
            for name in wanted.get(entry.state, ()):
                if is_unfilled(entry, name):
                    told = msg('The field "{field}" is empty', field=Words(register.fields[name].title))
                    yield Finding(entry.at(name), told, msg('Write "{name}: …"', name=name), entry.code)


RULE = Rule("RG013", Severity.ERROR, check, View.HEADS)
