"""A step of a revision was recorded when another one was due, or by a role that may not take it.

The approval matrix in `qms.yaml` says which roles check and agree, and in which order (manual 5.4.3, stage I1). Who
agrees first and lets check afterwards has agreed to a text that nobody has checked.

Flagged:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [registrar],
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    act: agree СМС-ДП-2.2-2024, by registrar, person b

Flagged:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [],
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    act: check СМС-ДП-2.2-2024, by registrar, person b

Accepted:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [registrar],
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    act: check СМС-ДП-2.2-2024, by quality-director, person b
    act: agree СМС-ДП-2.2-2024, by registrar, person c
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report the acts that were not the next step."""
    for way in context.ways:
        for act in way.progress.astray:
            yield Finding(
                act.location,
                msg(
                    '"{act}" by "{role}" was not the next step of "{code}"',
                    act=act.deed.value,
                    role=act.by,
                    code=act.code,
                ),
                msg('"qms inbox" shows which step is next; a submission begins the way again: "qms submit"'),
                act.code,
            )


RULE = Rule("LG013", Severity.ERROR, check, View.NEAR)
