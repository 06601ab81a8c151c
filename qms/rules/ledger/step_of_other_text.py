"""The text of a revision in work has changed since its last step.

Whoever has checked or agreed has done it for the exact text: one letter more, and nobody has checked the new one
(ISO 9001:2015, 7.5.3.2 c).

Flagged:
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    edit: documents/2/СМС-ДП-2.2-2024.md
    Жазууларды сактоо = Жазууларды толук сактоо

Accepted:
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    edit: documents/2/СМС-ДП-2.2-2024.md
    Жазууларды сактоо = Жазууларды толук сактоо
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for texts in work of which all steps are about another text."""
    for way in context.ways:
        if way.decision is None and way.progress.stale and not way.progress.done:
            document = way.document
            yield Finding(
                document.at("revision"),
                msg('The text of "{code}" has changed since it was submitted or checked', code=document.code),
                msg('Commit and submit it again: "qms commit {code}", "qms submit {code}"', code=document.code),
                document.code,
            )


RULE = Rule("LG014", Severity.WARNING, check, View.NEAR)
