"""A required field is missing or empty.

Code, title, type, level, revision and owner identify a document and say who answers for it (ISO 9001:2015, 7.5.2 a).
Without them it cannot be registered, found or approved. A translation needs only its code and title.

Flagged:
    owner:

Flagged:
    -title

Accepted:
    owner: КБ

Accepted:
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ky: Ички аудит, ru: Внутренний аудит}
    ---

    # 1. Цель

    # 2. Порядок
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.field import is_empty
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.rules.context import Context
from qms.rules.fields import ALWAYS, mistyped
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the required fields of every document."""
    for document in context.readable:
        explained = mistyped(document)
        own = context.snapshot.settings.keys.own
        for name in required(document, context.snapshot):
            if is_empty(document.front.entries.get(name)) and name not in explained:
                yield Finding(
                    document.front.place(name),
                    msg('The field "{field}" is missing', field=own(name)),
                    _help(document, own(name)),
                    document.code or document.path,
                )


def _help(document: Document, own: str) -> Message:
    if document.labelled:
        return msg('Write below its title: "**{label}:** …"', label=own)
    return msg('Add a line "{field}: …" to the front matter', field=own)


def required(document: Document, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the fields that a document needs; an organisation without types, levels or units needs none of these."""
    if document.translation:
        return ALWAYS
    settings = snapshot.settings
    known = {"type": settings.types, "level": settings.levels, "revision": settings.types, "owner": snapshot.units}
    return (*ALWAYS, *(name for name, values in known.items() if values))


RULE = Rule("FM006", Severity.ERROR, check, View.HEADS)
