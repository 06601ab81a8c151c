"""A picture has no text that stands for it.

The text is read out to those who cannot see the picture; without it no accessible PDF can be made (PDF/UA-1, 7.3).

Flagged:
    file: documents/2/схема.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>
    body:
    # 1. Схема

    ![](схема.svg)

Accepted:
    -references
    file: documents/2/схема.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>
    body:
    # 1. Схема

    ![Процесстердин картасы](схема.svg); `![](x.svg)` деп жазылбайт
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, unspanned
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_EMPTY = pattern(r"!(?<!\\!)\[\s*\](?=\(|\[)")


def check(context: Context) -> Iterator[Finding]:
    """Look for pictures whose square brackets are empty."""
    for document in context.having(Sign.PICTURES, context.marked):
        for line in unspanned(context, document, _EMPTY):
            for found in _EMPTY.finditer(line.text):
                yield Finding(
                    place(document, line, found.start()),
                    msg("A picture has no text"),
                    msg('Say in the square brackets what it shows: "![Map of the processes](map.svg)"'),
                    document.code or document.path,
                )


RULE = Rule("TX002", Severity.ERROR, check, View.ALONE)
