"""An entry of a register cannot be read.

What cannot be read is not reminded of, not counted and not checked.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: "risk
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
from qms.rules.context import Context
from qms.rules.problems import finding
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on the problems of the files of entries."""
    for _register, entries in context.registers:
        for entry in entries:
            for problem in entry.problems:
                yield finding(problem, entry.code)


RULE = Rule("RG008", Severity.ERROR, check, View.HEADS)
