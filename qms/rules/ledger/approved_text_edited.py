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

from qms.history.edits import Edit, edit_of
from qms.history.pairing import compare
from qms.model.act import Act
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

MOST = 12
"""So many sections are named, the others only counted."""


def check(context: Context) -> Iterator[Finding]:
    """Compare the text on disk with the approvals of its revision."""
    for document in context.originals:
        if context.withdrawn(document.code) or not context.trusted(document.code):
            continue
        acts, revision = context.snapshot.acts(document.code), document.revision
        approved = [act for act in acts if act.decides and act.revision == revision]
        if approved and approved[-1].sha256 != document.sha256:
            yield Finding(document.at("revision"), *_told(context, document, approved[-1]), document.code)


def _told(context: Context, document: Document, approval: Act) -> tuple[Message, Message]:
    """Say which sections differ, and which commits of whom did it; a text that is in no commit yet has none."""
    edit = edit_of(context.history.get(document.code, ()), context.snapshot.acts(document.code), document.revision)
    told = msg(
        'The text differs from the approved revision {revision} of "{code}"',
        revision=approval.revision,
        code=document.code,
    )
    if edit is None:
        return told, msg('Record the change with "qms revise {code} --change … --basis …"', code=document.code)
    help_ = msg(
        'Record the change with "qms revise {code} --change … --basis …", or take the approved text back: '
        "git restore --source {commit} '{path}'",
        code=document.code,
        commit=edit.approved.commit.id[:10],
        path=document.path,
    )
    places = _places(context, document, edit)
    by = ", ".join(dict.fromkeys(f"{version.commit.id[:10]} {version.commit.author}" for version in edit.later))
    if not by:
        return msg("{told} in: {places}", told=told, places=places), help_
    return msg("{told} in: {places}; commits: {commits}", told=told, places=places, commits=by), help_


def _places(context: Context, document: Document, edit: Edit) -> str | Message:
    """Return the sections that differ, new ones with +, those that are gone with −."""
    approved = context.texts[edit.approved.blob]
    found = compare(approved, document.body)
    names = [*found.changed, *(f"+{name}" for name in found.new), *(f"−{name}" for name in found.removed)]
    if not names:
        return msg("the front matter") if approved == document.body else msg("spaces, marks or levels of headings")
    more = [f"… (+{len(names) - MOST})"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])


RULE = Rule("LG001", Severity.ERROR, check, View.NEAR)
