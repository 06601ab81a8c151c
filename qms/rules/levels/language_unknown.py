"""A document is in a language that the organisation does not use.

The languages stand in `qms.yaml`; a text in another one is neither an original nor a translation that anybody keeps
up to date.

Flagged:
    language: de

Flagged:
    file: documents/2/СМС-ДП-2.1-2024.en.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ky: Ички аудит, en: Internal audit}
    ---

Accepted:
    language: ru
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the language that the front matter or the file name gives."""
    languages = context.snapshot.settings.languages
    for document in context.readable:
        if document.language not in languages:
            named = document.front.scalar("language")
            yield Finding(
                named.at if named else Location(document.path),
                msg('The language "{language}" is not used', language=document.language),
                known(languages),
                document.code or document.path,
            )


RULE = Rule("LV008", Severity.ERROR, check, View.HEADS)
