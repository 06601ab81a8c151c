"""The headings of a translation have other numbers than those of its original.

"See section 5.3" must lead to the same place in every language; a missing heading is a missing part of the
translation. Only numbers and levels are compared, and the first difference is shown.

Flagged:
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Цель

Accepted:
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Цель

    # 2. Порядок проведения
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from qms.history.sections import Section
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.headings import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.translations import translations


def check(context: Context) -> Iterator[Finding]:
    """Walk along the headings of both texts; a translation without any text has none to compare."""
    for text, original in translations(context):
        own = context.reading(text).headings
        pairs = zip_longest(own, context.reading(original).headings if text.body.strip() else ())
        different = next(((one, other) for one, other in pairs if _shape(one) != _shape(other)), None)
        if different:
            heading, wanted = different
            after = heading or (own[-1] if own else None)
            at = place(text, after) if after else Location(text.path, text.body_line)
            yield Finding(at, _message(heading, wanted), msg("Give both texts the same sections"), text.code)


def _shape(section: Section | None) -> tuple[int, str]:
    return (section.depth, section.number) if section else (0, "")


def _message(heading: Section | None, wanted: Section | None) -> Message:
    if wanted is None:
        return msg('The original has no section "{title}"', title=heading.title if heading else "")
    if heading is None:
        return msg('The section "{title}" of the original is missing', title=wanted.title)
    return msg(
        'The section "{title}" stands where the original has "{wanted}"', title=heading.title, wanted=wanted.title
    )


RULE = Rule("LN003", Severity.WARNING, check, View.NEAR)
