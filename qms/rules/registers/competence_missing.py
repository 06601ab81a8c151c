"""A position lacks evidence of a competence that it must have.

The competence of people is ensured, and evidence of it is kept (manual 8.2.2; ISO 9001:2015, 7.2 d). Positions say
which competences they need, the register of competence what proves them. Evidence whose term is over is told of by
another rule, until it is ended.

Flagged:
    file: organisation/positions.yaml
    entries:
      - {id: rector, title: Ректор}
      - {id: quality-director, title: Директор, competences: [iso-9001]}
      - {id: hr-head, title: Башчы}
    file: registers/competences/КТ-2024-001.yaml
    code: КТ-2024-001
    state: valid
    position: hr-head
    competence: iso-9001
    evidence: certificate
    reference: № 12
    obtained: 2024-02-01
    valid_until: 2026-02-01

Accepted:
    file: organisation/positions.yaml
    entries:
      - {id: rector, title: Ректор}
      - {id: quality-director, title: Директор}
      - {id: hr-head, title: Башчы, competences: [iso-9001]}
    file: registers/competences/КТ-2024-001.yaml
    code: КТ-2024-001
    state: valid
    position: hr-head
    competence: iso-9001
    evidence: certificate
    reference: № 12
    obtained: 2024-02-01
    valid_until: 2026-02-01
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.entries.competence import EVIDENCE, REQUIRED, requirements
from qms.entries.lifecycle import is_open
from qms.model.diagnostic import Severity
from qms.model.message import Words, msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for evidence of every competence; a repository that keeps none is asked for nothing."""
    registers = context.registers
    evidence = registers.definitions.get(EVIDENCE)
    if evidence is None or not registers.of(EVIDENCE):
        return
    item = evidence.fields.get("competence")
    for one in requirements(registers, context.today):
        if one.evidence is not None and is_open(evidence, one.evidence):
            continue
        label = item.choices[one.competence].title if item and one.competence in item.choices else {"": one.competence}
        told = msg(
            '"{position}" has no evidence of "{competence}"', position=one.position.code, competence=Words(label)
        )
        needed = {"position": one.position.code, "competence": one.competence}
        help_ = msg("Next: qms entry new competences --set position={position} --set competence={competence}", **needed)
        yield Finding(one.position.at(REQUIRED), told, help_, one.position.code)


RULE = Rule("RG022", Severity.WARNING, check, View.HEADS)
