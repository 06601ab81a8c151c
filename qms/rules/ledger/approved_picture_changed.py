"""A picture of an approved text is another one than was approved.

The approval binds text and pictures: a scheme that was exchanged says something else, with not a letter changed.

Flagged:
    references: []
    file: documents/2/a.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
    body:
    # 1. Максаты

    ![Схема](a.svg)
    commit: Draw
    act: approve СМС-ДП-2.1-2024, by rector, on 2024-05-20, pictures 0000
    commit: Approve

Accepted:
    references: []
    file: documents/2/a.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
    body:
    # 1. Максаты

    ![Схема](a.svg)
    commit: Draw
    approved: СМС-ДП-2.1-2024
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Tell the texts whose pictures are not the approved ones."""
    for item in context.pictures:
        if item.approved:
            yield Finding(
                item.at,
                msg('A picture of "{code}" was exchanged after the approval: {names}', code=item.code, names=item.name),
                msg('Take the change back with "git restore", or record it with "qms revise {code}"', code=item.code),
                item.code,
            )


RULE = Rule("LG020", Severity.ERROR, check, View.NEAR)
