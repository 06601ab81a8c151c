"""An entry came into a state that may not follow the one before.

The order of states is the procedure: a nonconformity is not closed before its cause is known. History of git tells in
which states an entry was; it begins anew where it goes back into the first one.

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
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: treated
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 1
    impact: 2
    response: accept
    review: 2025-01-10
    residual_likelihood: 1
    residual_impact: 1
    effectiveness: Жетиштүү

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
    commit: Assess
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: treated
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 1
    impact: 2
    response: accept
    review: 2025-01-10
    residual_likelihood: 1
    residual_impact: 1
    effectiveness: Жетиштүү
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from qms.entries.lifecycle import reachable
from qms.model.diagnostic import Severity
from qms.model.entry import Entry
from qms.model.message import Words, msg
from qms.model.register import STATE, Register
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Follow the states of every entry through its history, up to the work tree."""
    for register, entries in context.entries:
        for entry in entries if register.states and context.whole else ():
            step = _skipped(register, entry, context)
            if step:
                old, new = (Words(register.states[name].title) for name in step)
                told = msg('After "{old}" the state "{new}" cannot follow', old=old, new=new)
                may = ", ".join(register.states[step[0]].following) or "–"
                yield Finding(entry.at(STATE), told, msg("Here may follow: {names}", names=may), entry.code)


def _skipped(register: Register, entry: Entry, context: Context) -> tuple[str, str] | None:
    versions = context.entry_history.get(entry.path, ())
    states = [version.state for version in versions if version.state in register.states]
    states += [entry.state] if entry.state in register.states else []
    skipped = None
    for old, new in itertools.pairwise(states):
        if new == register.first:
            skipped = None
        elif old != new and not reachable(register, old, new):
            skipped = (old, new)
    return skipped


RULE = Rule("RG015", Severity.ERROR, check, View.HEADS, history=True)
