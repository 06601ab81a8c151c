"""An approval is about a text that git does not have.

What was approved must be there to be printed, read and compared (ISO 9001:2015, 7.5.3.1 a). The hash of the approval
belongs to no version of the document: the text was never committed, or history was rewritten.

Flagged:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, sha256 0000000000000000000000000000000000000000000000000000000000000000
    edit: documents/2/СМС-ДП-2.2-2024.md
    revision: 1 = revision: 2
    commit: Approve

    Qms-Change: Мөөнөт кошулду

Accepted:
    approved: СМС-ДП-2.2-2024
    edit: documents/2/СМС-ДП-2.2-2024.md
    revision: 1 = revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts, approvals
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look every approval up among the versions of the document; where its text is on disk but edited, another rule
    says so.
    """
    for code, acts in all_acts(context):
        versions = context.history.get(code, ())
        document = context.documents.get(code)
        known = {version.sha256 for version in versions} | ({document.sha256} if document else set())
        edited = document.revision if document and not context.withdrawn(code) else None
        for act in approvals(acts):
            if versions and act.sha256 not in known and act.revision != edited:
                yield Finding(
                    act.location,
                    msg(
                        'Git has no text of "{code}" that revision {revision} could be',
                        code=code,
                        revision=act.revision,
                    ),
                    msg("Fetch the whole history, or commit the text that was approved"),
                    code,
                )


RULE = Rule("LG006", Severity.ERROR, check, View.NEAR, history=True)
