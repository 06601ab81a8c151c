"""A picture that a text shows cannot be printed.

A print is refused on the day when the document is needed: a file that is no PNG, JPEG or SVG, one that is too large, a
drawing with a script or with links out of itself.

Flagged:
    file: documents/2/схема.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><script>alert(1)</script></svg>
    body:
    # 1. Схема

    ![Процесстердин картасы](схема.svg)

Accepted:
    file: documents/2/схема.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
    body:
    # 1. Схема

    ![Процесстердин картасы](схема.svg)
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Tell every picture that the press refuses, with its reason."""
    for item in context.pictures:
        if item.fault:
            advice = msg("Use a PNG or JPEG picture, or an SVG drawing without scripts and links to other files")
            yield Finding(item.at, item.fault, advice, item.code)


RULE = Rule("TX024", Severity.ERROR, check, View.NEAR)
