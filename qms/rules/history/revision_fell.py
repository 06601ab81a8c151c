"""A later text has a lower revision.

Two texts then bear the same revision, and a copy no longer shows which of them it is. Mostly an old file was copied over a
newer one.

Flagged:
    revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
    fields:
    revision: 1

Accepted:
    revision: 2
    commit: Revise

    Qms-Change: Мөөнөт кошулду
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.revisions import Named, revisions
from qms.rules.rule import Finding, Rule


def check(context: Context) -> Iterator[Finding]:
    """Follow the revisions of every document through history up to the file on disk; a fall that was made good counts no
    more once a higher revision is approved.
    """
    for document in context.originals:
        approved = context.statuses[document.code].revision if document.code else None
        for before, after in pairwise(revisions(context, document.code, document)):
            settled = approved is not None and approved > before.number
            if after.number < before.number and not settled:
                yield Finding(
                    document.at("revision"),
                    msg(
                        "Revision {number} in {place} follows revision {before}",
                        number=after.number,
                        place=_place(after),
                        before=before.number,
                    ),
                    msg("Take back the old text, or give the new one the next revision"),
                    document.code,
                )


def _place(named: Named) -> object:
    if named.version is None:
        return msg("the file")
    return msg("commit {commit}", commit=named.version.commit.id[:10])


RULE = Rule("HS007", Severity.ERROR, check, history=True)
