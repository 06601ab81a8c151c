"""A decision on paper was attested by a role that may not attest.

That a decision was taken on paper is a claim; `flow` in `qms.yaml` says who answers for such claims, as a rule the
registrar (ISO 9001:2015, 7.5.3.2).

Flagged:
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, attested quality-director
    commit: Approve

Accepted:
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, attested registrar
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the attesting role of every decision in force, or coming into force, up."""
    for way in context.ways:
        act, allowed = way.decision, way.settings.flow.attest
        if act and act.text("attested") and act.text("attested") not in allowed:
            yield Finding(
                act.location,
                msg('"{role}" may not attest decisions taken on paper', role=act.text("attested")),
                msg("By qms.yaml these may: {roles}", roles=", ".join(allowed)),
                act.code,
            )


RULE = Rule("LG017", Severity.ERROR, check, View.NEAR)
