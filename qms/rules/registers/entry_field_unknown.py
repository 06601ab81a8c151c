"""An entry, or a row of a small table, has a field that its register does not know.

A mistyped name is a field that stays empty where it was meant.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    ownr: hr-head
    owner: quality-director
    identified: 2024-05-10

Flagged:
    file: registers/glossary.yaml
    entries:
      - {term: {ky: талап}, synonims: [{ky: шарт}]}

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
from qms.model.register import CODE, STATE
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the fields of every entry that is a file."""
    for register, entries in context.entries:
        names = {*register.fields, register.key or CODE, *([STATE] if register.states else [])}
        for entry in (item for item in entries if item.path not in context.broken):
            for name in entry.front.entries.keys() - names:
                told = msg('The register "{register}" has no field "{field}"', register=register.id, field=name)
                yield Finding(entry.front.place(name), told, known(sorted(names), name), entry.code)


RULE = Rule("RG010", Severity.WARNING, check, View.HEADS)
