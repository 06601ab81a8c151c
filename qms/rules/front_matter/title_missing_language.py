"""The title is not given in the language of the text.

Lists, registers and title pages show the title in the language of the organisation; a title in Russian alone leaves a
gap in the Kyrgyz master list.

Flagged:
    title: {ru: Внутренний аудит}

Flagged:
    title: {ky: "", ru: Внутренний аудит}

Accepted:
    title: {ky: Ички аудит}

Accepted:
    title: Ички аудит
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.field import Scalar, Table
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at titles in several languages; of a translation the title in its own language counts."""
    for document in context.readable:
        title = document.front.entries.get("title")
        wanted = document.language if document.translation else context.snapshot.settings.language
        if isinstance(title, Table) and _texts_only(title) and wanted not in document.title:
            yield Finding(
                document.at("title"),
                msg('The title has no text for the language "{language}"', language=wanted),
                msg('Add "{language}: …" to the title', language=wanted),
                document.code or document.path,
            )


def _texts_only(title: Table) -> bool:
    return bool(title.entries) and all(isinstance(value, Scalar) for value in title.entries.values())


RULE = Rule("FM010", Severity.ERROR, check, View.ALONE)
