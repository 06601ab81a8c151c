"""The path of a picture has a space in it, or leads out of the folder of its text: the picture is not seen as one.

Markdown ends a path at the first space, and knows no backslashes; nothing is printed from another folder, another disk
or the network. In the print stand brackets and signs where the picture should be.

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](картасы 2.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](C:\\Users\\карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](img\\карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](file:///C:/карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](../img/карта.svg)

Accepted:
    file: documents/2/картасы 2.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
    body:
    # 1. Схема

    ![Процесстердин картасы](<картасы 2.svg> "1-сүрөт. Карта")
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, unspanned
from qms.rules.rule import Finding, Rule

_BROKEN = pattern(r"!(?<!\\!)\[[^\]\n]*\]\((?!\s*<)\s*([^()\s\"']+[ \t]+[^()\"'\n]*?)\s*\)")

_OUTSIDE = pattern(r"!(?<!\\!)\[[^\]\n]*\]\(\s*<?((?:[A-Za-z][\w+.-]*:|\.\./|/)[^)>\n]*|[^)>\s:]*\\[^\W_][^)>\n]*)")


def check(context: Context) -> Iterator[Finding]:
    """Look for paths with spaces that nothing encloses."""
    for document in context.marked:
        for line in unspanned(context, document, _BROKEN):
            for found in _BROKEN.finditer(line.text):
                path = found.group(1)
                yield Finding(
                    place(document, line, found.start()),
                    msg('The path of the picture has a space: "{path}"', path=path),
                    msg("Write it between angle brackets: <{path}>", path=path),
                    document.code or document.path,
                )
        for line in unspanned(context, document, _OUTSIDE):
            for found in _OUTSIDE.finditer(line.text):
                yield Finding(
                    place(document, line, found.start()),
                    msg('No other computer finds the picture "{path}"', path=found.group(1).strip()),
                    msg("Put it beside the text, and write its path from there, with /: img/scheme.png"),
                    document.code or document.path,
                )


RULE = Rule("TX025", Severity.ERROR, check, alone=True)
