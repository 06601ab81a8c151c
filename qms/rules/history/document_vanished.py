"""An approved document is gone without having been withdrawn.

It is still in force and copies of it are out, but nobody can read it here (ISO 9001:2015, 7.5.3.1 a). A draft that
was never approved may be deleted; in a repository without approvals every document counts.

Flagged:
    approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024
    delete: documents/2/СМС-ДП-2.1-2024.md
    commit: Remove

Accepted:
    approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024
    act: withdraw СМС-ДП-2.1-2024, on 2024-06-10
    delete: documents/2/СМС-ДП-2.1-2024.md
    commit: Remove

Accepted:
    delete: documents/2/СМС-ДП-2.1-2024.md
    commit: Remove the draft
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Deed
from qms.model.change import Version
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.acts import approvals
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule


def check(context: Context) -> Iterator[Finding]:
    """Look for the text of every code that history knows."""
    for code, versions in sorted(context.history.items()):
        if context.has_text(code) or not _counts(context, code, versions):
            continue
        last = versions[-1]
        yield Finding(
            Location(last.path),
            msg('The text of "{code}" is gone', code=code)
            if last.blob
            else msg('The text of "{code}" was removed in commit {commit}', code=code, commit=last.commit.id[:10]),
            msg('Restore the file from git, or record with "qms withdraw" that it is no longer in force'),
            code,
        )


def _counts(context: Context, code: str, versions: tuple[Version, ...]) -> bool:
    """Tell whether the document must be there: it was approved, and is not withdrawn now or on a coming day."""
    acts = context.snapshot.acts(code)
    if not context.trusted(code) or any(act.deed is Deed.WITHDRAW for act in acts):
        return False
    foreign = not context.snapshot.settings.approvals
    return bool(approvals(acts)) or (foreign and not versions[-1].blob)


RULE = Rule("HS002", Severity.ERROR, check, history=True, heads=True)
