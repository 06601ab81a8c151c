"""A document is not translated, though its type asks for all languages.

`translations: true` of a type in `qms.yaml` says that its documents are published in every language of the
organisation.

Flagged:
    edit: qms.yaml
      - id: ДП =   - id: ДП\\n    translations: true
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Цель

    # 2. Порядок

Accepted:
    edit: qms.yaml
      - id: СЖ =   - id: СЖ\\n    translations: true
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for the file of every language; broken files count, another rule reports them."""
    settings = context.snapshot.settings
    wanted = {kind.id for kind in settings.types.values() if kind.translations}
    there = {(item.code, item.language) for item in context.snapshot.files if wanted}
    for document in context.originals if wanted else ():
        for language in settings.languages:
            missing = (document.code, language) not in there
            if missing and document.type in wanted and not document.is_card and document.code:
                yield Finding(
                    document.at("code"),
                    msg('"{code}" has no text in the language "{language}"', code=document.code, language=language),
                    msg('Write it into a file that ends in ".{language}.md"', language=language),
                    document.code,
                )


RULE = Rule("LN001", Severity.ERROR, check, View.HEADS)
