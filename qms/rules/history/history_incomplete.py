"""The history in this clone is cut off or exchanged.

Revisions, authors and approvals are proved by history: in a shallow or partial clone, or with grafts and replaced
objects, git shows another one than was written; and where the documents were moved to another folder of the repository,
all that was recorded in the old one would count for nothing. The rules that need history say nothing until this is
mended.

Flagged:
    file: .git/shallow
    0000000000000000000000000000000000000001

Flagged:
    git: update-ref refs/replace/0000000000000000000000000000000000000001 HEAD

Accepted:
    git: tag first
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.moved import Moved
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context, Trouble
from qms.rules.rule import Finding, Rule, View

MESSAGES = {
    "shallow": msg("The history of this clone is cut off"),
    "partial": msg("This clone leaves out older texts"),
    "replace": msg("Git shows other objects than were written"),
    "graft": msg("Git shows other parents of commits than were written"),
}
HELP = {
    "shallow": msg('Type "git fetch --unshallow"'),
    "partial": msg('Type "git fetch --refetch --no-filter"; it brings them all'),
    "replace": msg('Delete the replacement: "git replace --delete ID"'),
    "graft": msg('Delete the file ".git/info/grafts"'),
}


def check(context: Context) -> Iterator[Finding]:
    """Report what the adapter of git has found."""
    for trouble in context.trouble:
        if trouble.kind == "moved":
            yield _moved(trouble)
        elif trouble.kind in MESSAGES:
            yield _hidden(trouble)


def _hidden(trouble: Trouble) -> Finding:
    return Finding(Location(f".git/{trouble.detail}"), MESSAGES[trouble.kind], HELP[trouble.kind], trouble.detail)


def _moved(trouble: Trouble) -> Finding:
    """Return the finding about documents that were moved within the repository of git."""
    commit, _, folder = trouble.detail.partition(" ")
    moved = Moved(commit, folder)
    return Finding(Location(SETTINGS_FILE), moved.message, moved.help, SETTINGS_FILE)


RULE = Rule("HS005", Severity.ERROR, check, View.HEADS, basic=True)
