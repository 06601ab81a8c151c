"""A revision number was skipped.

Revisions are counted without gaps, so that whoever holds revision 4 knows that there were three before it. A skeleton
may be revision 0.

Flagged:
    revision: 3

Flagged:
    file: documents/2/СМС-ДП-2.3-2024.md
    ---
    code: СМС-ДП-2.3-2024
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 2
    owner: КБ
    ---

Accepted:
    revision: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.context import Context, stem
from qms.rules.revisions import revisions
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Follow the revisions of every document through history up to the file on disk."""
    own = context.snapshot.settings.keys.own("revision")
    for document in context.originals if context.whole else ():
        if not context.well_named(document) and stem(document.path) in context.outlook.names:
            continue  # its code was changed or mistyped, which is told of the code
        highest = 0
        for number in (item.number for item in revisions(context, document.code, document)):
            if number > highest + 1:
                yield Finding(document.at("revision"), _message(highest, number), _help(highest, own), document.code)
            highest = max(highest, number)


def _message(before: int, number: int) -> Message:
    if before == 0:
        return msg("The first revision is {number}", number=number)
    return msg("Revision {number} follows revision {before}", number=number, before=before)


def _help(before: int, field: str) -> Message:
    return msg('Write "{name}: {value}"', name=field, value=before + 1)


RULE = Rule("HS001", Severity.ERROR, check, View.NEAR, history=True)
