"""An approved text was edited without a new revision.

What was approved is what may be printed and followed (ISO 9001:2015, 7.5.3.2 c: control of changes). An approval is
bound to the exact bytes of the text, so that even one letter more makes it void.

Flagged:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
    edit: documents/2/СМС-ДП-2.1-2024.md
    Төмөнкү = Жогорку

Accepted:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
    edit: documents/2/СМС-ДП-2.1-2024.md
    revision: 1 = revision: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule


def check(context: Context) -> Iterator[Finding]:
    """Compare the text on disk with the approvals of its revision."""
    for document in context.originals:
        if context.withdrawn(document.code) or not context.trusted(document.code):
            continue
        acts = context.snapshot.acts(document.code)
        approved = [act for act in acts if act.decides and act.revision == document.revision]
        if approved and approved[-1].sha256 != document.sha256:
            yield Finding(
                document.at("revision"),
                msg(
                    'The text differs from the approved revision {revision} of "{code}"',
                    revision=approved[-1].revision,
                    code=document.code,
                ),
                msg(
                    'Record the change with "qms revise CODE --change … --basis …", or take it back with "git restore"'
                ),
                document.code,
            )


RULE = Rule("LG001", Severity.ERROR, check)
