"""The text cites a revision of a document that is no longer, or not yet, in force.

A reader who looks for that revision finds a superseded text, or none. A reference without a revision always means the
one in force; only where a certain revision is meant should its number stand.

Flagged:
    edit: documents/2/СМС-ДП-2.2-2024.md
    revision: 1 = revision: 2
    commit: Change
    Qms-Document: СМС-ДП-2.2-2024
    Qms-Change: 2-бөлүм
    Qms-Basis: № 5
    approved: СМС-ДП-2.2-2024
    body:
    # Аудит

    Жазуулар СМС-ДП-2.2-2024 (1-редакция) боюнча жүргүзүлөт.

Flagged:
    body:
    # Аудит

    Записи ведутся по СМС-ДП-2.2-2024, редакция 7.

Accepted:
    body:
    # Аудит

    Жазуулар СМС-ДП-2.2-2024 (1-редакция) боюнча жүргүзүлөт.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.citations import expression
from qms.rules.context import Context
from qms.rules.prose import place, prose
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_REVISION = (
    r"[\s,;(«\"–-]{1,4}(?:"
    r"(?P<before>\d{1,3})[-‑\s]{0,2}(?:я\s)?\s?(?:редакция|чыгарылыш|ред\.)"
    r"|(?:редакция|ред\.|версия|чыгарылышы?|revision|rev\.|version)\s?(?:№\s?)?(?P<after>\d{1,3})(?!\d|\.\d))"
)


def check(context: Context) -> Iterator[Finding]:
    """Look up every revision that stands behind a code of this system."""
    codes = expression(context.scheme)
    if codes is None:
        return
    wanted = re.compile(f"(?P<code>{codes.pattern}){_REVISION}", re.IGNORECASE)
    for document in context.having(Sign.REVISIONS):
        for line in prose(context, document, wanted):
            for found in wanted.finditer(line.text):
                number = int(found["before"] or found["after"])
                wrong = _wrong(context, found["code"], number)
                if wrong and found["code"] != document.code:
                    group = "before" if found["before"] else "after"
                    yield Finding(place(document, line, found.start(group)), *wrong, document.code)


def _wrong(context: Context, code: str, number: int) -> tuple[Message, Message] | None:
    newest, force = context.outlook.numbers(code)
    if newest is None:
        return None
    if number > newest:
        wrong = msg('"{code}" has no revision {revision}', code=code, revision=number)
        return wrong, msg("Its newest revision is {revision}", revision=newest)
    if force is not None and number < force:
        wrong = msg('Revision {revision} of "{code}" is superseded', code=code, revision=number)
        help_ = msg("In force is revision {revision}; leave the number out to mean always that", revision=force)
        return wrong, help_
    return None


RULE = Rule("RF013", Severity.WARNING, check, View.NEAR)
