"""A revision does not say what was changed.

The change-registration sheet takes the summary of a change from the line `Qms-Change:` of the commit (manual,
introduction; ISO 9001:2015, 7.5.3.2 c). Without it the sheet shows the first line of the commit message.

Flagged:
    revision: 2
    commit: Update

Accepted:
    revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.history.sheet import CHANGE, Step, steps
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the commits of every revision but the first: one of them must have the line."""
    for document in context.originals:
        found = steps(context.history.get(document.code, ()), context.snapshot.acts(document.code))
        for step in found[1:]:
            if not _says(step) and any(version.revision is not None for version in step.versions):
                yield Finding(
                    document.at("revision"),
                    msg(
                        "Revision {revision} in commit {commit} does not say what was changed",
                        revision=step.revision,
                        commit=step.final.commit.id[:10],
                    ),
                    msg('Record changes with "qms revise CODE --change … --basis …"'),
                    document.code,
                )


def _says(step: Step) -> bool:
    return any(version.commit.trailers.get(CHANGE, "").strip() for version in step.versions)


RULE = Rule("HS003", Severity.WARNING, check, View.NEAR, history=True)
