"""One person did two duties of a revision that must be apart.

Who writes does not check, and neither of them approves or attests the approval on paper (separation of duties). Two
roles may be one person: `organisation/people.yaml` and the keys say who acted. A small organisation can waive a
separation in `qms.yaml`; another rule then shows that it did.

Flagged:
    act: prepare СМС-ДП-2.2-2024, by КБ, person p1
    act: approve СМС-ДП-2.2-2024, by rector, person p1, on 2024-05-20
    commit: Approve

Flagged:
    file: organisation/people.yaml
    entries:
      - {id: p1, email: [a@example.org], positions: [{position: rector}]}
    act: approve СМС-ДП-2.2-2024, by rector, person p1, on 2024-05-20
    commit: Approve

Accepted:
    act: prepare СМС-ДП-2.2-2024, by КБ, person p1
    act: approve СМС-ДП-2.2-2024, by rector, person p2, on 2024-05-20
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.ledger.separation import Part, authors, conflicts, parts
from qms.model.act import Deed
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.ways import Way


def check(context: Context) -> Iterator[Finding]:
    """Compare the people of every revision in force, coming, or in work; its authors, where nobody submitted it."""
    for way in context.ways:
        for found in conflicts(_parts(context, way), way.settings.flow.waive):
            act = way.decision or way.progress.done[-1]
            yield Finding(
                act.location,
                msg(
                    '"{person}" did two duties of revision {revision} of "{code}": {separation}',
                    revision=act.revision,
                    code=act.code,
                    **found._asdict(),
                ),
                msg("Let the next revision be done by different people, or waive the separation in qms.yaml (flow)"),
                act.code,
            )


def _parts(context: Context, way: Way) -> Iterator[Part]:
    done = way.progress.done
    yield from (part for act in done for part in parts(act))
    if all(act.deed is not Deed.PREPARE for act in done):
        yield from authors(context.history.get(way.document.code, ()), way.progress.revision, context.snapshot)


RULE = Rule("LG015", Severity.ERROR, check, View.NEAR, history=True)
