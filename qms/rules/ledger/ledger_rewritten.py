"""A ledger lost or changed lines that git has.

A ledger only ever grows: in every commit, and on disk, its bytes begin with its bytes of the commit before. Whoever
rewrites it and computes all hashes anew is found here.

Flagged:
    approved: СМС-ДП-2.2-2024
    delete: ledger/СМС-ДП-2.2-2024.jsonl
    act: approve СМС-ДП-2.2-2024, on 2024-05-19

Flagged:
    approved: СМС-ДП-2.2-2024
    delete: ledger/СМС-ДП-2.2-2024.jsonl
    commit: Remove the ledger

Accepted:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, on 2024-06-30
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report the first line of every ledger that is not what a commit had; damage that shows in the ledger itself is
    left to another rule.
    """
    codes = {ledger.path: code for code, ledger in context.snapshot.ledgers.items()}
    reported: set[str] = set()
    for found in sorted(context.rewritings, key=lambda item: (item.path, item.line)):
        code = codes.get(found.path, "")
        if found.path in reported or (found.line and code and not context.trusted(code)):
            continue
        reported.add(found.path)
        commit = found.commit.id[:10]
        said = (
            msg("The ledger was deleted in commit {commit}", commit=commit)
            if found.line == 0
            else msg("This line of the ledger is not what commit {commit} has", commit=commit)
        )
        shown = msg('Show the ledger as it was with "git show {commit}" and restore it', commit=commit)
        if found.line and not code:
            said = msg("The ledger is gone")
            shown = msg("Take it back: git restore '{path}'", path=found.path)
        yield Finding(Location(found.path, max(found.line, 1)), said, shown, code or found.path)


RULE = Rule("LG004", Severity.ERROR, check, View.HEADS, history=True)
