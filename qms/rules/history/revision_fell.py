"""A later text has a lower revision.

Two texts then bear the same revision, and a copy no longer shows which of them it is. Mostly an old file was copied
over a newer one.

Flagged:
    revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
    fields:
    revision: 1

Accepted:
    revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.revisions import revisions
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the revision of every file with the highest that history has; parallel branches may differ on the way."""
    for document in context.originals:
        highest = max(revisions(context, document.code), key=lambda item: item.number, default=None)
        now = document.revision
        if highest and highest.version and now is not None and now < highest.number:
            yield Finding(
                document.at("revision"),
                msg(
                    "Commit {commit} has revision {before} already",
                    commit=highest.version.commit.id[:10],
                    before=highest.number,
                ),
                msg(
                    'Take the newer text back from git, or write "{field}: {number}"',
                    field=context.snapshot.settings.keys.own("revision"),
                    number=highest.number + 1,
                ),
                document.code,
            )


RULE = Rule("HS007", Severity.ERROR, check, View.NEAR, history=True)
