"""The configuration of this clone has a key that git and qms do not need.

Some keys run programs when git is used; no list of dangerous ones is complete, so every unknown one is named. qms
itself does not use them.

Flagged:
    git: config core.sshCommand ./run.sh

Flagged:
    file: .git/objects/info/alternates
    /srv/objects

Accepted:
    git: config user.name Айгүл
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.rules.context import UNTRUSTED, Context, Trouble
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the adapter of git has found, apart from what keeps history from being trusted."""
    for trouble in context.trouble:
        if trouble.kind == "config":
            unset = msg('If you do not know it: "git config --unset-all {key}"', key=trouble.detail)
            yield _finding(".git/config", trouble, msg('Unknown key "{key}"', key=trouble.detail), unset)
        elif trouble.kind not in UNTRUSTED:
            message = msg('Objects of this clone are kept elsewhere: "{path}"', path=trouble.detail)
            yield _finding(f".git/{trouble.detail}", trouble, message, msg('Make a full clone: "git repack -a -d"'))


def _finding(path: str, trouble: Trouble, message: Message, help_: Message) -> Finding:
    return Finding(Location(path), message, help_, trouble.detail)


RULE = Rule("HS006", Severity.WARNING, check, View.HEADS, basic=True)
