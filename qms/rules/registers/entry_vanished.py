"""An entry that was there is gone.

Entries are records of the quality system and are never deleted; what was entered by mistake is moved into a state that
says so (ISO 9001:2015, 7.5.3.2).

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    commit: Record
    delete: registers/risks/ТБ-2024-001.yaml

Accepted:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    commit: Record
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context, stem
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for every file of an entry that history knows."""
    there = {entry.path for _register, entries in context.registers for entry in entries}
    codes = {(entry.register, entry.code) for _register, entries in context.registers for entry in entries}
    for path in sorted(context.entry_history.keys() - there) if context.whole else ():
        code = stem(path)
        if (path.split("/")[1], code) not in codes:
            told = msg('The entry "{code}" is gone', code=code)
            yield Finding(Location(path), told, msg('Take it back with "git restore" from the commit before'), code)


RULE = Rule("RG017", Severity.ERROR, check, View.HEADS, history=True)
