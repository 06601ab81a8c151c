"""A translation is another one than lay beside its original when that was approved or reviewed.

Who works by the translation works by its words; nobody has compared the new ones with the approved original.

Flagged:
    approved: СМС-ДП-2.2-2024
    act: approve СМС-ДП-2.1-2024, by rector, on 2024-05-20, translations 0000
    commit: Approve
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    revision: 1
    ---

    # 1. Цель

    # 2. Порядок
    commit: Translate

Accepted:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    revision: 1
    ---

    # 1. Цель

    # 2. Порядок
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.ledger.bound import translations, translations_hash
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the translations of every text with those that its last act binds."""
    for document in context.originals:
        if context.withdrawn(document.code) or not context.trusted(document.code):
            continue
        bound = translations(context.snapshot.acts(document.code), document.revision)
        if bound and translations_hash(context.readable, document.code, document.revision) != bound:
            yield Finding(
                document.at("revision"),
                msg('The translations of "{code}" have changed since its last approval or review', code=document.code),
                msg('Compare them with the original, then "qms review {code} --basis …"', code=document.code),
                document.code,
            )


RULE = Rule("LN005", Severity.WARNING, check, View.NEAR)
