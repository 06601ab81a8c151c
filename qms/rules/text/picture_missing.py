"""A text shows a picture that is not there.

It cannot be printed: a controlled copy without its drawing is another document. A picture lies in the folder of its
text, or below it, and is recorded together with it ("qms revise", "qms commit").

Flagged:
    body:
    # 1. Максаты

    ![Схема](img/scheme.svg)

Accepted:
    file: documents/2/img/scheme.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
    body:
    # 1. Максаты

    ![Схема](img/scheme.svg)
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Tell every picture that its text looks for in vain."""
    for item in context.pictures:
        if not item.approved and not item.fault:
            message = msg('The picture "{name}" is not there', name=item.name)
            yield Finding(item.at, message, msg("Put it there, or take it out of the text"), item.code)


RULE = Rule("TX023", Severity.ERROR, check, View.NEAR)
