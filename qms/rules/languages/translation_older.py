"""A translation is of an older revision than its original, or does not say of which it is.

Who reads the translation works by rules that hold no longer; the numbers of the revisions show it.

Flagged:
    revision: 2
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    revision: 1
    ---

    # 1. Цель

    # 2. Порядок
    commit: Raise

    Qms-Document: СМС-ДП-2.1-2024
    Qms-Change: Тартип такталды

Flagged:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Цель

    # 2. Порядок

Accepted:
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

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.translations import translations


def check(context: Context) -> Iterator[Finding]:
    """Compare the revisions of both texts; the original of one that names none must be approved."""
    for text, original in translations(context):
        if text.revision is None and any(act.decides for act in context.snapshot.acts(text.code)):
            yield Finding(
                text.at("code"),
                msg("The translation does not say of which revision it is"),
                msg(
                    'Write the revision of the original that was translated: "{field}: {n}"',
                    field=context.snapshot.settings.keys.own("revision"),
                    n=original.revision or 1,
                ),
                text.code,
            )
        if text.revision is not None and original.revision is not None and text.revision < original.revision:
            yield Finding(
                text.at("revision"),
                msg(
                    "The translation is of revision {old}, the original of {new}",
                    old=text.revision,
                    new=original.revision,
                ),
                msg("Translate the changes, then write the revision of the original"),
                text.code,
            )


RULE = Rule("LN002", Severity.WARNING, check, View.ACTS)
