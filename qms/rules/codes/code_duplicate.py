"""Two files have the same code.

A code is given once (manual 5.4.3). With two texts under one code nobody knows which of them was approved.

Flagged:
    file: documents/2/copy.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ky: Ички аудит}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
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

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report every file but the first of a code; a file that bears the code as its name counts as the first."""
    first: dict[tuple[str, str], Document] = {}
    for document in sorted(context.readable, key=lambda item: not context.well_named(item)):
        if not document.code:
            continue
        key = (document.code, document.language if document.translation else "")
        other = first.setdefault(key, document)
        if other is not document:
            yield Finding(
                document.at("code"),
                msg('The code "{code}" is that of "{path}" already', code=document.code, path=other.path),
                msg('Give this document a code of its own, or delete the file; "qms new" gives the next free code'),
                document.code,
            )


RULE = Rule("CD002", Severity.ERROR, check, View.HEADS)
