"""A tag was moved or deleted that this computer has seen.

Tags are names for people, the ledger is the proof; but a tag that names another commit today misleads whoever uses it.

Flagged:
    git: tag first
    verify:
    git: tag -d first

Flagged:
    git: tag first
    verify:
    file: documents/note.txt
    x
    commit: More
    git: tag -f first

Accepted:
    git: tag first
    verify:
    git: tag second
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.trail import Fault, FaultKind
from qms.rules.context import Context
from qms.rules.faults import finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.TAG_MOVED, FaultKind.TAG_GONE):
        help_ = msg('Ask who changed it and why; if it was right: "qms anchor accept --reason …"')
        yield finding(fault, _told(fault), help_)


def _told(fault: Fault) -> Message:
    if fault.kind is FaultKind.TAG_GONE:
        return msg('The tag "{tag}" of commit {commit} is gone', **said(fault))
    return msg('The tag "{tag}" names no longer {commit}', **said(fault))


RULE = Rule("TR018", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
