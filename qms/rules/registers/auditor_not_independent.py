"""An auditor has to do with what is audited.

Auditors are independent of those who answer for the work (manual 10.2; ISO 9001:2015, 9.2.2 c): nobody audits his own
unit or the process that he owns.

Flagged:
    file: registers/audit-programmes/АП-2024-01.yaml
    code: АП-2024-01
    state: draft
    title: Аудиттердин программасы
    year: 2024
    purpose: Шайкештикти текшерүү
    criteria: [СМС-ДП-2.1-2024]
    owner: quality-director
    due: 2024-12-01
    file: registers/competences/КТ-2024-001.yaml
    code: КТ-2024-001
    state: valid
    position: hr-head
    competence: internal-auditor
    evidence: certificate
    reference: № 12
    obtained: 2024-02-01
    valid_until: 2026-02-01
    file: registers/audits/ИА-2024-001.yaml
    code: ИА-2024-001
    state: planned
    title: Документтерди башкаруу
    programme: АП-2024-01
    unit: [КБ]
    process: ["1.1"]
    clauses: ["7.5"]
    documents: [СМС-ДП-2.1-2024]
    lead: hr-head
    due: 2024-11-01

Accepted:
    file: registers/audit-programmes/АП-2024-01.yaml
    code: АП-2024-01
    state: draft
    title: Аудиттердин программасы
    year: 2024
    purpose: Шайкештикти текшерүү
    criteria: [СМС-ДП-2.1-2024]
    owner: quality-director
    due: 2024-12-01
    file: registers/competences/КТ-2024-001.yaml
    code: КТ-2024-001
    state: valid
    position: hr-head
    competence: internal-auditor
    evidence: certificate
    reference: № 12
    obtained: 2024-02-01
    valid_until: 2026-02-01
    file: registers/audits/ИА-2024-001.yaml
    code: ИА-2024-001
    state: planned
    title: Документтерди башкаруу
    programme: АП-2024-01
    unit: [АББСД]
    process: ["1.1"]
    clauses: ["7.5"]
    documents: [СМС-ДП-2.1-2024]
    lead: hr-head
    due: 2024-11-01
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.entries.demands import not_independent
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the people of every audit with the units and processes that are audited."""
    for register, entries in context.entries:
        for entry in entries if register.independent.people else ():
            for field, person, other in not_independent(context.names, register, entry):
                told = msg('"{position}" may not audit "{what}": it is his own', position=person, what=other)
                yield Finding(entry.at(field), told, msg("Name somebody from another unit"), entry.code)


RULE = Rule("RG020", Severity.ERROR, check, View.HEADS)
