"""The name of a file is not the code of its document.

People look for a document by its file, and its ledger and its distribution list bear the code as their names.

Flagged:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/2/ички-аудит.md

Accepted:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/СМС-ДП-2.1-2024.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from qms.ledger.lines import file_name
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare names; a code that is wrong itself is left to the rules about codes."""
    for document in context.readable:
        valid = bool(context.scheme.type_of(document.code))
        if valid and not context.well_named(document) and not context.is_duplicate(document):
            ending = "".join(PurePosixPath(document.path).suffixes[-2 if document.translation else -1 :])
            yield Finding(
                Location(document.path),
                msg('The file is not named after the code "{code}"', code=document.code),
                msg('Rename it to "{name}"', name=f"{file_name(document.code)}{ending}"),
                document.code,
            )


RULE = Rule("CD005", Severity.ERROR, check, View.HEADS)
