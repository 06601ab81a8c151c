"""A field of an entry holds what it cannot hold.

A day that does not exist, a choice that is none, a number out of its limits, a day before the one that it must follow.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-02-31

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: rsk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 9

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    review: 2024-05-01

Accepted:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 5
    review: 2024-06-01
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.entries.values import malformed
from qms.model.diagnostic import Severity
from qms.model.entry import Entry
from qms.model.message import Words, msg
from qms.model.register import Register
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.tables import ELSEWHERE


def check(context: Context) -> Iterator[Finding]:
    """Look at the form of every value, and at the order of days."""
    for register, entries in context.entries:
        for entry in entries if register.id not in ELSEWHERE else ():
            for name in entry.front.entries:
                item = register.fields.get(name)
                for fault in malformed(item, entry.front.entries[name]) if item else ():
                    yield Finding(fault.at, fault.message, fault.help, entry.code)
            yield from _order(register, entry)


def _order(register: Register, entry: Entry) -> Iterator[Finding]:
    for item in register.fields.values():
        first, second = (entry.text(item.after), entry.text(item.id)) if item.after else ("", "")
        if first and second and second < first:
            told = msg(
                'The day of "{field}" lies before that of "{other}"',
                field=Words(item.title),
                other=Words(register.fields[item.after].title),
            )
            yield Finding(entry.at(item.id), told, msg("Correct one of the two days"), entry.code)


RULE = Rule("RG011", Severity.ERROR, check, View.HEADS)
