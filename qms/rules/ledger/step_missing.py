"""A revision was approved before it was checked or agreed.

Where the organisation records the steps before an approval (`flow` in `qms.yaml`), each of them must be there; where it
does not, once one of them is recorded the others must be, too. A decision taken on paper is attested by the registrar,
and carries its steps on the paper (manual 5.4.3, stage I1; ISO 9001:2015, 7.5.2 c).

Flagged:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [], steps: recorded,
    commit: Record every step
    approved: СМС-ДП-2.2-2024

Flagged:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [],
    commit: Let the director check
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    approved: СМС-ДП-2.2-2024

Accepted:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [],
    approved: СМС-ДП-2.2-2024

Accepted:
    edit: qms.yaml
    management: {agree: [], = management: {check: [quality-director], agree: [], steps: recorded,
    commit: Record every step
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, attested registrar
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.ledger.progress import describe
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for steps that were open when a revision was decided."""
    for way in context.ways:
        act, missing = way.decision, way.progress.skipped
        asked = way.progress.walked or way.settings.recorded(way.document.type)
        if act and missing and asked and not act.text("attested"):
            steps = ", ".join(describe(step) for step in missing)
            yield Finding(
                act.location,
                msg(
                    'Revision {revision} of "{code}" was approved without: {steps}',
                    **_of(act.revision, act.code, steps),
                ),
                msg('Let the next revision take every step, or have paper attested: "qms approve … --by-order"'),
                act.code,
            )


def _of(revision: int, code: str, steps: str) -> dict[str, str | int]:
    return {"revision": revision, "code": code, "steps": steps}


RULE = Rule("LG012", Severity.ERROR, check, View.NEAR)
