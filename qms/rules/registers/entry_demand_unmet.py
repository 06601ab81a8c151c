"""Something that an entry asks for is not there.

A risk asks for an action that treats it, a nonconformity for one that removes its cause, an objective for a measurement
of every year: each register says what its entries ask for.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: assessed
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    likelihood: 3
    impact: 2
    response: reduce
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
    likelihood: 3
    impact: 2
    response: reduce
    review: 2025-01-10
    file: registers/actions/АР-2024-001.yaml
    code: АР-2024-001
    state: planned
    title: Жарнама
    kind: preventive
    source: ТБ-2024-001
    unit: АББСД
    owner: quality-director
    planned_on: 2024-05-12
    due: 2024-12-01
    criterion: План аткарылды
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.entries.demands import unmet
from qms.model.diagnostic import Severity
from qms.model.entry import Entry
from qms.model.location import Location
from qms.model.message import Message, Words, msg
from qms.model.register import CODE, STATE, Demand
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Make every demand of every entry."""
    for register, entries in context.entries:
        for demand in register.demands.values():
            for entry in entries:
                for year in unmet(context.registers, register, entry, demand, context.today):
                    yield Finding(_at(entry), told(demand, year), help_of(demand, entry), entry.code, _weight(demand))


def _at(entry: Entry) -> Location:
    return entry.at(STATE if STATE in entry.front.entries else CODE)


def told(demand: Demand, year: str = "") -> Message:
    """Return what is wrong where a demand is not met."""
    words = Words(demand.title)
    return msg("{demand}: {year}", demand=words, year=year) if year else msg("{demand}", demand=words)


def help_of(demand: Demand, entry: Entry) -> Message:
    """Return what to run so that an entry meets a demand."""
    if demand.help:
        return msg("{help}", help=Words({name: _named(text, entry) for name, text in demand.help.items()}))
    if demand.register:
        return msg("Next: qms entry new {register} --set {field}={code}", **_next(demand, entry))
    return msg(
        "Next: qms entry set {register}/{code} --set {field}=…", **{**_next(demand, entry), "register": entry.register}
    )


def _named(text: str, entry: Entry) -> str:
    return text.replace("КОД", entry.code).replace("CODE", entry.code)


def _next(demand: Demand, entry: Entry) -> dict[str, object]:
    return {"register": demand.register, "field": demand.link, "code": entry.code}


def _weight(demand: Demand) -> Severity:
    return Severity.ERROR if demand.severity == "error" else Severity.WARNING


RULE = Rule("RG019", Severity.WARNING, check, View.HEADS)
