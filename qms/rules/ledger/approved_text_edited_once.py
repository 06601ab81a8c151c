"""An approved text was edited without a new revision, and changed back later.

For a while the text on disk was not the approved one: who read it there read something else. Copies are printed from
the approved text and stay right; the commits stay in git and in the sheet's history for every auditor to see.

Flagged:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
    edit: documents/2/СМС-ДП-2.1-2024.md
    Төмөнкү = Жогорку
    commit: Edit
    edit: documents/2/СМС-ДП-2.1-2024.md
    Жогорку = Төмөнкү
    commit: Change back

Accepted:
    edit: documents/2/СМС-ДП-2.1-2024.md
    Төмөнкү = Жогорку
    commit: Edit
    edit: documents/2/СМС-ДП-2.1-2024.md
    Жогорку = Төмөнкү
    commit: Change back
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.history.edits import undone
from qms.model.change import Version
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Tell the edits that came after the approval and were taken back, with the commits of both."""
    for document in context.originals:
        if not context.trusted(document.code):
            continue
        for found in undone(context.history.get(document.code, ()), context.snapshot.acts(document.code)):
            before = context.earlier.get(found.approval.line_sha256, frozenset())
            edited = [version for version in found.edited if version.commit.id not in before]
            if edited:
                yield Finding(
                    document.at("revision"),
                    msg(
                        'Revision {revision} of "{code}" was edited after its approval in {edited}, '
                        "and changed back in {restored}",
                        revision=found.approval.revision,
                        code=document.code,
                        edited=", ".join(map(_named, edited)),
                        restored=_named(found.restored),
                    ),
                    msg("The text is right again: ask who edited it, and waive this with the answer as its reason"),
                    document.code,
                )


def _named(version: Version) -> str:
    return f"{version.commit.id[:10]} {version.commit.author}"


RULE = Rule("LG024", Severity.WARNING, check, View.NEAR, history=True)
