"""A merge left two versions of a passage in the text.

Where two people changed the same lines, git writes both into the file, between lines `<<<<<<<` and `>>>>>>>`, and waits
for a decision. Committed like that, nobody can say which of the two is the procedure (ISO 9001:2015, 7.5.3.2).

Flagged:
    body:
    # Аудит

    <<<<<<< HEAD
    Аудит жылына бир жолу өткөрүлөт.
    =======
    Аудит жылына эки жолу өткөрүлөт.
    >>>>>>> work

Accepted:
    body:
    # Аудит

    Аудит жылына бир жолу өткөрүлөт.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, unspanned
from qms.rules.rule import Finding, Rule, View

_BEGIN = pattern(r"(?m)^<{7}(?: |\r?$)")
_END = pattern(r"(?m)^>{7}(?: |\r?$)")


def check(context: Context) -> Iterator[Finding]:
    """Look at the lines with which a conflict begins, in texts in which one ends too."""
    for document in context.readable:
        if ">>>>>>>" not in document.body or not _END.search(document.body):
            continue
        for line in unspanned(context, document, _BEGIN):
            yield Finding(
                place(document, line, 0),
                msg("Two versions of this passage stand here: a merge was not finished"),
                msg('Keep the right one, and delete the lines that begin with "<<<<<<<", "=======" and ">>>>>>>"'),
                document.code or document.path,
            )


RULE = Rule("TX021", Severity.ERROR, check, View.ALONE)
