"""A translation has no original.

What is approved is the original; a translation of nothing cannot be compared with anything.

Flagged:
    file: documents/2/СМС-ДП-2.3-2024.ru.md
    ---
    code: СМС-ДП-2.3-2024
    title: {ru: Другой порядок}
    ---

Accepted:
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from qms.ledger.lines import file_name
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context, stem
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for the original of every translation; a file of its name that is broken counts."""
    originals = {stem(item.path) for item in context.snapshot.files if not item.translation}
    for document in context.readable:
        known = document.code in context.documents or file_name(document.code) in originals
        if document.translation and document.code and not known and not _beside(context, document.path):
            yield Finding(
                document.at("code"),
                msg('There is no original of the translation "{code}"', code=document.code),
                msg("Write the code of the original, or give the file a name without a language"),
                document.code,
            )


def _beside(context: Context, path: str) -> bool:
    """Tell whether the original lies beside the translation under another code, which a rule about codes reports."""
    folder, name = PurePosixPath(path).parent, stem(path)
    return any(
        PurePosixPath(item.path).parent == folder and stem(item.path) == name and not item.translation
        for item in context.snapshot.files
    )


RULE = Rule("RF006", Severity.ERROR, check, View.HEADS)
