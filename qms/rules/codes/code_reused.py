"""The code of a withdrawn document stands on another text.

A code is never given twice, not even after withdrawal: old copies, records and references still mean the old
document.

Flagged:
    approved:
    act: withdraw СМС-ДП-2.1-2024, on 2024-06-10
    commit: Withdraw
    fields:
    revision: 2
    title: {ky: Башка тартип}
    commit: Another text

    Qms-Change: Башка тартип

Accepted:
    approved:
    act: withdraw СМС-ДП-2.1-2024, on 2024-06-10
    commit: Withdraw
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Act
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for texts of withdrawn documents that are younger than the withdrawal."""
    for document in context.originals:
        withdrawn = context.statuses[document.code].withdrawn if document.code else None
        if withdrawn and context.outlook.history and not _is_old(context, document, withdrawn):
            yield Finding(
                document.at("code"),
                msg('The code "{code}" was withdrawn, and stands on another text now', code=document.code),
                msg('Give the new text a code of its own; "qms new" gives the next free code'),
                document.code,
            )


def _is_old(context: Context, document: Document, withdrawn: Act) -> bool:
    acts = context.snapshot.acts(document.code)
    if document.sha256 in {act.sha256 for act in acts}:
        return True
    versions, earlier = context.history.get(document.code, ()), context.earlier.get(withdrawn.line_sha256)
    return any(item.sha256 == document.sha256 and (earlier is None or item.commit.id in earlier) for item in versions)


RULE = Rule("CD007", Severity.ERROR, check, View.NEAR, history=True)
