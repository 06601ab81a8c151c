"""Somebody has no valid evidence of the competence that the task needs.

Internal auditors pass a training (manual 10.2; ISO 9001:2015, 7.2 d); the register of competence holds the evidence and
until when it is valid.

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

from qms.entries.competence import not_competent
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

DAYS = ("held_on", "due")


def check(context: Context) -> Iterator[Finding]:
    """Look for the evidence of everybody whom an entry names for such a task."""
    for register, entries in context.entries:
        for entry in entries if register.competent.people else ():
            day = next((entry.text(name) for name in DAYS if entry.text(name)), context.today.isoformat())
            for field, person in not_competent(context.registers, register, entry, day):
                told = msg('"{position}" has no valid evidence of competence', position=person)
                needed = register.competent.competence
                help_ = msg("Next: qms entry new competences --set competence={needed}", needed=needed)
                yield Finding(entry.at(field), told, help_, entry.code)


RULE = Rule("RG021", Severity.WARNING, check, View.HEADS)
